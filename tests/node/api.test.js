// The package's own promises: what is malformed is refused by name, and the doors work as documented.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PreflightCache, explain, explainHar, load, openCapture, redact, renderText, simulate, toScenario } from '../../npm/node.js';
import * as web from '../../npm/web.js';

/** @type {any} */
const request = { url: 'https://api.example/orders', origin: 'https://app.example' };
/** @type {any} */
const exchange = {
  sent: { kind: 'request', hop: 0, method: 'GET', url: request.url, headers: [['Origin', request.origin]] },
  received: { status: 200, headers: [['Access-Control-Allow-Origin', '*']] },
};
/** @returns {any} */
const scenario = (/** @type {any} */ changes = {}) => ({ schema: 1, request: { ...request, ...changes }, exchanges: [exchange] });
const recorded = JSON.parse(readFileSync(new URL('../cases/har/chromium-demo.json', import.meta.url), 'utf8')).recorded;
/** @type {any[]} */
const entries = recorded.flatMap((/** @type {any} */ one) => one.getHAR);
const sample = entries.find((entry) => entry.request.url.endsWith('/get-wildcard'));
/** An entry with changes in it. @param {(entry: any) => void} change */
const changed = (change) => {
  const entry = structuredClone(sample);
  change(entry);
  return entry;
};

for (const [what, call, message] of /** @type {[string, () => unknown, RegExp][]} */ ([
  ['a bad URL', () => explain(scenario({ url: '/orders' })), /`url`.*`\/orders` is not an absolute URL/],
  ['a bad origin', () => explain(scenario({ origin: 'https://app.example/' })), /`origin`.*write `https:\/\/app.example`/],
  ['an unknown field', () => explain(scenario({ mood: 'cors' })), /^request\.mood: unknown field/],
  ['a wrong type', () => explain(scenario({ method: 7 })), /^request\.method: expected a string, found a number/],
  ['a wrong word', () => explain(scenario({ mode: 'navigate' })), /^request\.mode: `navigate` is none of/],
  ['a header with a newline', () => explain(scenario({ headers: [['X-A', '1\n2']] })), /^request\.headers\[0\].*0x0A/],
  ['a string above U+00FF', () => explain(scenario({ headers: [['X-A', '1'], ['X-B', '…']] })), /^request\.headers\[1\].*U\+2026/],
  ['no object', () => explain(/** @type {any} */ (null)), /^scenario: expected an object, got null/],
  ['an unknown engine', () => explain(scenario(), { engine: /** @type {any} */ ('presto') }), /^engine: `presto` is none of/],
  ['another schema', () => explain(/** @type {any} */ ({ ...scenario(), schema: 2 })), /^schema: 2 is not a schema/],
  ['a HAR without log', () => explainHar({}), /^log: missing/],
  ['a HAR text without log', () => explainHar('{}'), /^log: missing/],
  ['a HAR without entries', () => explainHar({ log: {} }), /^log\.entries: missing/],
  ['truncated JSON', () => explainHar('{"log":{"entries":[{'), /^har: not JSON: EOF/],
  ['an empty file', () => explainHar(''), /^har: is empty/],
  ['no UTF-8', () => explainHar(new Uint8Array([0xff, 0xfe])), /^har: not UTF-8/],
  ['entries that are no list', () => openCapture().add(/** @type {any} */ ({})), /^entries: expected a list/],
  ['an unknown row', () => openCapture().report('c7'), /^id: no row has the id `c7`/],
  ['a page that is none', () => openCapture().learn(/** @type {any} */ (null)), /^page: expected the `pageref` of entries/],
  ['a word about a page that is none', () => openCapture().learn({ page: 'page_1', targetAddressSpace: /** @type {any} */ ('maybe') }),
    /^targetAddressSpace: `maybe` is none of `unread`, `not-mentioned`, `mentioned`/],
  ['a Report that is none', () => toScenario(/** @type {any} */ ({})), /^report\.view\.messages: missing/],
])) {
  test(`${what} is a TypeError that says so`, () => {
    assert.throws(call, (error) => error instanceof TypeError && message.test(error.message));
  });
}

