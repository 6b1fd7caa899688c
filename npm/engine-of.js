/**
 * Whose decision a `User-Agent` asks for; Chromium's where it names nobody that is known.
 * @param {string} agent
 * @returns {import('./types.js').Engine}
 */
export function engineOf(agent) {
  if (/\bFirefox\//u.test(agent)) return 'firefox';
  return /\bAppleWebKit\//u.test(agent) && !/Chrom(?:e|ium)\//u.test(agent) ? 'webkit' : 'chromium';
}
