// What people paste is told apart, and judged: commands and scripts as devtools copy them, messages, console texts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { explainText } from '../../npm/node.js';
import { corscope, serve } from './cli-run.js';

/** @typedef {import('../../npm/types.js').Report} Report */
/** @typedef {import('../../npm/types.js').CodeDoc} CodeDoc */

/** @param {string} text @param {Parameters<typeof explainText>[1]} [options] @returns {Report} */
const report = (text, options) => {
  const found = explainText(text, options);
  assert.ok('verdict' in found, 'a Report');
  return found;
};
/** @param {string} text @returns {CodeDoc} */
const doc = (text) => {
  const found = explainText(text);
  assert.ok('topic' in found, 'a CodeDoc');
  return found;
};

// As Chromium 156 copies it for bash, shortened.
const CURL = `curl 'https://api.example.com/v1/orders' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'accept-language: en-US,en;q=0.9' \\
  -H 'authorization: Bearer s3cr3t' \\
  -H 'content-type: application/json' \\
  -b 'sid=1' \\
  -H 'origin: https://app.example.com' \\
  -H 'priority: u=1, i' \\
  -H 'referer: https://app.example.com/' \\
  -H 'sec-ch-ua: "Chromium";v="156"' \\
  -H 'sec-fetch-dest: empty' \\
  -H 'sec-fetch-mode: cors' \\
  -H 'sec-fetch-site: same-site' \\
  -H 'user-agent: Mozilla/5.0 Chrome/156.0.0.0' \\
  --data-raw '{"a":"it'\\''s"}'`;

describe('a curl command', () => {
  test('what the page set is told from what its browser added', () => {
    const { request, verdict, cause, preflight } = report(CURL);
    assert.deepEqual(request.headers?.map(([name]) => name), ['authorization', 'content-type']);
    assert.deepEqual([request.origin, request.method, request.mode, request.credentials], ['https://app.example.com', 'PUT', 'cors', 'include']);
    // Nobody has answered yet.
    assert.deepEqual([verdict, cause?.code], ['undetermined', 'answer-unknown']);
    assert.equal(preflight.state, 'needed');
    assert.deepEqual(preflight.because.map(({ rule }) => rule), ['method', 'header', 'header']);
  });

  test('one for the command prompt says the same', () => {
    const windows = 'curl ^"https://api.example.com/v1/orders^" ^\r\n  -X ^"DELETE^" ^\r\n  -H ^"origin: https://app.example.com^" ^\r\n  -H ^"x-quoted: ^\\^"a^\\^"^"';
    const { request } = report(windows);
    assert.deepEqual([request.method, request.headers], ['DELETE', [['x-quoted', '"a"']]]);
  });

  test('a preflight stands for the request that it asks for', () => {
    const { request } = report("curl -X OPTIONS https://api.example.com/ -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: x-id'");
    assert.deepEqual([request.method, request.headers?.map(([name]) => name)], ['PUT', ['x-id']]);
  });

  test('the page is asked for where nothing names it', () => {
    assert.throws(() => explainText('curl https://api.example.com/'), { name: 'TypeError', message: /^origin: the text names no page/u });
    assert.equal(report('curl https://api.example.com/', { origin: 'https://app.example.com' }).request.origin, 'https://app.example.com');
    assert.throws(() => explainText('curl https://api.example.com/', { origin: 'https://app.example.com/' }), /^TypeError: origin: .*write `https:\/\/app\.example\.com`/u);
  });

  test('the loading of a page is no matter of CORS', () => {
    assert.throws(() => explainText("curl https://api.example.com/ -H 'sec-fetch-mode: navigate'"), /^TypeError: text: the loading of a page/u);
  });
});

test('a call of fetch: what it leaves out has the default', () => {
  const { request } = report("await fetch('https://api.example.com/x', { method: 'PUT', headers: { 'X-Id': id }, body: JSON.stringify({ a: 1 }) })", { origin: 'https://app.example.com' });
  assert.deepEqual([request.method, request.mode, request.credentials, request.redirect, request.headers?.length], ['PUT', 'cors', 'same-origin', 'follow', 1]);
});

