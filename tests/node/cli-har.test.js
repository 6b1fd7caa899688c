// `corscope har`: the same calls as `explainHar`, of files in any form and size; and what is wrong with a file.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { callsOf } from '../../npm/cli/har/calls.js';
import { ItemScanner } from '../../npm/cli/har/items.js';
import { explainHar } from '../../npm/node.js';
import { largeHar } from '../../scripts/lib/large-har.js';
import { corscope } from './cli-run.js';

const folder = mkdtempSync(join(tmpdir(), 'corscope-'));
const { recorded } = JSON.parse(readFileSync(new URL('../cases/har/chromium-demo.json', import.meta.url), 'utf8'));
const demo = { log: { version: '1.2', entries: recorded.flatMap((/** @type {any} */ { getHAR }) => getHAR) } };
const benign = { log: { version: '1.2', entries: recorded.find((/** @type {any} */ { situation }) => situation === 'get-wildcard').getHAR } };

/** @param {string} name @param {string | Uint8Array} content */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What the scanner gives of a text that comes in chunks of a size. @param {string} text @param {number} size */
function scanned(text, size) {
  const bytes = Buffer.from(text);
  /** @type {string[]} */
  const entries = [];
  /** @type {string[]} */
  const browsers = [];
  const scanner = new ItemScanner((entry) => entries.push(entry.toString()), (browser) => browsers.push(browser.toString()));
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  return { entries: entries.map((entry) => JSON.parse(entry)), browsers: browsers.map((browser) => JSON.parse(browser)), wrong: scanner.end() };
}

describe('finding the entries', () => {
  const long = `${'x"\\'.repeat(700)}"text":"`;
  const har = {
    entries: [{ no: 1 }], other: { log: { entries: [{ no: 2 }] }, text: 'a' },
    log: {
      pages: [{ entries: [{ no: 3 }], title: '"entries":[{}]' }], browser: { name: 'Firefox', version: '1' },
      entries: [
        { a: '\\', b: '"', c: '{[]},:', log: { entries: [{ no: 4 }] } }, { text: 'short', name: 'text', value: long },
        { response: { content: { text: long, more: [1, [2], {}] } } }, { text: { text: '' } }, null, 7, 'text', [], { é: '“”' },
      ],
      comment: 'entries', creator: { text: long },
    },
  };
  const expected = structuredClone(har.log.entries);
  /** @type {any} */ (expected[2]).response.content.text = '';

  for (const size of [1, 2, 3, 5, 7, 64, 1000, 1 << 20]) {
    for (const indent of [0, 2]) {
      test(`in chunks of ${size} bytes, indented by ${indent}`, () => {
        const { entries, browsers, wrong } = scanned(JSON.stringify(har, null, indent), size);
        // A body of some length is left out, whatever way it comes in pieces.
        const short = (/** @type {any} */ entry) => (entry?.text === '' ? { ...entry, text: 'short' } : entry);
        assert.deepEqual(entries.map(short), expected);
        assert.deepEqual(browsers, [har.log.browser]);
        assert.equal(wrong, null);
      });
    }
  }

  test('the demo, in chunks of many sizes', () => {
    const text = JSON.stringify(demo);
    const whole = scanned(text, text.length * 2).entries;
    assert.equal(whole.length, demo.log.entries.length);
    for (const size of [11, 127, 4096]) assert.deepEqual(scanned(text, size).entries.length, whole.length);
  });

  test('no entries, and texts that are no HAR', () => {
    assert.deepEqual(scanned('{"log":{"entries":[]}}', 4), { entries: [], browsers: [], wrong: null });
    for (const text of ['', ' ', '{}', '[]', '{"log":[]}', '{"log":{"entries":{}}}', '<html>', '{"entries":[{}]}']) assert.match(String(scanned(text, 3).wrong), /no `log\.entries`/u, text);
    for (const text of ['{"log":{"entries":[', '{"log":{"entries":[{}]', '{"log":{"entries":[{"a":"', ']]]', '"']) assert.match(String(scanned(text, 3).wrong), /ends in the middle/u, text);
  });
});

