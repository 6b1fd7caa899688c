// The list of situations, and the frames and workers some of them need.
import { outcomeOf, runRequest } from './run.js';

/** @type {any[]} */
const situations = await (await fetch('/situations.json')).json();
/** @type {Map<string, Promise<{ ask(request: any): Promise<any> }>>} */
const helpers = new Map();
const list = /** @type {HTMLElement} */ (document.querySelector('#list'));
const progress = /** @type {HTMLOutputElement} */ (document.querySelector('#progress'));
// Cookies ignore ports: the API on the app's own host receives it too.
document.cookie = 'demo=1; path=/cookie-same-site';

const ul = document.createElement('ul');
for (const situation of situations) {
  const li = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Run';
  button.addEventListener('click', () => run(situation.id));
  const title = document.createElement('span');
  title.textContent = situation.title.replaceAll('`', '');
  const outcome = document.createElement('span');
  outcome.className = 'outcome';
  outcome.id = `outcome-${situation.id}`;
  li.append(button, title, outcome);
  ul.append(li);
}
list.append(ul);

/** Runs one situation and tells what the page's own script sees of it. @param {string} id */
export async function run(id) {
  const situation = situations.find((one) => one.id === id);
  let result = { outcome: 'error', detail: 'unknown situation' };
  for (const request of situation?.requests ?? []) result = await runAnywhere(request);
  const shown = document.querySelector(`#outcome-${CSS.escape(id)}`);
  if (shown instanceof HTMLElement) {
    shown.dataset.outcome = result.outcome;
    shown.textContent = result.detail;
  }
  return result;
}

/** @param {any} request */
async function runAnywhere(request) {
  const from = request.from ?? 'page';
  if (from === 'page') return runRequest(request);
  let helper = helpers.get(from);
  if (!helper) helpers.set(from, (helper = startHelper(from)));
  return (await helper).ask(request);
}

/** @param {string} from */
async function startHelper(from) {
  if (from === 'worker') {
    const worker = new Worker('/worker.js', { type: 'module' });
    return {
      ask: (/** @type {any} */ request) => ask((message, ports) => worker.postMessage(message, ports), request),
    };
  }
  const app = location.origin;
  const [publicOrigin, insecureOrigin] = await (await fetch('/frames.json')).json();
  /** @type {Record<string, string>} */
  const urls = {
    'public-frame': `${publicOrigin}/frame.html`,
    'insecure-frame': `${insecureOrigin}/frame.html`,
    'policy-frame': `${app}/policy/frame.html`,
    'sandboxed-frame': `${app}/frame.html`,
    'service-worker': `${app}/sw/frame.html`,
  };
  if (from === 'service-worker') {
    const registration = await navigator.serviceWorker.register('/sw/worker.js', { scope: '/sw/' });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    while (worker && worker.state !== 'activated') {
      await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    }
  }
  const frame = document.createElement('iframe');
  if (from === 'sandboxed-frame') frame.sandbox.add('allow-scripts');
  frame.src = urls[from] ?? '';
  const ready = new Promise((resolve) =>
    window.addEventListener('message', function listen(event) {
      if (event.source !== frame.contentWindow || event.data !== 'ready') return;
      window.removeEventListener('message', listen);
      resolve(undefined);
    }),
  );
  document.body.append(frame);
  await ready;
  return {
    ask: (/** @type {any} */ request) =>
      ask((message, ports) => frame.contentWindow?.postMessage(message, '*', ports), request),
  };
}

/**
 * @param {(message: any, ports: Transferable[]) => void} post
 * @param {any} request
 * @returns {Promise<{ outcome: string, detail: string }>}
 */
function ask(post, request) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = (event) => resolve(event.data);
  });
  post(request, [port2]);
  return outcomeOf(() => answer, 'no answer from the helper').then((wrapped) => wrapped.value ?? wrapped);
}

async function runAll() {
  for (const [index, situation] of situations.entries()) {
    progress.textContent = `${index + 1} of ${situations.length}`;
    await run(situation.id);
  }
  progress.textContent = `${situations.length} done`;
}
document.querySelector('#all')?.addEventListener('click', runAll);

// For the driver.
Object.assign(window, { demo: { ids: situations.map((one) => one.id), run, runAll } });
