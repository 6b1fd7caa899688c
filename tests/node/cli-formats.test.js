// What the formats print can be read by those they are for.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
// @ts-expect-error -- it has no types
import { JSDOM } from 'jsdom';
import { FORMATS } from '../../npm/cli/formats.js';
import { codes } from '../../npm/node.js';
import { corscope, serve } from './cli-run.js';

const PAGE = 'https://app.example.com';
const schema = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const isSarif = ajv.compile(schema);

const folder = mkdtempSync(join(tmpdir(), 'corscope-'));
const { recorded } = JSON.parse(readFileSync(new URL('../cases/har/chromium-demo.json', import.meta.url), 'utf8'));
const demo = join(folder, 'a page, 100 %.har');
writeFileSync(demo, JSON.stringify({ log: { entries: recorded.flatMap((/** @type {any} */ { getHAR }) => getHAR) } }));
const rude = join(folder, 'rude.har');
writeFileSync(rude, JSON.stringify({ log: { entries: rudeEntries() } }));
const empty = join(folder, 'empty.har');
writeFileSync(empty, '{"log":{"entries":[]}}');

/** Values that try to be something else than values. */
function rudeEntries() {
  const entry = structuredClone(recorded.find((/** @type {any} */ { situation }) => situation === 'origin-trailing-slash').getHAR[0]);
  const values = [']]></failure><x>&amp;"\'', '``` <img src=x> | # [a](b) @you', 'a%0A::error::x\u0085\u0001', '\u202e\u{1f600}\ufffe'];
  return values.map((value, index) => {
    const one = structuredClone(entry);
    one.startedDateTime = new Date(Date.parse(one.startedDateTime) + index * 1000).toISOString();
    one.response.headers = one.response.headers.map((/** @type {any} */ header) => (/^access-control-allow-origin$/iu.test(header.name) ? { ...header, value } : header));
    return one;
  });
}

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  server = await serve((_, response) => { response.writeHead(200, { 'Access-Control-Allow-Origin': `${PAGE}/` }).end(); });
});
after(() => server.close());

/** The things that are printed: a capture, a rude one, none, and a call. @type {[string, () => string[]][]} */
const RUNS = [
  ['a capture', () => ['har', demo, '--notes']],
  ['a rude capture', () => ['har', rude]],
  ['an empty capture', () => ['har', empty]],
  ['a call', () => ['check', server.url, '--from', PAGE, '--probe']],
  ['a server that isn’t there', () => ['check', 'http://127.0.0.1:9', '--from', PAGE]],
];
/** Each is printed once. @type {Map<string, ReturnType<typeof corscope>>} */
const printed = new Map();
const print = async (/** @type {string[]} */ args, /** @type {string} */ format) => {
  const key = [...args, format].join(' ');
  const run = printed.get(key) ?? corscope([...args, '--format', format]);
  printed.set(key, run);
  const { out, err, code } = await run;
  assert.notEqual(code, 2, err);
  return out;
};

for (const [name, args] of RUNS) {
  describe(name, () => {
    test('json and ndjson say the same', async () => {
      const whole = JSON.parse(await print(args(), 'json'));
      const lines = (await print(args(), 'ndjson')).split('\n').filter(Boolean).map((line) => JSON.parse(line));
      assert.equal(lines.filter(({ type }) => type === 'call').length, whole.calls.length);
      assert.equal(lines.filter(({ type }) => type === 'finding').length, whole.findings.length);
      assert.equal(whole.schema, 1);
    });

    test('SARIF is valid by its schema, and explains its rules', async () => {
      const log = JSON.parse(await print(args(), 'sarif'));
      assert.equal(isSarif(log), true, JSON.stringify(isSarif.errors?.slice(0, 3)));
      const { results, tool: { driver: { rules } } } = log.runs[0];
      const known = rules.map((/** @type {any} */ { id }) => id);
      for (const { ruleId, level, message } of results) {
        assert.ok(known.includes(ruleId) && codes().includes(ruleId), ruleId);
        assert.match(level, /^(?:error|warning|note)$/u);
        assert.ok(message.text.length > 10);
      }
    });

    test('JUnit is XML, and its numbers are right', async () => {
      const { window } = new JSDOM();
      const { documentElement: suites } = new window.DOMParser().parseFromString(await print(args(), 'junit'), 'application/xml');
      assert.equal(suites.tagName, 'testsuites', suites.textContent);
      for (const [attribute, element] of [['tests', 'testcase'], ['failures', 'failure'], ['errors', 'error'], ['skipped', 'skipped']]) {
        assert.equal(suites.getAttribute(attribute), String(suites.getElementsByTagName(element).length), attribute);
      }
      assert.equal(suites.children.length, 1);
    });

    test('GitHub: a command a line, and no other', async () => {
      const lines = (await print(args(), 'github')).trimEnd().split('\n');
      assert.ok(lines.length > 0);
      for (const line of lines) assert.match(line, /^::(?:error|warning|notice) (?:file=[^:,]+,)?title=[^:,]+::[^\r\n]+$/u);
    });

    test('markdown: a table, and what others wrote is no markup', async () => {
      const out = await print(args(), 'markdown');
      assert.match(out, /^\| verdict \| status \| call \| cause \|\n\|---|^No calls\./u);
      const prose = out.replaceAll(/^(?<fence>`{3,})text\n.*?^\k<fence>$/gmsu, '');
      assert.doesNotMatch(prose, /<img|^::/mu);
    });

    test('no format lets a control through', async () => {
      for (const format of Object.keys(FORMATS)) assert.doesNotMatch(await print(args(), format), /[\u0000-\u0008\u000b-\u001f\u007f]/u, format);
    });
  });
}

test('what a call of each verdict is: failure, error, skipped', async () => {
  const junit = async (/** @type {string[]} */ args) => print(['check', ...args, '--from', PAGE], 'junit');
  assert.match(await junit([server.url]), /<failure type="allow-origin-mismatch" message="error\[allow-origin-mismatch\]/u);
  assert.match(await junit(['http://127.0.0.1:9']), /<error type="network-refused"/u);
  assert.match(await junit([server.url, '-X', 'POST']), /<skipped message=/u);
});