describe('messages', () => {
  const asked = 'OPTIONS /orders HTTP/1.1\nHost: api.example.com\nOrigin: https://app.example.com\nAccess-Control-Request-Method: PUT\n\nHTTP/1.1 204 No Content\n'
    + 'Access-Control-Allow-Origin: https://app.example.com\nAccess-Control-Allow-Methods: GET\n';

  test('a refused preflight alone', () => {
    const { verdict, cause, request } = report(asked);
    assert.deepEqual([verdict, cause?.code, request.url], ['blocked', 'preflight-method-not-allowed', 'https://api.example.com/orders']);
  });

  test('as curl prints them', () => {
    const text = '* Connected\n> GET /orders HTTP/2\n> Host: api.example.com\n> Origin: https://app.example.com\n>\n< HTTP/2 200\n< access-control-allow-origin: https://app.example.com/\n<\n{"a":1}';
    assert.equal(report(text).cause?.code, 'allow-origin-mismatch');
  });

  test('a response alone depends on who asked', () => {
    assert.throws(() => explainText('HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n'), /^TypeError: text: a response without its request/u);
  });

  test('bytes that are not ASCII stay what they are', () => {
    const [answer] = report('GET / HTTP/1.1\nHost: api.example.com\nOrigin: https://app.example.com\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: é\n').view.messages.slice(-1);
    assert.deepEqual(answer.lines.map(([, value]) => value), ['Ã©']);
  });
});

describe('console texts', () => {
  test('whose, which code, and what it names', () => {
    const { code, message } = doc("app.js:12 Access to fetch at 'https://api.example.com/a' from origin 'https://app.example.com' has been blocked by CORS policy: Request header field x-id is not allowed by Access-Control-Allow-Headers in preflight response.");
    assert.equal(code, 'preflight-header-not-allowed');
    assert.deepEqual([message?.engine, message?.error, message?.phase, message?.codes], ['chromium', 'HeaderDisallowedByPreflightResponse', 'preflight', [code]]);
    assert.deepEqual(message?.named, [{ what: 'url', text: 'https://api.example.com/a' }, { what: 'origin', text: 'https://app.example.com' }, { what: 'header', text: 'x-id' }]);
  });

  test('one text for several reasons: the likeliest by what it names', () => {
    const said = (/** @type {string} */ value) => doc(`Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/. (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’).`).message?.codes;
    assert.deepEqual([said('https://b.example')?.[0], said('app.example.com')?.[0]], ['allow-origin-mismatch', 'allow-origin-invalid']);
  });

  test('WebKit names the request in a second line', () => {
    const { code, message } = doc('[Error] Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200\n[Error] Fetch API cannot load https://api.example.com/a due to access control checks.');
    assert.equal(code, 'allow-origin-missing');
    assert.deepEqual(message?.named.map(({ what, text }) => `${what} ${text}`), ['origin https://app.example.com', 'status 200', 'url https://api.example.com/a']);
  });

  test('a text that is the same for every reason', () => assert.equal(doc('TypeError: Failed to fetch').code, 'no-reason-told'));
});

test('anything else is no input', () => {
  for (const text of ['', 'hello', '{}', 'x'.repeat(2 ** 21), 'curl', '\0\ud800']) assert.throws(() => explainText(text), { name: 'TypeError' });
  assert.throws(() => explainText(/** @type {any} */ (null)), /^TypeError: text: expected a string/u);
});

