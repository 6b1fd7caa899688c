/**
 * The lab's server: plays every origin, gives the pages their work and takes their results, and remembers what reached
 * it.
 */
import { isBodiless, listen, serialise, valueOf } from '../wire.js';
import { bodyFor } from './bodies.js';
import { CONTROL, PORTS, SHARDS } from './places.js';
import { FRAME, PAGE, WORKER } from './runner.js';
import { STRANGER, hopIn, idIn, mentionsAddressSpace, replyOf, shardOf } from './scenario.js';

/** @typedef {import('../wire.js').SeenRequest} SeenRequest */
/** @typedef {import('../page.js').PageResult} PageResult */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/**
 * @typedef {{ kind: 'preflight' | 'request', hop: number, method: string, url: string, origin: string | null,
 *   requestMethod: string | null, requestHeaders: string | null }} WireRequest
 * @typedef {{ page: PageResult, wire: WireRequest[], lasted: number }} Run lasted: ms from its first message to its last
 * @typedef {{ id: string, page: string, request: object, strays: boolean }} Task what a page is told of a scenario
 *   strays: a redirect may lead to a URL without the scenario's id, which is all that a console line may name
 */

/**
 * @typedef {{ id: string, result: PageResult }} Finished
 * @typedef {{ queue: Task[], wake: (() => void) | null, asked: number, turn: number, given: Promise<Task[]> }} Board a
 *   shard's: given: what its last turn got
 */

/** A page without work asks again after this long, so that no connection looks dead. */
const PARKED_MS = 20_000;

/** What the pages load from the lab itself; everything else belongs to a scenario. @type {Record<string, string[]>} */
const OWN = {
  '/.lab/page': ['text/html', PAGE], '/.lab/frame': ['text/html', FRAME], '/.lab/worker.js': ['text/javascript', WORKER],
};

/** Devtools look for this word, whoever says it. */
const MENTION = '<script>/* targetAddressSpace */</script>';

/** @param {string} text @param {string} type @returns {import('../wire.js').Reaction} */
const own = (text, type) => ({
  bytes: serialise({
    status: 200,
    headers: [['Content-Type', type], ['Access-Control-Allow-Origin', '*'], ['Cache-Control', 'no-store']],
  }, Buffer.from(text)),
  last: true,
});

/** @param {SeenRequest} request @returns {WireRequest} */
function wireRequest({ method, path, host, headers }) {
  const requestMethod = valueOf(headers, 'access-control-request-method');
  const kind = method === 'OPTIONS' && requestMethod !== null ? 'preflight' : 'request';
  return {
    kind, hop: hopIn(path), method, url: `http://${host}${path}`,
    origin: valueOf(headers, 'origin'), requestMethod, requestHeaders: valueOf(headers, 'access-control-request-headers'),
  };
}

/** @param {LabScenario} scenario */
const strays = ({ id, hops }) => hops.some(({ request }) => request.headers.some(([name, value]) => (
  /^location$/iu.test(name) && !value.includes(`/${id}/`))));

/** Tasks wait here until the shard's page asks for them. */
function workBoard() {
  const boards = Array.from({ length: SHARDS }, () => (
    /** @type {Board} */ ({ queue: [], wake: null, asked: 0, turn: 0, given: Promise.resolve([]) })));
  return {
    /** @param {number} shard @param {Task} task */
    add(shard, task) {
      boards[shard].queue.push(task);
      boards[shard].wake?.();
    },
    /** The shard's page is loaded anew: what the earlier one asked for is not given to it any more. @param {number} shard */
    anew(shard) {
      boards[shard].asked += 1;
      boards[shard].turn = 0;
      boards[shard].wake = null;
    },
    /**
     * A page whose answer was lost asks again under the same turn.
     * @param {number} shard @param {number} turn @param {number} count @param {boolean} idle @returns {Promise<Task[]>}
     */
    take(shard, turn, count, idle) {
      const board = boards[shard];
      if (turn !== board.turn) {
        board.turn = turn;
        board.given = taken(board, count, idle);
      }
      return board.given;
    },
  };
}

