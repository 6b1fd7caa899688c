/**
 * The page that a test environment pretends to have. What script gets of it has to be made of its own classes: a listener of
 * jsdom's takes none of Node's events.
 */

/**
 * @typedef {{ window: any, hasXhr: boolean, origin: () => string, base: () => string, referrer: () => string,
 *   classes: Record<'EventTarget' | 'Event' | 'ProgressEvent' | 'DOMException' | 'Blob' | 'ArrayBuffer', any>,
 *   JSON: JSON, DOMParser: any, XMLSerializer: any }} Environment
 *   origin, base, referrer: of now: a test may go to another page
 */

/**
 * @param {any} host what is global where the test runs
 * @param {{ window?: any, origin?: string }} options
 * @returns {Environment}
 */
export function environmentOf(host, { window, origin }) {
  if (window !== undefined && (typeof window !== 'object' || window === null)) {
    throw new TypeError('window: expected the window of jsdom, happy-dom or the like');
  }
  const page = window ?? host.window ?? host;
  const originNow = () => origin ?? page.location?.origin;
  if (originNow() === undefined) throw new TypeError('origin: there is no `location` here, so say whose page it is: `{ origin: \'https://app.example.com\' }`');
  // A page that is told to be of another origin than its location lies at the root of that one.
  const isAtLocation = () => originNow() !== 'null' && page.location?.origin === originNow();
  const root = () => (originNow() === 'null' ? 'about:blank' : `${originNow()}/`);
  const own = (/** @type {string} */ name) => page[name] ?? host[name] ?? /** @type {any} */ (globalThis)[name];
  return {
    window: page,
    hasXhr: [page, host].some(({ XMLHttpRequest }) => typeof XMLHttpRequest === 'function'),
    origin: originNow,
    base: () => (isAtLocation() ? page.document?.baseURI ?? page.location.href : root()),
    referrer: () => (isAtLocation() ? page.location.href : 'about:client'),
    classes: {
      EventTarget: own('EventTarget'), Event: own('Event'), ProgressEvent: own('ProgressEvent') ?? progressEventOf(own('Event')),
      DOMException: own('DOMException'), Blob: own('Blob'), ArrayBuffer: own('ArrayBuffer'),
    },
    JSON: own('JSON'), DOMParser: own('DOMParser'), XMLSerializer: own('XMLSerializer'),
  };
}

/** Node has none. @param {typeof Event} Base */
const progressEventOf = (Base) => class ProgressEvent extends Base {
  /** @param {string} type @param {ProgressEventInit} [init] */
  constructor(type, { lengthComputable = false, loaded = 0, total = 0, ...init } = {}) {
    super(type, init);
    Object.assign(this, { lengthComputable, loaded, total });
  }
};
