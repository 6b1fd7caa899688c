// What the test environments jsdom and happy-dom bring instead of the host's own: it is read as what it is.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Window } from 'happy-dom';
// @ts-expect-error -- it has no types
import { JSDOM } from 'jsdom';
import { createFetch } from '../../npm/node.js';

const ORIGIN = 'https://app.example.com';
const happy = new Window({ url: `${ORIGIN}/` });
/** @type {[string, any][]} */
const REALMS = [['jsdom', new JSDOM('', { url: `${ORIGIN}/` }).window], ['happy-dom', happy], ['the host', globalThis]];

/** @param {any} body @returns {Promise<{ preflight: boolean, type: string | null, text: string }>} what the server gets */
async function sent(body, url = 'https://api.example.com/') {
  let preflight = false;
  const server = async (/** @type {Request} */ request) => {
    preflight ||= request.method === 'OPTIONS';
    const text = request.method === 'OPTIONS' ? '' : JSON.stringify({ type: request.headers.get('content-type'), text: await request.text() });
    return new Response(text, { headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' } });
  };
  const response = await createFetch({ origin: ORIGIN, server })(url, { method: 'POST', body });
  return { preflight, ...await response.json() };
}

for (const [name, realm] of REALMS) {
  describe(`bodies of ${name}`, () => {
    test('a Blob, whose type may need a preflight', async () => {
      assert.deepEqual(await sent(new realm.Blob(['{}'], { type: 'application/json' })), { preflight: true, type: 'application/json', text: '{}' });
      assert.deepEqual(await sent(new realm.Blob(['x'])), { preflight: false, type: null, text: 'x' });
    });

    test('URLSearchParams', async () => {
      const type = 'application/x-www-form-urlencoded;charset=UTF-8';
      assert.deepEqual(await sent(new realm.URLSearchParams('a=b&c=%20d')), { preflight: false, type, text: 'a=b&c=+d' });
    });

    test('FormData, with a file in it', async () => {
      const form = new realm.FormData();
      form.append('a', 'b');
      form.append('c', new realm.File(['inside'], 'c.txt', { type: 'text/csv' }));
      const { preflight, type, text } = await sent(form);
      assert.equal(preflight, false);
      assert.match(String(type), /^multipart\/form-data; boundary=/u);
      assert.match(text, /name="a"\r\n\r\nb\r\n/u);
      assert.match(text, /name="c"; filename="c\.txt"\r\nContent-Type: text\/csv\r\n\r\ninside\r\n/u);
    });

    test('bytes', async () => {
      for (const bytes of [new realm.Uint8Array([120]), new realm.Uint8Array([120]).buffer]) assert.deepEqual(await sent(bytes), { preflight: false, type: null, text: 'x' });
    });
  });
}

test('a stream of somebody else’s making', async () => {
  const own = /** @type {any} */ (new Blob(['streamed']).stream());
  const foreign = { getReader: () => own.getReader(), cancel: () => own.cancel() };
  const server = async (/** @type {Request} */ request) => new Response(await request.text());
  const response = await createFetch({ origin: ORIGIN, server })('/', /** @type {any} */ ({ method: 'POST', body: foreign, duplex: 'half' }));
  assert.equal(await response.text(), 'streamed');
});

test('what is nothing of the kind is text, as in browsers', async () => {
  assert.deepEqual(await sent(/** @type {any} */ (7)), { preflight: false, type: 'text/plain;charset=UTF-8', text: '7' });
  assert.deepEqual(await sent(/** @type {any} */ ({})), { preflight: false, type: 'text/plain;charset=UTF-8', text: '[object Object]' });
});

test('their signals', async () => {
  for (const [name, realm] of REALMS) {
    const early = new realm.AbortController();
    early.abort();
    const controller = new realm.AbortController();
    const page = createFetch({ origin: ORIGIN, server: (/** @type {Request} */ { signal }) => new Promise((resolve) => { signal.addEventListener('abort', resolve); controller.abort(); }) });
    for (const { signal } of [early, controller]) await assert.rejects(page('/', { signal }), { name: 'AbortError' }, name);
  }
});

test('their Headers and Requests', async () => {
  const server = (/** @type {Request} */ { method, headers }) => new Response(`${method} ${headers.get('x-a')}`);
  const page = createFetch({ origin: ORIGIN, server });
  for (const [name, realm] of REALMS) {
    const headers = new realm.Headers({ 'X-A': '1' });
    assert.equal(await (await page('/', { headers })).text(), 'GET 1', name);
    if (!realm.Request) continue;
    const request = new realm.Request(`${ORIGIN}/`, { method: 'PUT', headers, body: 'x' });
    assert.equal(await (await page(request)).text(), 'PUT 1', name);
  }
});
