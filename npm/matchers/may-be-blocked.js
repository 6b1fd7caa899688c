/**
 * Which requests a test lets CORS block.
 * @param {(string | RegExp)[]} patterns parts of a URL, or patterns
 * @param {string} where a URL, or a line of the console
 */
export const mayBeBlocked = (patterns, where) => patterns.some((one) => (
  // `test` goes on where a pattern with the flag `g` found something before; `search` remembers nothing.
  typeof one === 'string' ? where.includes(one) : where.search(one) >= 0));
