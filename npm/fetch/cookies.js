/** The page's cookies: a jar that the test brings, tough-cookie's or one of the same shape, holds them. */

/** @typedef {import('../types.js').CookieJar} CookieJar */

/** @param {CookieJar} jar @param {string} url @returns {Promise<string>} the `Cookie` header's value, empty for none */
export const cookieHeader = async (jar, url) => String(await jar.getCookieString(url) ?? '');

/** @param {CookieJar} jar @param {string} url @param {import('../types.js').HeaderLines} headers of the response */
export async function keepCookies(jar, url, headers) {
  for (const [name, value] of headers) {
    // One that is malformed or of another domain is dropped, as browsers do.
    if (name.toLowerCase() === 'set-cookie') await jar.setCookie(value, url, { ignoreError: true });
  }
}
