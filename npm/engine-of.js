/** How many entries are looked at for a `User-Agent`. */
export const LOOKED_AT = 20;

/**
 * A request's `User-Agent`, else the browser that the file names.
 * @param {any[]} entries @param {string | undefined} browser
 */
export function agentOf(entries, browser) {
  /** @type {any[]} */
  const headers = entries.slice(0, LOOKED_AT).flatMap((entry) => [].concat(entry?.request?.headers ?? []));
  const found = headers.find((header) => /^user-agent$/iu.test(header?.name));
  return String(found?.value ?? `${browser ?? ''}/`);
}

/**
 * Whose decision a `User-Agent` asks for; Chromium's where it names nobody that is known.
 * @param {string} agent
 * @returns {import('./types.js').Engine}
 */
export function engineOf(agent) {
  if (/\bFirefox\//u.test(agent)) return 'firefox';
  return /\bAppleWebKit\//u.test(agent) && !/Chrom(?:e|ium)\//u.test(agent) ? 'webkit' : 'chromium';
}
