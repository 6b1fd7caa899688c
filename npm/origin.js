/**
 * Origins as text. Unlike the URL standard, and as the core, this gives pages of apps and extensions
 * (`capacitor://localhost`, `chrome-extension://…`) an origin of their own, as the browsers do that have such pages.
 */

/**
 * @param {string} text a URL
 * @returns {string | null} its origin, serialised; null where it has none, or an opaque one
 */
export function originOf(text) {
  if (!URL.canParse(text)) return null;
  const { origin, protocol, host } = new URL(text);
  if (origin !== 'null') return origin;
  return host === '' || protocol === 'file:' ? null : `${protocol}//${host}`;
}

/** Whether it is an origin as `Origin` has it, `null` included. @param {string} text */
export const isOrigin = (text) => text === 'null' || originOf(text) === text;

/** The page that lies at the root of an origin; null for an opaque one. @param {string} origin */
export const pageOf = (origin) => (origin === 'null' ? null : new URL(origin));