describe('corscope curl', () => {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  before(async () => {
    server = await serve((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
      response.setHeader('Access-Control-Allow-Methods', 'PUT');
      response.setHeader('Vary', 'Origin');
      response.writeHead(request.method === 'OPTIONS' ? 204 : 200).end();
    });
  });
  after(() => server.close());
  const copied = (/** @type {string} */ more) => `curl '${server.url}/a' -H 'origin: https://app.example.com' ${more}`;

  test('sends what the page would, and nothing that changes something', async () => {
    server.seen.length = 0;
    const { code, out } = await corscope(['curl', copied("-X PUT -H 'user-agent: x'")]);
    assert.deepEqual([code, server.seen], [0, ['OPTIONS https://app.example.com']]);
    assert.match(out, /not sent/u);
    assert.equal((await corscope(['curl', copied('')])).code, 0);
    assert.equal((await corscope(['curl', copied("-H 'X-Not-Allowed: 1'")])).code, 1);
  });

  test('comes by a pipe, too', async () => {
    const { code, out } = await corscope(['curl', '-'], { input: `${copied('')}\n` });
    assert.equal(code, 0);
    assert.match(out, /^allowed/u);
    assert.match((await corscope(['explain', '-'], { input: 'TypeError: Failed to fetch\n' })).out, /^no-reason-told$/mu);
    const { code: none, err } = await corscope(['curl', '-'], { input: ' \n' });
    assert.equal(none, 2);
    assert.match(err, /standard input: empty/u);
  });

  test('3: a server that is not there', async () => {
    const { code, out } = await corscope(['curl', "curl http://127.0.0.1:9/ -H 'Origin: https://app.example.com'"]);
    assert.equal(code, 3);
    assert.match(out, /^error\[network-refused\]/u);
  });

  test('a user name and password go along as a header that a page would set', async () => {
    for (const pasted of [copied("-u 'me:s3cr3t'"), copied('').replace('//', '//me:s3cr3t@')]) {
      const { out, err } = await corscope(['curl', pasted, '--format', 'json']);
      assert.doesNotMatch(out + err, /s3cr3t/u);
    }
    const { out } = await corscope(['curl', copied("-u 'me:s3cr3t'"), '--format', 'json', '--show-secrets']);
    assert.ok(out.includes(`Basic ${Buffer.from('me:s3cr3t').toString('base64')}`), out);
  });

  test('secrets are in no output', async () => {
    for (const format of ['text', 'json', 'ndjson', 'markdown', 'sarif', 'junit', 'github']) {
      const { out, err } = await corscope(['curl', copied("-H 'Authorization: Bearer s3cr3t' -b 'sid=s3cr3t' --data-raw s3cr3t"), '--format', format]);
      assert.doesNotMatch(out + err, /s3cr3t/u, format);
    }
  });

  /** @type {[string[], RegExp][]} */
  const BAD = [
    [['curl'], /COMMAND: missing; usage: corscope curl/u],
    [['curl', 'curl', 'https://a.example'], /several words; put the whole command in quotes/u],
    [['curl', 'curl https://a.example'], /^corscope: --from: the text names no page/u],
    [['curl', "curl 'https://a.example"], /a quote \('\) doesn't end/u],
    [['curl', 'TypeError: Failed to fetch'], /no `curl` command and no call of `fetch`/u],
    [['explain', 'curl https://a.example -H "Origin: https://b.example"'], /this is a request, not a message: `corscope curl` sends/u],
    [['explain', 'some words that no browser says'], /no message about a request that is known here/u],
  ];
  for (const [args, says] of BAD) {
    test(`2: corscope ${args.join(' ')}`, async () => {
      const { code, out, err } = await corscope(args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, says);
      assert.equal(err.trimEnd().split('\n').length, 1, 'one line and no stack');
    });
  }
});

test('corscope explain says what a console message means', async () => {
  const text = 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://u:p4ssw0rd@api.example.com/. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.';
  const { code, out } = await corscope(['explain', text]);
  assert.equal(code, 0);
  assert.match(out, /^a message of Firefox, which calls it CORSMissingAllowOrigin2\n/u);
  assert.match(out, /^allow-origin-missing$/mu);
  assert.doesNotMatch(out, /p4ssw0rd/u);
});
