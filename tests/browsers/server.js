/**
 * The scenario server: one loopback TCP server that plays every host of the lab. It answers with exactly the status
 * and the header lines of a script (order, case, duplicates and bytes kept) and remembers every request as it came.
 */
import { isBodiless, listen, serialise } from './wire.js';

/** @typedef {import('./wire.js').HeaderLine} HeaderLine */
/** @typedef {import('./wire.js').Reply} Reply */
/** @typedef {import('./wire.js').SeenRequest} SeenRequest */
/** @typedef {{ networkError: string, text?: string }} Failure */
/** @typedef {{ answers: (Reply | Failure)[], seen: SeenRequest[] }} Script */

/** Pages of the lab live below this path; every other path belongs to the case named by its first segment. */
export const PAGE_PREFIX = '/.lab/';

/** What the server answers when a case has no answer left; no browser takes this for a scripted one. */
const UNSCRIPTED = { status: 599, headers: [] };

/**
 * Opaque response blocking is the browser's verdict on an answer: this one it refuses to an image.
 * @type {Reply}
 */
const BLOCKED_BY_ORB = {
  status: 200, headers: [['Content-Type', 'application/json'], ['X-Content-Type-Options', 'nosniff']],
};

/** @type {Record<string, HeaderLine[]>} */
const PAGE_VARIANTS = {
  plain: [],
  // An opaque origin on a document that still has the loopback address space (a data: URL would not have it).
  sandbox: [['Content-Security-Policy', 'sandbox allow-scripts']],
  csp: [['Content-Security-Policy', "connect-src 'none'"]],
};

/** The lab's page: it has nothing of its own, the driver runs the cases in it. */
export const PAGE_BODY = '<!doctype html><title>lab</title>';

/**
 * @param {string} path
 * @returns {string} the case that owns this path: its first segment
 */
export function caseOfPath(path) {
  return (path.split(/[/?#]/u)[1] ?? '').toLowerCase();
}

/**
 * @param {Map<string, Script>} scripts
 * @param {SeenRequest} request
 * @returns {import('./wire.js').Reaction}
 */
function answer(scripts, request) {
  if (request.path.startsWith(PAGE_PREFIX)) {
    const variant = PAGE_VARIANTS[request.path.slice(PAGE_PREFIX.length)] ?? [];
    const page = { status: 200, headers: [/** @type {HeaderLine} */ (['Content-Type', 'text/html']), ...variant] };
    return { bytes: serialise(page, PAGE_BODY), last: true };
  }
  const script = scripts.get(caseOfPath(request.path));
  if (!script) return { bytes: serialise({ status: 404, headers: [] }, ''), last: true };
  const scripted = script.answers[script.seen.length] ?? UNSCRIPTED;
  script.seen.push(request);
  const reply = 'networkError' in scripted && scripted.networkError === 'orb' ? BLOCKED_BY_ORB : scripted;
  if ('networkError' in reply) return reply.networkError === 'aborted' ? 'hang' : 'drop';
  const bodiless = isBodiless(request, reply.status);
  return { bytes: serialise(reply, bodiless ? '' : ' '), last: !bodiless };
}

/**
 * Two ports, one behaviour: the second one exists so that a browser can be told that it lies in the public address
 * space.
 */
export async function startServer() {
  /** @type {Map<string, Script>} */
  const scripts = new Map();
  const servers = await Promise.all([0, 0].map((port) => listen(port, (request) => answer(scripts, request))));
  const [{ port }, { port: publicPort }] = servers;
  return {
    port,
    publicPort,
    /** @param {string} name @param {(Reply | Failure)[]} answers @returns {Script} */
    script(name, answers) {
      const script = { answers, seen: [] };
      scripts.set(name, script);
      return script;
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
