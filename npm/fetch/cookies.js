/** The page's cookies: a jar that the test brings, tough-cookie's or one of the same shape, holds them. */
import { isSameSite } from './site.js';

/** @typedef {import('../types.js').CookieJar} CookieJar */
/** @typedef {{ sameSite?: string, cookieString(): string }} Cookie tough-cookie's */
/** @typedef {CookieJar & { getCookies?: (url: string, options: object) => Promise<Cookie[]> | Cookie[] }} Jar */

/** Engines for which a cookie without SameSite is as one with Lax; for Firefox and WebKit it is as one with None. */
const LAX_BY_DEFAULT = new Set(['chromium', 'standard']);

/** What is misspelt counts as left out. */
const IS_SAID = /;\s*samesite\s*=\s*(?:none|lax|strict)\s*(?:;|$)/iu;

/**
 * @param {Jar} jar
 * @param {{ page: URL | null, engine: string, url: string }} message page: its origin, which is also the one in the address bar; null for an opaque one
 */
export function cookiesOf(jar, { page, engine, url }) {
  // What a script fetches is no navigation: from another site, Lax is as strict as Strict.
  const sameSiteContext = page && isSameSite(page, new URL(url)) ? /** @type {const} */ ('strict') : /** @type {const} */ ('none');
  const isLaxByDefault = sameSiteContext === 'none' && LAX_BY_DEFAULT.has(engine);
  return {
    /** @returns {Promise<string>} the `Cookie` header's value, empty for none */
    async header() {
      // tough-cookie takes a cookie without SameSite for one with None. Its list of cookies shows which ones said so; a jar
      // that has no such list decides for itself.
      if (!isLaxByDefault || typeof jar.getCookies !== 'function') return String(await jar.getCookieString(url, { sameSiteContext }) ?? '');
      const cookies = await jar.getCookies(url, { sameSiteContext });
      return cookies.filter(({ sameSite }) => sameSite === 'none').map((cookie) => cookie.cookieString()).join('; ');
    },

    /** @param {import('../types.js').HeaderLines} headers of the answer */
    async keep(headers) {
      for (const [name, value] of headers) {
        if (name.toLowerCase() !== 'set-cookie' || (isLaxByDefault && !IS_SAID.test(value))) continue;
        // One that is malformed, of another domain, or for its own site alone is dropped, as browsers do.
        await jar.setCookie(value, url, { ignoreError: true, sameSiteContext });
      }
    },
  };
}