test('its rows and Reports are those of explainHar', async () => {
  const expected = explainHar(demo);
  const { out } = await corscope(['har', file('demo.har', JSON.stringify(demo, null, 2)), '--format', 'json']);
  const { calls } = JSON.parse(out);
  assert.deepEqual(calls.map((/** @type {any} */ { verdict, code, url }) => [verdict, code, url]), expected.rows.map(({ verdict, code, url }) => [verdict, code, url]));
  for (const { id, report } of calls) if (report) assert.equal(report.cause.code, expected.report(id).cause?.code);
});

test('several files, a pipe, and gzip in both', async () => {
  const text = JSON.stringify(demo);
  const { out: plain } = await corscope(['har', file('plain.har', text), '--format', 'ndjson']);
  const { out: zipped } = await corscope(['har', file('demo.har.gz', gzipSync(text)), '--format', 'ndjson']);
  const { out: piped } = await corscope(['har', '-', '--format', 'ndjson'], { input: gzipSync(text) });
  const bare = (/** @type {string} */ lines) => lines.replaceAll(/"file":"[^"]*"/gu, '');
  assert.equal(bare(zipped), bare(plain));
  assert.equal(bare(piped), bare(plain));
  const { out: both } = await corscope(['har', file('a.har', JSON.stringify(benign)), file('b.har', JSON.stringify(benign)), '--format', 'json']);
  assert.deepEqual(JSON.parse(both).calls.map((/** @type {any} */ call) => call.file), [join(folder, 'a.har'), join(folder, 'b.har')]);
});

