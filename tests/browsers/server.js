/**
 * The scenario server: one loopback TCP server that plays every host of the lab. It answers with exactly the status
 * and the header lines of a script (order, case, duplicates and bytes kept) and remembers every request as it came.
 *
 * node:http is not used, because its parser refuses methods it does not know, and the lab sends some of those.
 */
import net from 'node:net';

/** @typedef {[name: string, value: string]} HeaderLine */
/** @typedef {{ status: number, headers: HeaderLine[], [more: string]: unknown }} Reply */
/** @typedef {{ networkError: string, text?: string }} Failure */
/** @typedef {{ method: string, path: string, host: string, headers: HeaderLine[] }} SeenRequest */
/** @typedef {{ answers: (Reply | Failure)[], seen: SeenRequest[] }} Script */

/** Pages of the lab live below this path; every other path belongs to the case named by its first segment. */
export const PAGE_PREFIX = '/.lab/';

/** What the server answers when a case has no answer left; no browser takes this for a scripted one. */
const UNSCRIPTED = { status: 599, headers: [] };

/**
 * Whether a message ends with its headers, by HTTP/1.1's rules.
 * @param {SeenRequest} request @param {number} status
 */
const isBodiless = (request, status) => request.method === 'HEAD' || status === 204 || status === 304;

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

/** @param {Reply} reply @param {string} body */
function serialise(reply, body) {
  const lines = reply.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`HTTP/1.1 ${reply.status} Scripted\r\n${lines}\r\n${body}`, 'latin1');
}

/**
 * @param {Buffer} bytes
 * @returns {{ request: SeenRequest, length: number } | null} null while the message is incomplete
 */
function parseRequest(bytes) {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [start = '', ...rest] = text.slice(0, end).split('\r\n');
  const [method = '', path = ''] = start.split(' ');
  /** @type {HeaderLine[]} */
  const headers = rest.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/gu, '')];
  });
  /** @param {string} name */
  const get = (name) => headers.find(([n]) => n.toLowerCase() === name)?.[1];
  const request = { method, path, host: get('host') ?? '', headers };
  return { request, length: end + 4 + Number(get('content-length') ?? 0) };
}

/**
 * @param {Map<string, Script>} scripts
 * @param {SeenRequest} request
 * @returns {{ bytes: Buffer, last: boolean } | 'drop' | 'hang'} last: the connection's end is the end of the body
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

/** @param {net.Socket} socket @param {Map<string, Script>} scripts */
function serve(socket, scripts) {
  let bytes = Buffer.alloc(0);
  let ended = false;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, /** @type {Buffer} */ (chunk)]);
    // A TLS client hello: this server speaks no TLS, and saying so in plain text is what breaks the handshake at once.
    if (bytes[0] === 0x16) return void socket.end('HTTP/1.1 400 Plain\r\n\r\n');
    const parsed = parseRequest(bytes);
    if (!parsed || bytes.length < parsed.length) return;
    bytes = bytes.subarray(parsed.length);
    // What comes after the last answer was sent before the browser saw the end: it will send it again elsewhere.
    if (ended) return;
    const reply = answer(scripts, parsed.request);
    ended = reply === 'drop' || (reply !== 'hang' && reply.last);
    if (reply === 'drop') socket.destroy();
    // A body ends with the connection, so no header of ours is needed; without one the connection may be used again.
    else if (reply !== 'hang') socket[reply.last ? 'end' : 'write'](reply.bytes);
  });
}

/** @param {net.Server} server @returns {Promise<number>} */
const listen = (server) => new Promise((resolve, reject) => {
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => resolve(/** @type {net.AddressInfo} */ (server.address()).port));
});

/**
 * Two ports, one behaviour: the second one exists so that a browser can be told that it lies in the public address
 * space.
 */
export async function startServer() {
  /** @type {Map<string, Script>} */
  const scripts = new Map();
  /** @type {Set<net.Socket>} */
  const sockets = new Set();
  const servers = [0, 1].map(() => net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, scripts);
  }));
  const [port = 0, publicPort = 0] = await Promise.all(servers.map(listen));
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
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    },
  };
}
