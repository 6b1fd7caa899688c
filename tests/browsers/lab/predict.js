/** Corscope's answer to a scenario, from the public API: it is told nothing that the browser doesn't see. */
import { PreflightCache, simulate } from '../../../npm/node.js';
import { PORTS, placesOf } from './places.js';
import { hopIn, idIn, replyOf, shardOf } from './scenario.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./server.js').WireRequest} WireRequest */
/** @typedef {import('../../../npm/types.js').Engine} Engine */
/**
 * @typedef {{ report: import('../../../npm/types.js').Report, page: string, wire: WireRequest[] }} Prediction
 *   wire: what reaches the server, with the hop its URL names
 */

/**
 * What comes back for a message: the server's answer, or what the machine does where no server of the lab listens.
 * @param {LabScenario} scenario @param {'preflight' | 'request'} kind @param {string} url
 * @returns {import('../../../npm/types.js').Answer}
 */
function answerTo(scenario, kind, url) {
  const { protocol, port, hostname } = new URL(url);
  // The texts are those of WebKit's network library, which its console repeats.
  if (protocol === 'https:') return { networkError: 'tls', text: 'Error performing TLS handshake: An unexpected TLS packet was received.' };
  if (!hostname.endsWith('.localhost') && hostname !== '127.0.0.1') return { networkError: 'dns', text: `Error resolving “${hostname}”: Name or service not known` };
  if (![PORTS.page, PORTS.target, PORTS.public].map(String).includes(port)) return { networkError: 'refused', text: `Could not connect to ${hostname}: Connection refused` };
  return replyOf(scenario, kind, url);
}

/**
 * @param {LabScenario} scenario @param {Engine} engine
 * @param {{ cache?: PreflightCache, now?: () => number }} [kept] what earlier steps of a sequence left, and when this one is
 * @returns {Promise<Prediction>}
 */
export async function predict(scenario, engine, { cache = new PreflightCache(), now } = {}) {
  /** @type {Set<string>} */
  const unreached = new Set();
  const report = await simulate(scenario.request, ({ kind, url }) => {
    const answer = answerTo(scenario, kind, url);
    if ('networkError' in answer) unreached.add(url);
    return answer;
  }, { engine, cache, now });
  // The server files a message by the id in its path; a strange Location may lead to a path without one.
  const filed = report.sent.filter(({ url }) => !unreached.has(url) && idIn(url) === scenario.id);
  const wire = filed.map((sent) => ({
    kind: /** @type {'preflight' | 'request'} */ (sent.kind), hop: hopIn(sent.url), method: sent.method, url: sent.url,
    origin: sent.origin, requestMethod: sent.requestMethod, requestHeaders: sent.requestHeaders,
  }));
  // Not the request's origin, but that of its page's URL, which a request doesn't tell.
  if (engine === 'webkit' && scenario.page === 'sandbox' && scenario.request.initiator === 'beacon' && scenario.request.mode === 'no-cors') {
    for (const sent of wire) if (sent.origin === 'null' && sent.hop === 0) sent.origin = placesOf(shardOf(scenario)).page;
  }
  return { report, page: scenario.page, wire };
}
