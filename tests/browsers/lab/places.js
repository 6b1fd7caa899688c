/**
 * Where the lab lives: fixed loopback ports, so that a seed means the same URLs everywhere, and host names that every
 * browser resolves to loopback by itself.
 *
 * Browsers open six connections per host, and a redirected request keeps one while it waits for the next. So scenarios
 * are spread over shards, each with hosts of its own, and one page per shard runs a few at a time.
 */

/** Also told in the README. Nothing ever listens on `closed`. To Chromium, `public` and `secure` lie in the public address space. */
export const PORTS = { page: 7841, target: 7842, public: 7843, closed: 7844, secure: 7845 };

export const SHARDS = 8;

/** With devtools open, a page costs much more: the first shards do then. */
export const TABS = 2;

/** At most this many scenarios of a shard are under way: with one connection to spare, no redirect waits for ever. */
export const IN_FLIGHT = 4;

/** Hosts that are not trustworthy by their name, as all of `localhost` is. Only Chromium is told where they are. */
export const INSECURE = 'insecure.example';

/** Hosts of pages over https. */
export const SECURE = 'secure.example';

/** What a page posts for a request that had no end: nothing was observed then, so nothing can agree. */
export const NO_END = 'no end';

/**
 * @typedef {{ page: string, sibling: string, target: string, third: string, literal: string, public: string,
 *   insecure: string, secure: string, publicTarget: string }} Places
 *   origins: the page's; its host with another port; two others; an address; a page and one that is no secure context,
 *   both in the public address space;
 *   one over https; a target in the public address space
 */

/** @param {number} shard @returns {Places} */
export const placesOf = (shard) => ({
  page: `http://page${shard}.localhost:${PORTS.page}`,
  sibling: `http://page${shard}.localhost:${PORTS.target}`,
  target: `http://a${shard}.localhost:${PORTS.target}`,
  third: `http://b${shard}.localhost:${PORTS.target}`,
  literal: `http://127.0.0.1:${PORTS.target}`,
  public: `http://page${shard}.localhost:${PORTS.public}`,
  insecure: `http://page${shard}.${INSECURE}:${PORTS.public}`,
  secure: `https://page${shard}.${SECURE}:${PORTS.secure}`,
  publicTarget: `http://a${shard}.localhost:${PORTS.public}`,
});

/** Where pages get their work: another host, so that it takes no connection from the scenarios'. */
export const CONTROL = `http://control.localhost:${PORTS.page}`;
