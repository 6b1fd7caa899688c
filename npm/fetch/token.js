const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/u;

/** A *token* of HTTP, as the names of methods and headers are. @param {unknown} name */
export const isToken = (name) => TOKEN.test(String(name));
