/** *Normalize* a header's value: blanks around it are none of it. @param {string} value */
export const normalized = (value) => value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/gu, '');
