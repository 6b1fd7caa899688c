/**
 * HTTP/1.1 as bytes: reading requests as they came and writing answers exactly as they were written down, with order,
 * case, duplicates and bytes kept.
 *
 * node:http is not used, because its parser refuses methods it does not know, and the lab sends some of those.
 */
import net from 'node:net';

/** @typedef {[name: string, value: string]} HeaderLine */
/** @typedef {{ status: number, headers: HeaderLine[], [more: string]: unknown }} Reply */
/** @typedef {{ method: string, path: string, host: string, headers: HeaderLine[] }} SeenRequest */

/**
 * Whether a message ends with its headers, by HTTP/1.1's rules.
 * @param {SeenRequest} request @param {number} status
 */
export const isBodiless = (request, status) => request.method === 'HEAD' || status === 204 || status === 304;

/** @param {HeaderLine[]} headers @param {string} name in lower case @returns {string | null} the first line's value */
export const valueOf = (headers, name) => headers.find(([n]) => n.toLowerCase() === name)?.[1] ?? null;

/** @param {Reply} reply @param {string | Buffer} body */
export function serialise(reply, body) {
  const lines = reply.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = Buffer.from(`HTTP/1.1 ${reply.status} Scripted\r\n${lines}\r\n`, 'latin1');
  return Buffer.concat([head, typeof body === 'string' ? Buffer.from(body, 'latin1') : body]);
}

/**
 * @param {Buffer} bytes
 * @returns {{ request: SeenRequest, body: Buffer, length: number } | null} null while the message is incomplete
 */
function parseRequest(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [start = '', ...rest] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', path = ''] = start.split(' ');
  /** @type {HeaderLine[]} */
  const headers = rest.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/gu, '')];
  });
  const length = end + 4 + Number(valueOf(headers, 'content-length') ?? 0);
  if (bytes.length < length) return null;
  const request = { method, path, host: valueOf(headers, 'host') ?? '', headers };
  return { request, body: bytes.subarray(end + 4, length), length };
}

/**
 * What to do with a request: write this, and end the connection if it is the last of it; or end it without an answer;
 * or never answer.
 * @typedef {{ bytes: Buffer, last: boolean } | 'drop' | 'hang'} Reaction
 */

/** @param {net.Socket} socket @param {(request: SeenRequest, body: Buffer) => Reaction | Promise<Reaction>} react */
function serve(socket, react) {
  let bytes = Buffer.alloc(0);
  let ended = false;
  socket.on('error', () => socket.destroy());
  socket.on('data', async (chunk) => {
    bytes = Buffer.concat([bytes, /** @type {Buffer} */ (chunk)]);
    // A TLS client hello: this server speaks no TLS, and saying so in plain text is what breaks the handshake at once.
    if (bytes[0] === 0x16) return void socket.end('HTTP/1.1 400 Plain\r\n\r\n');
    const parsed = parseRequest(bytes);
    if (!parsed) return;
    bytes = bytes.subarray(parsed.length);
    // What comes after the last answer was sent before the browser saw the end: it will send it again elsewhere.
    if (ended) return;
    const reaction = await react(parsed.request, parsed.body);
    ended = reaction === 'drop' || (reaction !== 'hang' && reaction.last);
    if (reaction === 'drop') socket.destroy();
    // A body ends with the connection, so no header of ours is needed; without one the connection may be used again.
    else if (reaction !== 'hang') socket[reaction.last ? 'end' : 'write'](reaction.bytes);
  });
}

/**
 * @param {number} port 0 for a free one
 * @param {(request: SeenRequest, body: Buffer) => Reaction | Promise<Reaction>} react
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function listen(port, react) {
  /** @type {Set<net.Socket>} */
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, react);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  return {
    port: /** @type {net.AddressInfo} */ (server.address()).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => { server.close(done); });
    },
  };
}
