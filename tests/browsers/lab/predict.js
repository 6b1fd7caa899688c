/** Corscope's answer to a scenario, from the public API: it is told nothing that the browser doesn't see. */
import { PreflightCache, simulate } from '../../../npm/node.js';
import { INSECURE, PORTS, placesOf } from './places.js';
import { isUsable } from './bodies.js';
import { STRANGER, hopIn, idIn, isOutside, replyOf, shardOf } from './scenario.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./server.js').WireRequest} WireRequest */
/** @typedef {import('../../../npm/types.js').Engine} Engine */
/**
 * @typedef {{ report: import('../../../npm/types.js').Report, page: string, wire: WireRequest[],
 *   usable: boolean, timedOut: boolean[] }} Prediction
 *   wire: what reaches the server, with the hop its URL names; usable: whether an element can use what it gets; timedOut:
 *   which messages are answered by 408
 */

/**
 * What comes back for a message: the server's answer, or what the machine does where no server of the lab listens, or
 * where the browser doesn't let it be asked.
 * @param {LabScenario} scenario @param {Engine} engine @param {'preflight' | 'request'} kind @param {string} url
 * @returns {import('../../../npm/types.js').Answer}
 */
function answerTo({ page, request, ...scenario }, engine, kind, url) {
  const { protocol, port, hostname } = new URL(url);
  /** WebKit's console repeats the words of its network library. @param {string} text */
  const own = (text) => (engine === 'webkit' ? text : undefined);
  if (!hostname.endsWith('.localhost') && !hostname.endsWith(INSECURE) && hostname !== '127.0.0.1') return { networkError: 'dns', text: own(`Error resolving “${hostname}”: Name or service not known`) };
  if (![PORTS.page, PORTS.target, PORTS.public].map(String).includes(port)) return { networkError: 'refused', text: own(`Could not connect to ${hostname}: Connection refused`) };
  if (protocol === 'https:') return { networkError: 'tls', text: own('Error performing TLS handshake: An unexpected TLS packet was received.') };
  // A public page may not ask the machine it runs on, and nobody is there to permit it; nor may a page that expects it elsewhere,
  // its own origin aside. (A stream goes by a Request, which forgets that.)
  const isElsewhere = engine === 'chromium' && !request.body?.stream && kind === 'request' && new URL(url).origin !== request.origin
    && ['local', 'public'].includes(request.targetAddressSpace ?? '');
  if ((isOutside(page) || isElsewhere) && port !== String(PORTS.public)) return { networkError: 'local-network-access' };
  // Chromium sends a stream over HTTP/2 and above only.
  if (engine === 'chromium' && kind === 'request' && request.body?.stream) return { networkError: 'other', text: 'net::ERR_ALPN_NEGOTIATION_FAILED' };
  return idIn(url) === scenario.id ? replyOf(scenario, kind, url) : STRANGER;
}

/**
 * @param {LabScenario} scenario @param {Engine} engine
 * @param {{ cache?: PreflightCache, now?: () => number }} [kept] what earlier steps of a sequence left, and when this one is
 * @returns {Promise<Prediction>}
 */
export async function predict(scenario, engine, { cache = new PreflightCache(), now } = {}) {
  /** @type {boolean[]} for each message */
  const reached = [];
  let usable = true;
  // Whatever the page's own origin is, it is a frame in a page of the shard.
  const topLevelSite = placesOf(shardOf(scenario)).page.replace(/:\d+$/u, '');
  const worker = scenario.page === 'worker';
  const report = await simulate({ topLevelSite, worker, ...scenario.request }, ({ kind, url }) => {
    const answer = answerTo(scenario, engine, kind, url);
    reached.push(!('networkError' in answer));
    if ('status' in answer) usable = isUsable(scenario.request.initiator, answer);
    return answer;
  }, { engine, cache, now });
  // The server files a message by the id in its path; a strange Location may lead to a path without one.
  const filed = report.sent.filter(({ url }, index) => reached[index] && idIn(url) === scenario.id);
  const wire = filed.map((sent) => ({
    kind: /** @type {'preflight' | 'request'} */ (sent.kind), hop: hopIn(sent.url), method: sent.method, url: sent.url,
    origin: sent.origin, requestMethod: sent.requestMethod, requestHeaders: sent.requestHeaders,
  }));
  const timedOut = wire.map(({ kind, url }) => replyOf(scenario, kind, url).status === 408);
  // Not the request's origin, but that of its page's URL, which a request doesn't tell.
  if (engine === 'webkit' && scenario.page === 'sandbox' && scenario.request.initiator === 'beacon' && scenario.request.mode === 'no-cors') {
    // It lasts until a redirect leads to another origin.
    const [first] = wire;
    const leaves = wire.findIndex(({ url }) => new URL(url).origin !== new URL(first.url).origin);
    for (const sent of leaves < 0 ? wire : wire.slice(0, leaves)) if (sent.origin === 'null') sent.origin = placesOf(shardOf(scenario)).page;
  }
  return { report, page: scenario.page, wire, usable, timedOut };
}