/** @param {Board} board @param {number} count @param {boolean} idle @returns {Promise<Task[]>} */
async function taken(board, count, idle) {
  board.asked += 1;
  const { asked } = board;
  if (!board.queue.length && idle) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, PARKED_MS);
      board.wake = () => { clearTimeout(timer); resolve(undefined); };
    });
  }
  if (asked !== board.asked) return [];
  board.wake = null;
  return board.queue.splice(0, count);
}

/** @param {number} port @param {Parameters<typeof listen>[1]} react */
async function listenOn(port, react) {
  try {
    return await listen(port, react);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    throw new Error(`the lab needs port ${port} of 127.0.0.1, and something else listens there: end it and run again`);
  }
}

/** @param {() => void} [heard] called for each message of a scenario @returns the running server */
export async function startLabServer(heard = () => {}) {
  /** @type {Map<string, { scenario: LabScenario, wire: WireRequest[], times: number[], finished: (result: PageResult) => void }>} */
  const running = new Map();
  const board = workBoard();

  /** @param {SeenRequest} request @param {Buffer} body @returns {Promise<import('../wire.js').Reaction>} */
  const control = async (request, body) => {
    /** @type {{ shard: number, turn: number, count: number, idle: boolean, finished: Finished[] }} */
    const { shard, turn, count, idle, finished } = JSON.parse(body.toString());
    for (const { id, result } of finished) running.get(id)?.finished(result);
    return own(JSON.stringify(await board.take(shard, turn, count, idle)), 'application/json');
  };

  /** @param {SeenRequest} request @param {Buffer} body */
  const react = (request, body) => {
    if (request.path === '/.lab/work') return control(request, body);
    const [path, query] = request.path.split('?');
    const shard = path === '/.lab/page' && new URLSearchParams(query).get('shard');
    if (shard) board.anew(Number(shard));
    if (path in OWN) return own(`${OWN[path][1]}${shard && mentionsAddressSpace(Number(shard)) ? MENTION : ''}`, OWN[path][0]);
    const found = running.get(idIn(request.path) ?? '');
    if (!found) return { bytes: serialise(STRANGER, ''), last: true };
    const wire = wireRequest(request);
    found.wire.push(wire);
    found.times.push(performance.now());
    heard();
    const reply = replyOf(found.scenario, wire.kind, request.path);
    const bodiless = isBodiless(request, reply.status);
    const content = bodiless || wire.kind === 'preflight' ? '' : bodyFor(found.scenario.request.initiator);
    // A browser that is told where the answer ends uses the connection again, and WebKit fails a request that meets its end.
    const lengths = reply.headers.filter(([name]) => name.toLowerCase() === 'content-length').map(([, value]) => value.trim());
    const isWhole = bodiless || (lengths.length === 1 && lengths[0] === String(content.length));
    return { bytes: serialise(reply, content), last: !isWhole };
  };

  const servers = await Promise.all([PORTS.page, PORTS.target, PORTS.public].map((port) => listenOn(port, react)));
  return {
    /** @param {number} shard */
    pageUrl: (shard) => `http://page${shard}.localhost:${PORTS.page}/.lab/page?shard=${shard}`,
    /**
     * Has the page of its shard run a scenario. What the server sees of it later is still added to `wire`.
     * @param {LabScenario} scenario @returns {Promise<Run>}
     */
    run: (scenario) => new Promise((resolve) => {
      /** @type {WireRequest[]} */
      const wire = [];
      /** @type {number[]} */
      const times = [];
      const finished = (/** @type {PageResult} */ page) => resolve({ page, wire, lasted: times.length ? times[times.length - 1] - times[0] : 0 });
      running.set(scenario.id, { scenario, wire, times, finished });
      board.add(shardOf(scenario), { id: scenario.id, page: scenario.page, request: scenario.request, strays: strays(scenario) });
    }),
    /**
     * Answers a scenario that something else than the pages runs.
     * @param {LabScenario} scenario @returns {WireRequest[]} grows with what comes
     */
    watch(scenario) {
      /** @type {WireRequest[]} */
      const wire = [];
      running.set(scenario.id, { scenario, wire, times: [], finished: () => {} });
      return wire;
    },
    /** Forgets the scenarios run so far: what still comes of them is answered by 404. */
    forget: () => running.clear(),
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

export { CONTROL };
