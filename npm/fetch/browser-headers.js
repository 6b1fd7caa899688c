/**
 * The header lines that a browser adds without asking anyone, beside those of the protocol that the core gives. They decide
 * nothing in CORS; servers look at them.
 */
import { siteOf } from './site.js';

/** @typedef {import('../types.js').HeaderLines} HeaderLines */
/** @typedef {import('../types.js').RequestInput} RequestInput */

/** What `decode.js` can undo. */
const ENCODINGS = 'gzip, deflate, br';

/**
 * @param {RequestInput} request settled or not
 * @param {URL | null} page its origin; null for an opaque one
 * @param {string} referrer as the page gave it
 * @param {string[]} urls of this call so far, the message's own last
 * @param {HeaderLines} headers of the message
 * @returns {HeaderLines} those and the browser's own
 */
export function browserHeaders({ mode = 'cors', referrerPolicy }, page, referrer, urls, headers) {
  const has = new Set(headers.map(([name]) => name.toLowerCase()));
  const targets = urls.map((url) => new URL(url));
  const target = targets[targets.length - 1];
  const referer = page && refererOf(page, referrer, target, referrerPolicy);
  /** @type {HeaderLines} */
  const own = [['User-Agent', 'corscope'], ['Accept-Encoding', ENCODINGS], ['Accept-Language', 'en']];
  if (referer) own.push(['Referer', referer]);
  if (isTrustworthy(target)) {
    own.push(['Sec-Fetch-Site', siteOf(page, targets)], ['Sec-Fetch-Mode', mode], ['Sec-Fetch-Dest', 'empty']);
  }
  return [...headers, ...own.filter(([name]) => !has.has(name.toLowerCase()))];
}

/** *Potentially trustworthy*, as far as a request over HTTP goes. @param {URL} url */
const isTrustworthy = ({ protocol, hostname }) => protocol === 'https:' || isLocal(hostname);

/** @param {string} hostname */
const isLocal = (hostname) => /(?:^|\.)localhost$|^127\.|^\[::1\]$/u.test(hostname);

/**
 * *Determine request's referrer* for a page that lies at the root of its origin.
 * @param {URL} page @param {string} referrer @param {URL} target @param {string} [policy]
 * @returns {string | null}
 */
function refererOf(page, referrer, target, policy) {
  // Nobody learns where in an app or an extension a request comes from.
  if (referrer === '' || !/^https?:$/u.test(page.protocol)) return null;
  const [whole, bare] = [ownUrl(page, referrer), `${page.origin}/`];
  const same = target.origin === page.origin;
  const downgrade = page.protocol === 'https:' && !isTrustworthy(target);
  switch (policy || 'strict-origin-when-cross-origin') {
    case 'no-referrer': return null;
    case 'unsafe-url': return whole;
    case 'origin': return bare;
    case 'strict-origin': return downgrade ? null : bare;
    case 'same-origin': return same ? whole : null;
    case 'origin-when-cross-origin': return same ? whole : bare;
    case 'no-referrer-when-downgrade': return downgrade ? null : whole;
    default: return same ? whole : downgrade ? null : bare;
  }
}

/** A page may name another URL of its own origin; of any other, it is the page that counts. @param {URL} page @param {string} referrer */
function ownUrl(page, referrer) {
  const given = referrer !== 'about:client' && URL.canParse(referrer, page) ? new URL(referrer, page) : page;
  return given.origin === page.origin ? `${given.origin}${given.pathname}${given.search}` : `${page.origin}/`;
}