describe('how it ends', () => {
  test('0: nothing is blocked', async () => {
    const { code, out } = await corscope(['har', file('benign.har', JSON.stringify(benign))]);
    assert.equal(code, 0);
    assert.match(out, /^allowed .*\n\n1 allowed\n$/u);
  });

  test('1: a call that no page may make', async () => {
    const headers = [{ name: 'Origin', value: 'https://app.example.com' }];
    const entries = [{ startedDateTime: '2026-01-01T00:00:00.000Z', _resourceType: 'fetch', request: { method: 'TRACE', url: 'https://api.example.com/', headers }, response: { status: 200, headers: [] } }];
    const { code, out } = await corscope(['har', file('rejected.har', JSON.stringify({ log: { entries } }))]);
    assert.equal(code, 1);
    assert.match(out, /^rejected .* method-forbidden$/mu);
  });

  test('1: something is blocked, and why', async () => {
    const { code, out } = await corscope(['har', file('demo.har', JSON.stringify(demo))]);
    assert.equal(code, 1);
    assert.match(out, /^blocked +\d+ GET .* allow-origin-missing\n {4}error\[allow-origin-missing\]/mu);
    assert.match(out, /\n\d+ blocked, \d+ allowed/u);
  });

  test('1: a finding beside the verdicts, if asked', async () => {
    const entries = structuredClone(benign.log.entries);
    entries[0].response.headers = [{ name: 'Access-Control-Allow-Origin', value: entries[0].request.headers.find((/** @type {any} */ { name }) => name === 'Origin').value }];
    const path = file('no-vary.har', JSON.stringify({ log: { entries } }));
    assert.equal((await corscope(['har', path])).code, 0);
    const { code, out } = await corscope(['har', path, '--fail-on', 'warning']);
    assert.equal(code, 1);
    assert.match(out, /warning\[vary-origin-missing\]/u);
  });

  /** @type {[name: string, content: string | Uint8Array | null, says: RegExp][]} */
  const BAD = [
    ['missing.har', null, /missing\.har: no such file/u],
    ['page.html', '<html></html>', /page\.html: no `log\.entries` in it; a HAR file is what devtools save/u],
    ['cut.har', JSON.stringify(demo).slice(0, 30_000), /cut\.har: it ends in the middle/u],
    ['cut.har.gz', gzipSync(JSON.stringify(demo)).subarray(0, 2000), /cut\.har\.gz: it ends in the middle/u],
    ['damaged.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]), /damaged\.gz: damaged/u],
    ['latin1.har', Buffer.from('{"log":{"entries":[{"a":"é"}]}}', 'latin1'), /latin1\.har: not UTF-8/u],
  ];
  for (const [name, content, says] of BAD) {
    test(`2: ${name}`, async () => {
      const { code, err } = await corscope(['har', content === null ? join(folder, name) : file(name, content)]);
      assert.equal(code, 2);
      assert.match(err, says);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    });
  }

  test('what comes before the cut is there, in a whole document', async () => {
    const { out } = await corscope(['har', file('cut.har', JSON.stringify(demo).slice(0, 60_000)), '--format', 'json']);
    assert.ok(JSON.parse(out).calls.length > 5);
  });

  test('an entry that can’t be read is named, and the others are there', async () => {
    const { code, out, err } = await corscope(['har', file('odd.har', JSON.stringify({ log: { entries: [7, ...benign.log.entries, { request: {} }] } }))]);
    assert.equal(code, 0);
    assert.match(err, /entry 0 could not be read: .*\n.*entry 2 could not be read: /u);
    assert.match(out, /^allowed/u);
  });
});

test('a secret in a capture stays there', async () => {
  const har = structuredClone(demo);
  for (const { request, response } of har.log.entries) {
    request.headers.push({ name: 'Authorization', value: 'Bearer s3cr3t' }, { name: 'Cookie', value: 'a=s3cr3t' });
    response.headers.push({ name: 'Set-Cookie', value: 'a=s3cr3t' });
    request.url = request.url.replace('://', '://user:s3cr3t@');
  }
  const path = file('secrets.har', JSON.stringify(har));
  for (const format of ['text', 'json', 'ndjson', 'markdown', 'sarif', 'junit', 'github']) {
    const { out, err } = await corscope(['har', path, '--format', format, '--notes']);
    assert.ok(out.length > 1000, err);
    assert.doesNotMatch(out + err, /s3cr3t/u, format);
  }
  const { out } = await corscope(['har', path, '--format', 'json', '--show-secrets']);
  assert.match(out, /s3cr3t/u);
});

test('what is held doesn’t grow with the file, and every call is told once', async () => {
  const MOST = 200_000;
  /** @param {number} bytes @param {number} mostHeld */
  async function read(bytes, mostHeld) {
    let [most, rows] = [0, 0];
    async function* chunks() {
      for (const piece of largeHar(bytes)) yield Buffer.from(piece);
    }
    for await (const batch of callsOf('large.har', chunks(), { mostHeld, onHeld: (held) => { most = Math.max(most, held); } })) rows += batch.rows.length;
    return { most, rows };
  }
  const small = await read(24e6, Infinity);
  const large = await read(96e6, MOST);
  // One more piece comes in before anything is let go.
  assert.ok(large.most > MOST && large.most < 1.5 * small.most, `${large.most} held, and ${small.most} of a quarter that nobody lets go`);
  assert.ok(Math.abs(large.rows / small.rows - 4) < 0.1, `${large.rows} rows, and ${small.rows} of a quarter`);
});

test('nothing is given room for what is soon forgotten', async () => {
  const path = file('reports.har', [...largeHar(24e6)].join(''));
  const told = 'import v8 from "node:v8"; process.on("exit", () => process.stderr.write(JSON.stringify(v8.getHeapSpaceStatistics())));';
  const { out, err } = await corscope(['har', path, '--format', 'ndjson'], { node: ['--import', `data:text/javascript,${encodeURIComponent(told)}`] });
  assert.ok(out.length > 1e6);
  const { space_size: young } = JSON.parse(err).find((/** @type {any} */ { space_name: name }) => name === 'new_space');
  // It begins with less; where it may grow, so many Reports make it twice that, and more of them several times.
  assert.ok(young > 0 && young <= 8 << 20, `${young} bytes for the young`);
});