test('simulate refuses a malformed call and a malformed answer', async () => {
  await assert.rejects(simulate(request, /** @type {any} */ (null)), /^TypeError: respond: not a function/);
  await assert.rejects(simulate({ ...request, mode: 'loud' }, () => ({ status: 200, headers: [] })), /^TypeError: mode: `loud`/);
  await assert.rejects(simulate(request, () => /** @type {any} */ ({ status: 200 })), /^TypeError: headers: missing/);
  await assert.rejects(simulate(request, () => ({ status: 42, headers: [] })), /^TypeError: status: 42 is not a status code/);
  await assert.rejects(
    simulate(request, () => ({ status: 200, headers: [] }), { signal: AbortSignal.abort() }), { name: 'AbortError' },
  );
});

for (const [what, change, field] of /** @type {[string, (entry: any) => void, string][]} */ ([
  ['without response', (entry) => delete entry.response, 'response'],
  ['without URL', (entry) => delete entry.request.url, 'request.url'],
  ['with a relative URL', (entry) => { entry.request.url = '/x'; }, 'request.url'],
  ['with a status of another type', (entry) => { entry.response.status = 'ok'; }, 'response.status'],
  ['with a carriage return in a header', (entry) => { entry.response.headers[0].value = 'a\rb'; }, 'response.headers[0].value'],
  ['with a time that is none', (entry) => { entry.startedDateTime = 'today'; }, 'startedDateTime'],
])) {
  test(`an entry ${what} is skipped and the others are not`, () => {
    const har = { log: { entries: [changed(change), sample] } };
    for (const given of [har, JSON.stringify(har), new TextEncoder().encode(JSON.stringify(har))]) {
      const { rows, skipped } = explainHar(given);
      assert.equal(rows.length, 1);
      assert.deepEqual(skipped.map(({ index, field: found }) => [index, found]), [[0, field]]);
      assert.ok(skipped[0].reason);
    }
  });
}

test('entries that are no objects are skipped', () => {
  const { rows, skipped } = explainHar({ log: { entries: [null, 7, 'x', [], sample] } });
  assert.equal(rows.length, 1);
  assert.deepEqual(skipped.map(({ index }) => index), [0, 1, 2, 3]);
});

test('header bytes from 0x80 on survive from HAR to marks', () => {
  const entry = entries.find(({ request: { url } }) => url.endsWith('/origin-latin1'));
  const { rows, report } = explainHar({ log: { entries: [entry] } });
  const { diagnostics: [{ primary }], view } = report(rows[0].id);
  const [name, value] = view.messages[primary.message].lines[Number(primary.line) - 1];
  const captured = entry.response.headers.find((/** @type {any} */ one) => one.name === name).value;
  assert.equal(value, captured);
  assert.match(value, /[\u0080-\u00ff]/);
  assert.equal(`${name}: ${value}`.slice(primary.from, primary.to), captured);
});

test('what a capture learns of a page is judged with', () => {
  const capture = openCapture();
  const [row] = capture.add(entries.filter(({ request: { url } }) => url.endsWith('/preflight-wildcard-credentials')));
  assert.equal(row.row?.verdict, 'blocked');
  const page = entries.find(({ request: { url } }) => url.endsWith('/preflight-wildcard-credentials')).pageref;
  const changes = capture.learn({ page, targetAddressSpace: 'mentioned' });
  assert.deepEqual(changes.map(({ id, kind, row: now }) => [id, kind, now?.verdict]), [[row.id, 'updated', 'undetermined']]);
});

test('a capture tells what changed', () => {
  const capture = openCapture();
  const preflighted = entries.filter(({ request: { url } }) => url.endsWith('/put-preflighted'));
  const [first] = capture.add([preflighted[0]]);
  assert.equal(first.kind, 'added');
  const changes = capture.add(preflighted.slice(1));
  assert.deepEqual(changes.map(({ id, kind }) => [id, kind]), [[first.id, 'updated']]);
  assert.deepEqual(capture.add(preflighted), []);
  assert.deepEqual(capture.rows(), [changes[0].row]);
  assert.equal(capture.session().calls, 1);
  assert.equal(capture.report(first.id).verdict, 'allowed');
  capture.drop([first.id]);
  assert.deepEqual(capture.rows(), []);
});

test('a Location with an international host name is followed as the host writes it', async () => {
  /** @type {string[]} */
  const asked = [];
  await simulate(request, ({ url }) => {
    asked.push(url);
    // UTF-8 bytes, as they come over the wire.
    const headers = /** @type {[string, string][]} */ ([['Location', 'https://b\u00c3\u00bccher.example/a']]);
    return asked.length === 1
      ? { status: 302, headers: [...headers, ['Access-Control-Allow-Origin', '*']] }
      : { status: 200, headers: [['Access-Control-Allow-Origin', '*']] };
  });
  assert.deepEqual(asked, [request.url, 'https://xn--bcher-kva.example/a']);
});

