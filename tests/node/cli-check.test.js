// `corscope check`: what goes out, how it ends, and what it says.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { FORMATS } from '../../npm/cli/formats.js';
import { corscope, serve } from './cli-run.js';

const PAGE = 'https://app.example.com';

/** @type {Record<string, (origin: string) => import('node:http').OutgoingHttpHeaders>} */
const ROUTES = {
  '/allowed': () => ({ 'Access-Control-Allow-Origin': PAGE, Vary: 'Origin' }),
  '/blocked': () => ({}),
  '/public': () => ({ 'Access-Control-Allow-Origin': '*' }),
  '/reflects': (origin) => ({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }),
  '/prefix': (origin) => (origin.startsWith(PAGE) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' }),
  '/null': (origin) => ([PAGE, 'null'].includes(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' }),
  '/list': (origin) => (origin === PAGE ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : { Vary: 'Origin' }),
  '/no-vary': () => ({ 'Access-Control-Allow-Origin': PAGE }),
};

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  server = await serve((request, response) => {
    const answer = ROUTES[request.url ?? '']?.(request.headers.origin ?? '');
    if (!answer) return void response.writeHead(404).end();
    const preflight = request.method === 'OPTIONS';
    const more = preflight ? { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'authorization,x-a' } : {};
    response.writeHead(preflight ? 204 : 200, { ...answer, ...more, 'Set-Cookie': 'sid=s3cr3t-set-cookie' }).end();
  });
});
after(() => server.close());

const check = (/** @type {string} */ path, /** @type {string[]} */ ...more) => corscope(['check', `${server.url}${path}`, '--from', PAGE, ...more]);
const data = async (/** @type {ReturnType<typeof corscope>} */ run) => JSON.parse((await run).out);

describe('exit codes', () => {
  test('0: allowed', async () => {
    const { code, out } = await check('/allowed');
    assert.equal(code, 0);
    assert.match(out, /^allowed/u);
  });

  test('1: blocked, and what to change', async () => {
    const { code, out } = await check('/blocked');
    assert.equal(code, 1);
    assert.match(out, /^error\[allow-origin-missing\]/u);
    assert.match(out, /\+ {3}Access-Control-Allow-Origin: https:\/\/app\.example\.com/u);
  });

  test('1: a finding that --fail-on names; never says 0', async () => {
    assert.equal((await check('/no-vary')).code, 0);
    assert.equal((await check('/no-vary', '--fail-on', 'warning')).code, 1);
    assert.equal((await check('/no-vary', '--fail-on', 'danger')).code, 0);
    assert.equal((await check('/blocked', '--fail-on', 'never')).code, 0);
    assert.equal((await check('/blocked', '--fail-on', 'danger')).code, 1);
  });

  test('3: a server that is not there, and it is not called CORS', async () => {
    const { code, out } = await corscope(['check', 'http://127.0.0.1:9/', '--from', PAGE]);
    assert.equal(code, 3);
    assert.match(out, /^error\[network-refused\]: not CORS/u);
    assert.doesNotMatch(out, /fix:/u);
  });

  test('3: a server that says nothing in time', async () => {
    const silent = await serve(() => {});
    const { code, out } = await corscope(['check', silent.url, '--from', PAGE, '--timeout', '0.3']);
    silent.close();
    assert.equal(code, 3);
    assert.match(out, /^error\[network-timeout\]/u);
  });

  test('3 needs no whole number of milliseconds', async () => {
    const silent = await serve(() => {});
    const { code } = await corscope(['check', silent.url, '--from', PAGE, '--timeout', '0.1234567']);
    silent.close();
    assert.equal(code, 3);
  });

  test('70: what is no finding, but a fault of the command itself', async () => {
    const broken = ['--import', `data:text/javascript,${encodeURIComponent("process.stdout.write = () => { throw new Error('broken') }")}`];
    const { code, err } = await corscope(['explain', 'allow-origin-missing', '--format', 'json'], { node: broken });
    assert.equal(code, 70);
    assert.match(err, /^corscope: a fault of corscope itself; please report it: Error: broken\n\s+at /u);
  });

  /** @type {[string[], RegExp][]} */
  const BAD = [
    [[], /^corscope: which command\? One of: check/u],
    [['constructor'], /`constructor` is no command/u],
    [['help', '__proto__'], /`__proto__` is no command/u],
    [['chekc'], /`chekc` is no command; did you mean `check`\?/u],
    [['check'], /URL: missing; usage: corscope check URL/u],
    [['check', 'https://a.example'], /--from: missing; it is the page's origin, such as `--from https:/u],
    [['check', 'https://a.example', '--from'], /--from: its value is missing; write `--from ORIGIN`/u],
    [['check', 'https://a.example', '--from', 'https://b.example/'], /--from: .* did you mean `--from https:\/\/b\.example`\?/u],
    [['check', 'a.example', '--from', PAGE], /URL: `a\.example` is no http or https URL; did you mean `https:\/\/a\.example`\?/u],
    [['check', 'ftp://a.example', '--from', PAGE], /URL: .* did you mean `https:\/\/a\.example`\?/u],
    [['check', 'https://a.example', '--form', PAGE], /--form: unknown option; did you mean `--from`\?/u],
    [['check', 'https://a.example', '--from', PAGE, '--engine', 'chrome'], /--engine: `chrome` is none of chromium, firefox, webkit, standard/u],
    [['check', 'https://a.example', '--from', PAGE, '--format', 'jsn'], /--format: `jsn` is none of .*; did you mean `json`\?/u],
    [['check', 'https://a.example', '--from', PAGE, '--fail-on', 'warnings'], /--fail-on: `warnings` is none of .*; did you mean `warning`\?/u],
    [['check', 'https://a.example', '--from', PAGE, '--timeout', '-1'], /--timeout: its value is missing; write `--timeout=-1`/u],
    [['check', 'https://a.example', '--from', PAGE, '--timeout', 'soon'], /--timeout: `soon` is no number of seconds/u],
    [['check', 'https://a.example', '--from', PAGE, '-H', 'no colon'], /--header: no name and value/u],
    [['check', 'https://a.example', '--from', PAGE, '-X', 'P T'], /--request: `P T` is no method/u],
    [['check', 'https://a.example', 'https://b.example', '--from', PAGE], /`https:\/\/b\.example`: one URL at a time/u],
    [['check', 'https://a.example', '--from', PAGE, '--from', PAGE], /--from: given twice/u],
    [['check', 'https://a.example', '--from', PAGE, '--show-secrets', '--hide-queries'], /--hide-queries: hides what --show-secrets shows/u],
    [['explain', 'allow-origin-mismach'], /did you mean `allow-origin-mismatch`\?/u],
    [['completion', 'fsh'], /SHELL: `fsh` is none of bash, zsh, fish; did you mean `fish`\?/u],
  ];
  for (const [args, says] of BAD) {
    test(`2: corscope ${args.join(' ')}`, async () => {
      const { code, out, err } = await corscope(args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, says);
      assert.equal(err.trimEnd().split('\n').length, 1, 'one line and no stack');
    });
  }
});

describe('what goes out', () => {
  test('a request that may change something stays here, its preflight goes', async () => {
    server.seen.length = 0;
    const { code, out } = await check('/allowed', '-X', 'PUT');
    assert.deepEqual(server.seen, [`OPTIONS ${PAGE}`]);
    assert.equal(code, 0);
    assert.match(out, /not sent/u);
    assert.equal((await check('/allowed', '-X', 'PUT', '--fail-on', 'undetermined')).code, 1);
  });

  test('a POST without a preflight sends nothing at all', async () => {
    server.seen.length = 0;
    const { out } = await check('/allowed', '--data', 'x');
    assert.deepEqual(server.seen, []);
    assert.match(out, /^undetermined/u);
  });

  test('--send sends it', async () => {
    server.seen.length = 0;
    const { code } = await check('/allowed', '-X', 'PUT', '--send');
    assert.deepEqual([code, server.seen], [0, [`OPTIONS ${PAGE}`, `PUT ${PAGE}`]]);
  });

  test('--engine, -H and --credentials reach the core', async () => {
    const { calls: [{ verdict, code, report }] } = await data(check('/public', '--credentials', '-H', 'X-A: 1', '-H', 'Cookie: a=b', '--engine', 'firefox', '--format', 'json'));
    assert.deepEqual([verdict, code, report.engine], ['blocked', 'allow-origin-wildcard-with-credentials', 'firefox']);
    assert.match(report.sent[0].requestHeaders, /^x-a$/u);
  });
});

test('a cookie goes along with credentials, and with nothing else', async () => {
  /** @type {(string | undefined)[]} */
  const cookies = [];
  const jar = await serve((request, response) => { cookies.push(request.headers.cookie); response.end(); });
  for (const more of [['--credentials'], []]) await corscope(['check', jar.url, '--from', PAGE, '-H', 'Cookie: a=b', ...more]);
  jar.close();
  assert.deepEqual(cookies, ['a=b', undefined]);
});

describe('--probe', () => {
  /** @type {[path: string, isReal: boolean, codes: string[]][]} */
  const SERVERS = [
    ['/list', true, []], ['/public', false, []], ['/reflects', false, ['origin-reflected', 'null-origin-allowed']],
    ['/prefix', false, ['origin-reflected']], ['/null', false, ['null-origin-allowed']],
  ];
  for (const [path, isReal, codes] of SERVERS) {
    test(path, async () => {
      const { probe, findings } = await data(check(path, '--probe', '--format', 'json'));
      assert.equal(probe.isReal, isReal, probe.conclusion);
      assert.deepEqual(findings.map((/** @type {any} */ { code }) => code), codes);
      assert.deepEqual(probe.probed.map((/** @type {any} */ { kind }) => kind), ['foreign', 'null', 'prefix', 'suffix', 'subdomain', 'http']);
    });
  }

  test('what is found counts for --fail-on, and is graver with credentials', async () => {
    assert.equal((await check('/prefix', '--probe')).code, 0);
    assert.equal((await check('/prefix', '--probe', '--fail-on', 'warning')).code, 1);
    const { findings: [first] } = await data(check('/reflects', '--probe', '--credentials', '--format', 'json'));
    assert.equal(first.severity, 'danger');
  });

  test('a page that is not allowed itself tells nothing', async () => {
    const { out } = await check('/blocked', '--probe');
    assert.match(out, /whether there is an allow-list is unknown/u);
  });
});

test('--compare: what a proxy did to the headers', async () => {
  const behind = await serve((_, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': PAGE, 'Access-Control-Expose-Headers': 'ETag', Vary: 'Origin' }).end();
  });
  const before_ = await serve((_, response) => {
    response.writeHead(200, [['Access-Control-Allow-Origin', PAGE], ['Access-Control-Allow-Origin', '*'], ['Timing-Allow-Origin', '*'], ['Vary', 'Accept, Origin']].flat()).end();
  });
  const { compare, calls } = await data(corscope(['check', before_.url, '--from', PAGE, '--compare', behind.url, '--format', 'json']));
  behind.close();
  before_.close();
  assert.equal(calls[0].code, 'allow-origin-multiple');
  assert.deepEqual(compare.differences.map((/** @type {any} */ { name, change }) => [name, change]), [
    ['access-control-allow-origin', 'doubled'], ['access-control-expose-headers', 'dropped'], ['timing-allow-origin', 'added'], ['vary', 'changed'],
  ]);
});

describe('secrets', () => {
  const secrets = ['-H', 'Authorization: Bearer s3cr3t-bearer', '-H', 'Cookie: sid=s3cr3t-cookie', '--credentials', '--probe'];
  for (const path of ['/allowed', '/blocked', '/reflects']) {
    for (const format of Object.keys(FORMATS)) {
      test(`${path} as ${format}`, async () => {
        const { out, err } = await check(path, ...secrets, '--format', format);
        assert.ok(out.length > 0, err);
        assert.doesNotMatch(out + err, /s3cr3t/u);
      });
    }
  }

  test('--show-secrets', async () => {
    const { out } = await check('/reflects', ...secrets, '--format', 'json', '--show-secrets');
    for (const secret of ['s3cr3t-bearer', 's3cr3t-set-cookie']) assert.ok(out.includes(secret), secret);
  });

  test('--hide-queries', async () => {
    for (const format of Object.keys(FORMATS)) {
      const { out } = await check('/blocked?access_token=s3cr3t&page=s3cr3t#id_token=s3cr3t', '--probe', '--format', format, '--hide-queries');
      assert.match(out, /access_token=\*{6}/u);
      assert.doesNotMatch(out, /s3cr3t/u);
    }
  });

  test('a password in a URL', async () => {
    const own = (/** @type {string} */ path) => `${server.url.replace('//', '//u:s3cr3t@')}${path}`;
    for (const format of Object.keys(FORMATS)) {
      const { out, err } = await corscope(['check', own('/reflects'), '--from', PAGE, '--probe', '--compare', own('/list'), '--format', format]);
      assert.doesNotMatch(out + err, /s3cr3t/u, format);
    }
    const { code, err } = await corscope(['check', 'ftp://u:s3cr3t@a.example/', '--from', PAGE]);
    assert.equal(code, 2);
    assert.doesNotMatch(err, /s3cr3t/u);
  });

  test('nor in what is said of bad usage', async () => {
    const { code, err } = await corscope(['check', 'https://a.example/', '--from', PAGE, '-H', 'Authorization Bearer s3cr3t']);
    assert.equal(code, 2);
    assert.doesNotMatch(err, /s3cr3t/u);
  });
});

describe('the terminal', () => {
  test('no colours where the output is no terminal', async () => {
    const { out } = await check('/blocked');
    assert.doesNotMatch(out, /\u001b/u);
  });

  test('nothing of a server steers it', async () => {
    const rude = await serve((_, response) => { response.writeHead(200, { 'Access-Control-Allow-Origin': '\u009b31m\u0085' }).end(); });
    const { out } = await corscope(['check', rude.url, '--from', PAGE]);
    rude.close();
    assert.doesNotMatch(out, /[\u0080-\u009f\u001b]/u);
  });
});

describe('help', () => {
  for (const name of ['check', 'curl', 'har', 'explain', 'completion']) {
    test(`${name}: usage and examples`, async () => {
      const { code, out } = await corscope([name, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`Usage: corscope ${name} .*Examples:\n  # `, 'us'));
      assert.ok(out.split('\n').every((line) => line.startsWith('  corscope') || line.length <= 110), out);
    });
  }

  test('of all', async () => {
    const [{ out }, { out: again }] = await Promise.all([corscope(['--help']), corscope(['help'])]);
    assert.match(out, /Exit codes:/u);
    assert.equal(out, again);
  });

  test('completions name every command and option', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await corscope(['completion', shell]);
      assert.equal(code, 0);
      for (const word of ['check', 'explain', 'compare', 'fail-on', 'chromium']) assert.ok(out.includes(word), `${shell}: ${word}`);
    }
  });

  test('a code’s documentation', async () => {
    const { code, out } = await corscope(['explain', 'allow-origin-mismatch']);
    assert.equal(code, 0);
    assert.match(out, /^allow-origin-mismatch\n.*\nwhy\n.*\nexample\n.*\nfix\n/us);
  });
});
