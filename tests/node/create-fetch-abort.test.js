// A page's signal ends a call wherever it is: whoever was asked may never answer.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createFetch, simulate } from '../../npm/node.js';

const ORIGIN = 'https://app.example.com';
const URL_ = 'https://api.example.com/orders';
const OPEN = { 'Access-Control-Allow-Origin': '*' };

/** @param {Promise<unknown>} promise @returns {Promise<any>} what it rejects with; one that hangs ends here */
const rejection = (promise) => {
  const patience = new AbortController();
  const hangs = setTimeout(10_000, new Error('it hangs'), { signal: patience.signal }).catch(() => {});
  return Promise.race([promise.then(() => new Error('it was let through'), (error) => error), hangs]).finally(() => patience.abort());
};
const soon = () => AbortSignal.timeout(20);
const never = () => new Promise(() => {});

describe('who never answers', () => {
  /** @type {[string, object][]} */
  const silent = [
    ['a handler', { server: never }],
    ['an object with `fetch`', { server: { fetch: never } }],
    ['a `fetch` of one’s own', { fetch: never }],
    ['a Node listener', { server: (/** @type {unknown} */ _, /** @type {unknown} */ __) => {} }],
    ['a jar', { server: () => new Response(), cookies: { getCookieString: never, setCookie() {} } }],
  ];
  for (const [what, options] of silent) {
    test(what, async () => {
      const call = createFetch(/** @type {any} */ ({ origin: ORIGIN, ...options }))(URL_, { signal: soon(), credentials: 'include' });
      assert.equal((await rejection(call)).name, 'TimeoutError');
    });
  }

  test('`respond` of simulate', async () => {
    const call = simulate({ url: URL_, origin: ORIGIN }, /** @type {any} */ (never), { signal: soon() });
    assert.equal((await rejection(call)).name, 'TimeoutError');
  });

  test('the page’s own body', async () => {
    const body = new Request('https://app.example.com', /** @type {any} */ ({ method: 'POST', body: new ReadableStream(), duplex: 'half' }));
    const call = createFetch({ origin: ORIGIN, server: () => assert.fail('it was asked') })(body, { signal: soon() });
    assert.equal((await rejection(call)).name, 'TimeoutError');
  });
});

test('an answer that comes too late is given up, and its cookies with it', async () => {
  /** @type {(response: Response) => void} */
  let answer = () => {};
  let kept = 0;
  const cookies = { getCookieString: () => '', setCookie() { kept += 1; } };
  const page = createFetch({ origin: ORIGIN, cookies, server: () => new Promise((resolve) => { answer = resolve; }) });
  await rejection(page(URL_, { signal: soon(), credentials: 'include' }));
  /** @type {unknown} */
  let given;
  const body = new ReadableStream({ cancel(reason) { given = ['up', reason]; } });
  answer(new Response(body, { headers: { ...OPEN, 'Set-Cookie': 'a=b' } }));
  await setTimeout(10);
  assert.deepEqual([given, kept], [['up', undefined], 0]);
});

test('what was to be sent behind it is not', async () => {
  const cookies = { getCookieString: () => setTimeout(40, ''), setCookie() {} };
  let asked = 0;
  const page = createFetch({ origin: ORIGIN, cookies, server: () => { asked += 1; return new Response(); } });
  await rejection(page(URL_, { signal: soon(), credentials: 'include' }));
  await setTimeout(60);
  assert.equal(asked, 0);
});

describe('a body in the middle', () => {
  const half = () => new Response(new ReadableStream({ start(controller) { controller.enqueue(Buffer.from('half')); } }), { headers: OPEN });
  for (const [what, options] of /** @type {const} */ ([['of a handler', { server: half }], ['of a `fetch` of one’s own', { fetch: async () => half() }]])) {
    test(what, async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const response = await createFetch({ origin: ORIGIN, ...options })(URL_, { signal: controller.signal });
      const text = response.text();
      controller.abort(reason);
      assert.equal(await rejection(text), reason);
    });
  }
});

test('one signal for many calls: no warning', async () => {
  /** @type {Error[]} */
  const warnings = [];
  const hear = (/** @type {Error} */ warning) => warnings.push(warning);
  process.on('warning', hear);
  const { signal } = new AbortController();
  const listener = (/** @type {unknown} */ _, /** @type {import('node:http').ServerResponse} */ response) => response.writeHead(200, OPEN).end('x');
  const handler = () => new Response('x', { headers: OPEN });
  for (const server of [listener, handler]) {
    const page = createFetch({ origin: ORIGIN, server });
    const responses = await Promise.all(Array.from({ length: 20 }, () => page(URL_, { signal })));
    await Promise.all(responses.map((response) => response.text()));
  }
  await setTimeout(10);
  process.off('warning', hear);
  assert.deepEqual(warnings.map(String), []);
});

test('a signal that no call hangs on any more holds nothing', async () => {
  const { signal } = new AbortController();
  let listening = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (/** @type {any[]} */ ...args) => { listening += 1; return Reflect.apply(addEventListener, signal, args); };
  signal.removeEventListener = (/** @type {any[]} */ ...args) => { listening -= 1; return Reflect.apply(removeEventListener, signal, args); };
  const server = (/** @type {unknown} */ _, /** @type {import('node:http').ServerResponse} */ response) => response.writeHead(200, OPEN).end('x');
  const response = await createFetch({ origin: ORIGIN, server })(URL_, { signal });
  await response.text();
  await setTimeout(20);
  assert.equal(listening, 0);
});
