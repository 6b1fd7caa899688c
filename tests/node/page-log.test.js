// What the Playwright fixture reads: Chromium's own log of a page, and console lines. The fixture itself runs in examples/playwright.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, test } from 'node:test';
import { explain } from '../../npm/node.js';
import { CdpLog } from '../../npm/matchers/cdp-log.js';
import { isRefusal } from '../../npm/matchers/console-lines.js';
import { watch } from '../../npm/matchers/watch.js';
import { caseFiles, readCases } from '../browsers/case-files.js';

const URL_ = 'http://api.example/a';

/** @param {[name: string, event: object][]} events @returns {any[]} */
function logged(...events) {
  const session = new EventEmitter();
  const log = new CdpLog();
  log.listen(session);
  for (const [name, event] of events) session.emit(`Network.${name}`, { requestId: '1', timestamp: 1, ...event });
  return log.entries();
}

/** @param {any} [event] */
const sent = ({ url = URL_, ...more } = {}) => /** @type {[string, object]} */ (['requestWillBeSent', {
  request: { url, method: 'GET', headers: { Accept: 'provisional' } }, type: 'Fetch', initiator: { type: 'script' }, wallTime: 1_700_000_000, ...more,
}]);
/** @type {[string, object]} */
const asSent = ['requestWillBeSentExtraInfo', { headers: { Host: 'api.example', Origin: 'http://app.example' } }];
/** @param {number} statusCode @param {string} head @returns {[string, object]} */
const asReceived = (statusCode, head) => ['responseReceivedExtraInfo', { statusCode, headers: {}, headersText: `HTTP/1.1 ${statusCode} X\r\n${head}\r\n\r\n` }];

describe('Chromium’s log', () => {
  test('a blocked call: the lines on the wire, twice the same name as two lines', () => {
    const [entry, ...others] = logged(asSent, sent(), asReceived(200, 'X: 1\r\nX: 2'), ['loadingFailed', { timestamp: 1.5, errorText: 'net::ERR_FAILED' }]);
    assert.deepEqual(others, []);
    assert.deepEqual([entry.startedDateTime, entry.time, entry._resourceType], ['2023-11-14T22:13:20.000Z', 500, 'fetch']);
    assert.deepEqual(entry.request.headers, [{ name: 'Host', value: 'api.example' }, { name: 'Origin', value: 'http://app.example' }]);
    assert.deepEqual([entry.response.status, entry.response._error], [200, 'net::ERR_FAILED']);
    assert.deepEqual(entry.response.headers, [{ name: 'X', value: '1' }, { name: 'X', value: '2' }]);
  });

  test('without the lines on the wire: what was going to be sent, and joined lines apart again', () => {
    const [entry] = logged(sent(), ['responseReceived', { response: { status: 200, headers: { X: '1\n2' } }, hasExtraInfo: false }], ['loadingFinished', {}]);
    assert.deepEqual(entry.request.headers, [{ name: 'Accept', value: 'provisional' }]);
    assert.deepEqual(entry.response.headers, [{ name: 'X', value: '1' }, { name: 'X', value: '2' }]);
  });

  test('redirects: an entry for each hop, each with its own lines', () => {
    const entries = logged(
      sent(), asSent, asReceived(302, 'Location: /b'),
      sent({ url: 'http://api.example/b', redirectResponse: { status: 302, headers: {} }, redirectHasExtraInfo: true, timestamp: 2 }),
      ['requestWillBeSentExtraInfo', { headers: { Origin: 'null' } }], asReceived(200, 'X: last'),
      ['responseReceived', { response: { status: 200, headers: {} }, hasExtraInfo: true, timestamp: 3 }], ['loadingFinished', { timestamp: 4 }],
    );
    assert.deepEqual(entries.map(({ request, response }) => [request.url, request.headers.at(-1).value, response.status, response.redirectURL, response.headers[0].value]), [
      [URL_, 'http://app.example', 302, 'http://api.example/b', '/b'], ['http://api.example/b', 'null', 200, '', 'last'],
    ]);
  });

  test('a hop that never reached the network leaves the next one its lines', () => {
    const entries = logged(
      sent(), sent({ url: 'https://api.example/a', redirectResponse: { status: 307, headers: { Location: 'https://api.example/a' } }, redirectHasExtraInfo: false }),
      asSent, asReceived(200, 'X: last'), ['loadingFinished', {}],
    );
    assert.deepEqual(entries.map(({ request, response }) => [request.headers[0].name, response.status]), [['Accept', 307], ['Host', 200]]);
  });

  test('what has not ended is not there', () => assert.deepEqual(logged(sent(), asSent), []));
});

describe('a watched page', () => {
  const LINE = `Access to fetch at '${URL_}' from origin 'http://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;

  /** As Playwright's context is. @param {string} browserName */
  async function opened(browserName) {
    const [page, session] = [new EventEmitter(), Object.assign(new EventEmitter(), { send: async () => {} })];
    const context = Object.assign(new EventEmitter(), { pages: () => [], newCDPSession: async () => session });
    const watched = watch(context, browserName);
    context.emit('page', page);
    await watched.ready();
    page.emit('console', { type: () => 'error', text: () => LINE });
    page.emit('console', { type: () => 'log', text: () => LINE });
    page.emit('console', { type: () => 'error', text: () => 'another error' });
    return { watched, session };
  }

  test('the log comes after the console: one blocked call, told once', async () => {
    const { watched, session } = await opened('chromium');
    const found = watched.blocked();
    for (const [name, event] of [sent(), asSent, asReceived(200, 'X: 1'), ['loadingFailed', { timestamp: 1.5, errorText: 'net::ERR_FAILED' }]]) {
      session.emit(`Network.${name}`, { requestId: '1', timestamp: 1, .../** @type {object} */ (event) });
    }
    const { reports, lines } = await found;
    assert.deepEqual([reports.map(({ cause }) => cause?.code), lines], [['allow-origin-missing'], []]);
  });

  test('nothing but the console: its line, and no Report', async () => {
    for (const browserName of ['chromium', 'firefox']) {
      const { watched } = await opened(browserName);
      assert.deepEqual(await watched.blocked(), { reports: [], lines: [LINE] });
    }
  });
});

test('a console line of a refusal is known as one, in every engine, and a dead server’s is not', () => {
  const counts = { refusals: 0, others: 0 };
  for (const { scenario } of caseFiles().flatMap(readCases)) {
    for (const engine of /** @type {const} */ (['chromium', 'firefox', 'webkit'])) {
      const { verdict, cause, console } = explain(/** @type {any} */ (scenario), { engine });
      // Firefox has one line for a dead server and for a redirect to a user name.
      if (!console || (verdict === 'blocked' && /^[^\n]*\(Reason: CORS request did not succeed\)[^\n]*$/u.test(console.text))) continue;
      // Some never leave the page; and WebKit has one line for all that fails.
      if (verdict === 'blocked' && cause?.phase !== 'request') {
        assert.ok(console.text.split('\n').some(isRefusal), console.text);
        counts.refusals += 1;
      } else if (verdict === 'failed' && engine !== 'webkit') {
        assert.ok(!console.text.split('\n').some(isRefusal), console.text);
        counts.others += 1;
      }
    }
  }
  assert.ok(counts.refusals > 100 && counts.others > 20, JSON.stringify(counts));
});
