/** A Node server that listens nowhere: its connections are pairs of streams in this process. */
import http from 'node:http';
import * as stream from 'node:stream';
import { WrongServer } from './failure.js';
import { httpTransport } from './http.js';
import { watched } from './listener.js';

/** @typedef {import('./message.js').Transport} Transport */

/**
 * @param {http.Server | http.RequestListener} target
 * @returns {Transport}
 */
export function inMemoryTransport(target) {
  const server = typeof target === 'function' ? http.createServer(watched(target, cut)) : target;
  if ('updateSettings' in server) throw new WrongServer('server: an HTTP/2 server, which speaks another protocol; give its app or listener, or an HTTP/1 server');
  const transports = {
    'http:': httpTransport({ agent: new InMemoryAgent(server, false) }),
    'https:': httpTransport({ agent: new InMemoryAgent(server, true) }),
  };
  return (message) => transports[message.url.startsWith('https:') ? 'https:' : 'http:'](message);
}

/** The client's side of each connection. @type {WeakMap<stream.Duplex, stream.Duplex>} */
const peers = new WeakMap();

/** Ends a connection and says why; what was written before is read first. @param {stream.Duplex} theirs @param {Error} reason */
const cut = (theirs, reason) => void setImmediate(() => peers.get(theirs)?.destroy(reason));

class InMemoryAgent extends http.Agent {
  #server;
  #isSecure;
  #isTls;

  /** @param {http.Server} server @param {boolean} isSecure what the server is told of its connections, unless it takes TLS ones only */
  constructor(server, isSecure) {
    super({ keepAlive: false });
    this.#server = server;
    this.#isTls = server.listenerCount('secureConnection') > 0;
    this.#isSecure = isSecure || this.#isTls;
  }

  /** @override */
  createConnection() {
    const [ours, theirs] = duplexPair();
    // A side that is cut off, and not ended, takes the other with it: not in every version of Node by itself. What was
    // written before is read first.
    theirs.on('close', () => { if (!theirs.writableEnded) setImmediate(() => ours.destroy()); });
    ours.on('close', () => theirs.destroy());
    peers.set(theirs, ours);
    // What frameworks ask a connection for: its peer, and whether it is TLS.
    Object.assign(theirs, { encrypted: this.#isSecure, remoteAddress: '127.0.0.1', remoteFamily: 'IPv4', remotePort: 0 });
    // A TLS server would wait for a handshake, which is behind such a connection.
    this.#server.emit(this.#isTls ? 'secureConnection' : 'connection', theirs);
    return /** @type {any} */ (ours);
  }
}

/** Node has its own from 20.17 on. @returns {[stream.Duplex, stream.Duplex]} */
function duplexPair() {
  const own = /** @type {any} */ (stream).duplexPair;
  if (own) return own();
  const [left, right] = [new stream.PassThrough(), new stream.PassThrough()];
  const joined = (/** @type {stream.Readable} */ readable, /** @type {stream.Writable} */ writable) => (
    stream.Duplex.from(/** @type {any} */ ({ readable, writable })));
  return [joined(left, right), joined(right, left)];
}
