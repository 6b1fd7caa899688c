/**
 * What the lab's pages run: they ask the server for scenarios, make each request where it belongs (in the page, a frame
 * of an opaque or another origin, or a worker), a few at a time, and post what script got. The same for every browser.
 */
import { perform } from '../page.js';
import { CONTROL, IN_FLIGHT, NO_END, SHARDS, placesOf } from './places.js';

/** A request that has no end after this long is told as such; no scenario needs a second. */
const GIVE_UP_MS = 12_000;

/**
 * WebKit prints some reasons without any URL. What it prints between these two lines belongs to the one request that is
 * then under way.
 */
export const BEGIN = 'lab begin';
export const END = 'lab end';

/** The parts below are sent to the browser as source text, so they use nothing from outside themselves. */

/**
 * Serves the requests that a page asks this frame or worker for.
 * @param {typeof perform} make
 */
function serveRequests(make) {
  // A worker answers its page, a frame its parent.
  const reply = typeof document === 'undefined'
    ? (/** @type {unknown} */ message) => self.postMessage(message)
    : (/** @type {unknown} */ message) => parent.postMessage(message, '*');
  addEventListener('message', async ({ data }) => {
    if (data?.request) reply({ id: data.id, result: await make(data.request, { abortAfter: null }) });
  });
  reply({ ready: true });
}

/**
 * @param {typeof perform} make
 * @param {{ control: string, inFlight: number, giveUpMs: number, dataFrame: string, nestedIn: string[],
 *   publicFrames: string[][], begin: string, end: string, noEnd: string }} options
 */
async function runPage(make, { control, inFlight, giveUpMs, dataFrame, nestedIn, publicFrames, begin, end, noEnd }) {
  /** @typedef {import('../page.js').PageResult} PageResult */
  /** @typedef {{ id: string, page: string, request: any, strays: boolean }} Task */
  const query = new URLSearchParams(location.search);
  const shard = Number(query.get('shard'));
  /** Those whose failures this browser's console tells without a URL; they run alone. @param {Task} task */
  const isAlone = ({ page, request, strays }) => query.has('alone')
    && (page === 'worker' || strays || ['script', 'module', 'stylesheet', 'font', 'media'].includes(request.initiator));
  /** @type {Map<string, (result: PageResult) => void>} */
  const asked = new Map();

  /** @param {EventTarget} from @param {MessageEventSource | Worker} source */
  const connect = (from, source) => new Promise((resolve) => {
    from.addEventListener('message', (event) => {
      const { data, source: sender } = /** @type {MessageEvent} */ (event);
      if (sender && sender !== source) return;
      if (data.ready) resolve(undefined);
      asked.get(data.id)?.(data.result);
    });
  });
  /** @param {Record<string, string>} attributes @returns {Promise<(message: unknown) => void>} */
  const frame = async (attributes) => {
    const made = document.createElement('iframe');
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    document.body.append(made);
    const inside = /** @type {Window} */ (made.contentWindow);
    await connect(window, inside);
    return (message) => inside.postMessage(message, '*');
  };
  const [sandbox, data, nested] = await Promise.all([
    frame({ sandbox: 'allow-scripts', src: '/.lab/frame' }), frame({ src: dataFrame }), frame({ src: `${nestedIn[shard]}/.lab/frame` }),
  ]);
  /** @type {Record<string, (message: unknown) => void>} */
  const elsewhere = { sandbox, data, nested };
  // Not before it is needed: devtools tell less of a page with a worker.
  /** @type {Promise<void> | null} */
  let started = null;
  const startWorker = async () => {
    const worker = new Worker('/.lab/worker.js');
    await connect(worker, worker);
    elsewhere.worker = (message) => worker.postMessage(message);
  };
  // Where the browser knows of address spaces. As pages of their own would, these frames may send client hints.
  const hints = ['device-memory', 'downlink', 'dpr', 'ect', 'rtt', 'viewport-width', 'width'].map((name) => `ch-${name}`).join(';');
  if (query.has('public')) {
    const at = publicFrames[shard].map((origin) => frame({ src: `${origin}/.lab/frame`, allow: `${hints};local-network-access` }));
    [elsewhere.public, elsewhere.insecure, elsewhere.secure] = await Promise.all(at);
  }

  /** @param {Task} task @returns {Promise<PageResult>} */
  const run = ({ id, page, request }) => Promise.race([
    page === 'plain' ? make(request, { abortAfter: null }) : new Promise((/** @type {(r: PageResult) => void} */ resolve) => {
      asked.set(id, resolve);
      const ready = page === 'worker' ? started ??= startWorker() : Promise.resolve();
      void ready.then(() => elsewhere[page]({ id, request }));
    }),
    new Promise((/** @type {(r: PageResult) => void} */ resolve) => {
      setTimeout(() => resolve({ outcome: 'error', message: noEnd }), giveUpMs);
    }),
  ]);

  /** @param {Task} task */
  const runAlone = async (task) => {
    console.log(`${begin} /${task.id}/`);
    const result = await run(task);
    // What a worker or a loader says reaches the console by a task of its own.
    await new Promise((done) => { setTimeout(done, 15); });
    console.log(`${end} /${task.id}/`);
    return result;
  };

  /** @type {{ id: string, result: PageResult }[]} */
  let finished = [];
  /** @type {Task[]} */
  const waiting = [];
  let under = 0;
  let alone = false;
  let asking = false;
  let turn = 0;
  const start = () => {
    while (waiting.length && !alone && (under === 0 || !isAlone(waiting[0]))) {
      const task = /** @type {Task} */ (waiting.shift());
      under += 1;
      alone = isAlone(task);
      (alone ? runAlone(task) : run(task)).then((result) => {
        under -= 1;
        alone = false;
        asked.delete(task.id);
        finished.push({ id: task.id, result });
        start();
        void ask();
      });
    }
  };
  const ask = async () => {
    if (asking) return;
    asking = true;
    const told = finished;
    finished = [];
    const busy = under + waiting.length;
    turn += 1;
    const body = JSON.stringify({ shard, turn, count: inFlight - busy, idle: busy === 0 && !told.length, finished: told });
    /** @type {Task[] | null} */
    let given = null;
    // In a hundred thousand connections one is lost: the server answers a turn the same each time.
    while (!given) {
      given = await fetch(`${control}/.lab/work`, { method: 'POST', body }).then((response) => response.json())
        .catch(() => new Promise((done) => { setTimeout(() => done(null), 100); }));
    }
    waiting.push(...given);
    asking = false;
    start();
    if (finished.length || under === 0) void ask();
  };
  void ask();
}

/** @param {string} script */
const html = (script) => `<!doctype html><meta charset=utf-8><title>lab</title><body><script>${script}</script>`;
const SERVE = `(${serveRequests})(${perform})`;

export const WORKER = SERVE;
export const FRAME = html(SERVE);
export const PAGE = html(`(${runPage})(${perform}, ${JSON.stringify({
  control: CONTROL, inFlight: IN_FLIGHT, giveUpMs: GIVE_UP_MS, begin: BEGIN, end: END, noEnd: NO_END,
  nestedIn: Array.from({ length: SHARDS }, (_, shard) => placesOf((shard + 1) % SHARDS).page),
  publicFrames: Array.from({ length: SHARDS }, (_, shard) => placesOf(shard)).map((places) => [places.public, places.insecure, places.secure]),
  dataFrame: `data:text/html,${encodeURIComponent(FRAME)}`,
}).replaceAll('<', '\\u003c')})`);
