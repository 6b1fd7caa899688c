/** What comes from outside moves no cursor and paints nothing. */

/** @param {string} text @returns {string} controls, and marks that turn the direction of text, as escapes */
export const printable = (text) => text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (one) => (
  `\\u{${one.charCodeAt(0).toString(16)}}`));
