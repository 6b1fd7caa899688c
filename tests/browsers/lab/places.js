/**
 * Where the lab lives: fixed loopback ports, so that a seed means the same URLs everywhere, and host names that every
 * browser resolves to loopback by itself.
 *
 * Browsers open six connections per host, and a redirected request keeps one while it waits for the next. So scenarios
 * are spread over shards, each with hosts of its own, and one page per shard runs a few at a time.
 */

/** Also told in the README. Nothing ever listens on `closed`. */
export const PORTS = { page: 7841, target: 7842, public: 7843, closed: 7844 };

export const SHARDS = 8;

/** At most this many scenarios of a shard are under way: with one connection to spare, no redirect waits for ever. */
export const IN_FLIGHT = 4;

/** What a page posts for a request that had no end: nothing was observed then, so nothing can agree. */
export const NO_END = 'no end';

/**
 * @typedef {{ page: string, sibling: string, target: string, third: string, literal: string }} Places
 *   origins: the page's; its host with another port; two others; an address
 */

/** @param {number} shard @returns {Places} */
export const placesOf = (shard) => ({
  page: `http://page${shard}.localhost:${PORTS.page}`,
  sibling: `http://page${shard}.localhost:${PORTS.target}`,
  target: `http://a${shard}.localhost:${PORTS.target}`,
  third: `http://b${shard}.localhost:${PORTS.target}`,
  literal: `http://127.0.0.1:${PORTS.target}`,
});

/** Where pages get their work: another host, so that it takes no connection from the scenarios'. */
export const CONTROL = `http://control.localhost:${PORTS.page}`;
