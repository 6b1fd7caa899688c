/** Whether a server's allow-list is one: the same call from other origins. */
import { otherOrigins } from './origins.js';
import { send } from './send.js';

/**
 * @typedef {import('../types.js').Report} Report
 * @typedef {import('./document.js').Finding} Finding
 * @typedef {{ kind: string, origin: string, mayRead: boolean | 'unknown', allowOrigin: string | null, code: string | null }} Probed
 *   mayRead: as far as anything went out; allowOrigin: of the last answer
 */

/** What it means that such an origin may read. @type {Record<string, { code: string, severity: 'danger' | 'warning' | 'info', says: string }>} */
const MEANING = {
  foreign: { code: 'origin-reflected', severity: 'warning', says: 'the server sends back whatever `Origin` says: there is no allow-list' },
  prefix: { code: 'origin-reflected', severity: 'warning', says: 'the server compares only the beginning of `Origin`: anybody can own such a host' },
  suffix: { code: 'origin-reflected', severity: 'warning', says: 'the server compares only the end of `Origin`: anybody can own such a host' },
  null: { code: 'null-origin-allowed', severity: 'warning', says: 'the server allows `null`, which any page can be by a sandboxed frame' },
  http: { code: 'http-origin-allowed', severity: 'warning', says: 'the server allows the page without TLS, so anyone on the network in between may read' },
  subdomain: { code: 'subdomain-allowed', severity: 'info', says: 'the server allows a subdomain that nobody named: each one may read' },
};

/**
 * @param {import('./send.js').Call} call @param {import('./send.js').How} how @param {Report} own of the page itself
 * @returns {Promise<{ probed: Probed[], isReal: boolean | 'unknown', conclusion: string, findings: Finding[] }>}
 */
export async function probe(call, how, own) {
  /** @type {Probed[]} */
  const probed = [];
  for (const { kind, origin } of otherOrigins(call.origin)) {
    // One after another: it is somebody's server. What may change something went out for the page itself, if at all.
    probed.push({ kind, origin, ...judged(await send({ ...call, origin }, { ...how, mayRun: false })) });
  }
  const read = probed.filter(({ mayRead }) => mayRead === true);
  const isOpen = read.some(({ allowOrigin }) => allowOrigin === '*');
  const findings = isOpen ? [] : notable(read).map((one) => finding(one, call, own.request.url));
  const isUnknown = probed.some(({ mayRead }) => mayRead === 'unknown');
  const loose = findings.some(({ severity }) => severity !== 'info');
  const isReal = isOpen || loose ? false : isUnknown || judged(own).mayRead !== true ? 'unknown' : true;
  return { probed, isReal, findings, conclusion: conclusion(isReal, isOpen) };
}

/** Where every origin may read, the others need no saying. @param {Probed[]} read */
const notable = (read) => (read.some(({ kind }) => kind === 'foreign') ? read.filter(({ kind }) => kind === 'foreign' || kind === 'null') : read);

/** @param {boolean | 'unknown'} isReal @param {boolean} isOpen */
function conclusion(isReal, isOpen) {
  if (isOpen) return 'the server allows every origin by `*`: right for what is public, and there is no allow-list';
  if (isReal === 'unknown') return 'whether there is an allow-list is unknown: an answer is missing, or the page itself is not allowed';
  return isReal ? 'the allow-list is real: of these origins none may read but those that are listed here as allowed'
    : 'the allow-list is not real';
}

/** @param {Probed} one @param {import('./send.js').Call} call @param {string} url as it may be printed @returns {Finding} */
function finding({ kind, origin }, call, url) {
  const { code, severity, says } = MEANING[kind];
  // What credentials open is somebody's own.
  const grave = severity === 'warning' && call.credentials === 'include' ? 'danger' : severity;
  return { code, severity: grave, headline: `\`${origin}\` may read: ${says}`, url };
}

/**
 * Whether this origin may read. Of a request that was held back the preflight's answer is all there is.
 * @param {Report} report
 */
function judged(report) {
  const answers = report.view.messages.filter(({ kind, state }) => kind === 'response' && state === 'captured');
  const line = answers.at(-1)?.lines.find(([name]) => name.toLowerCase() === 'access-control-allow-origin');
  const isHeld = report.verdict === 'undetermined' && answers.length > 0;
  const reached = report.verdict === 'allowed' || report.verdict === 'blocked';
  return {
    mayRead: reached ? report.verdict === 'allowed' : isHeld ? true : /** @type {const} */ ('unknown'),
    allowOrigin: line?.[1] ?? null, code: report.cause?.code ?? null,
  };
}