test('a preflight cache spares the second preflight', async () => {
  const cache = new PreflightCache();
  const put = { ...request, method: 'PUT' };
  const answer = () => ({ status: 204, headers: /** @type {[string, string][]} */ ([
    ['Access-Control-Allow-Origin', '*'], ['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Max-Age', '60'],
  ]) });
  const states = [];
  for (const now of [0, 59_000, 61_000]) {
    states.push((await simulate(put, answer, { cache, now: () => now })).preflight.state);
  }
  assert.deepEqual(states, ['sent', 'cached', 'sent']);
});

test('a scenario taken from a Report gives the same Report', () => {
  for (const { request: { url } } of [sample, ...entries.filter(({ response }) => response._error === 'net::ERR_FAILED')]) {
    const { rows, report } = explainHar({ log: { entries: entries.filter((entry) => entry.request.url === url) } });
    for (const { id } of rows) {
      const one = report(id);
      const again = explain(toScenario(one));
      if (one.verdict === 'undetermined') continue;
      assert.deepEqual([again.verdict, again.cause, again.console], [one.verdict, one.cause, one.console], url);
    }
  }
});

test('text, redaction and load', async () => {
  const report = explain(/** @type {any} */ ({ schema: 1, request, exchanges: [{ ...exchange, received: { status: 200, headers: [] } }] }));
  assert.match(renderText(report), /^error\[allow-origin-missing\]/);
  assert.doesNotMatch(JSON.stringify(redact({ headers: [['Authorization', 'Bearer abc']] })), /abc/);
  assert.deepEqual(redact({ url: 'https://a.example/?key=abc' }), { url: 'https://a.example/?key=abc' });
  assert.deepEqual(redact({ url: 'https://a.example/?key=abc' }, { queries: true }), { url: 'https://a.example/?key=***' });
  await load();
});

test('in browsers a call before load() names load()', async () => {
  assert.throws(() => web.explain(scenario()), /load\(\)/);
  await assert.rejects(web.simulate(request, () => ({ status: 200, headers: [] })), /load\(\)/);
});

/** @param {string} agent @param {object} [log] @returns {any} */
const harOf = (agent, log) => ({ log: { ...log, entries: [{
  startedDateTime: '2026-11-22T10:00:00.000Z', time: 1,
  request: { method: 'GET', url: 'https://api.example/x', headers: [
    { name: 'Host', value: 'api.example' }, { name: 'Connection', value: 'keep-alive' }, { name: 'Origin', value: 'https://app.example' },
    ...(agent ? [{ name: 'User-Agent', value: agent }] : []),
  ] },
  response: { status: 200, headers: [] },
}] } });
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const CHROMIUM = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

test('a HAR is judged as the browser that made its requests, whatever else it says', () => {
  const title = { pages: [{ title: `"name":"User-Agent","value":"${CHROMIUM}" "${CHROMIUM}` }] };
  for (const [har, engine] of /** @type {[object, string][]} */ ([
    [harOf(FIREFOX, title), 'firefox'], [harOf(CHROMIUM), 'chromium'], [harOf('', { browser: { name: 'Firefox', version: '153' } }), 'firefox'],
    [harOf(''), 'chromium'],
  ])) {
    for (const given of [har, JSON.stringify(har)]) {
      const { rows, report } = explainHar(given);
      assert.equal(report(rows[0].id).engine, engine);
    }
  }
});

test('a capture of another version than was tested says so', () => {
  for (const [agent, tested, seen] of /** @type {[string, string, string | null][]} */ ([
    [FIREFOX, 'Firefox 153', null], [FIREFOX.replaceAll('153', '158'), 'Firefox 153', '158'],
    [CHROMIUM, 'Chromium 156', null], [CHROMIUM.replace('156', '158'), 'Chromium 156', '158'],
  ])) {
    const { rows, report: reportOf } = explainHar(harOf(agent));
    const report = reportOf(rows[0].id);
    assert.deepEqual([report.engineVersion, report.engineSeen], [tested, seen]);
    assert.equal(report.notes.some(({ code }) => code === 'other-version'), seen !== null);
    assert.equal(renderText(report).includes(`tested on ${tested}, this is ${seen}`), seen !== null);
  }
});
