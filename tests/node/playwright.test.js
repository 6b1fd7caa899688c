// `corscope/playwright` in the real Playwright: which of the situations fail, with which Reports, and what they say.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROOT, childEnvironment } from '../../scripts/lib/steps.js';
import { findChromium } from '../extension/devtools.js';

const HERE = fileURLToPath(new URL('playwright/', import.meta.url));
const OUTPUT = join(ROOT, 'out', 'playwright.json');

/** @typedef {{ status: string, messages: string[], reports: import('../../npm/types.js').Report[] }} Outcome */
/** @type {Map<string, Outcome>} */
const outcomes = new Map();

/** @param {any} suite of Playwright's JSON */
function collect({ suites = [], specs = [] }) {
  for (const { title, tests } of specs) {
    const [{ status, errors, attachments }] = tests[0].results;
    outcomes.set(title, {
      status,
      messages: errors.map((/** @type {any} */ { message }) => message),
      reports: attachments.filter((/** @type {any} */ { name }) => name === 'cors-report')
        .map((/** @type {any} */ { body }) => JSON.parse(Buffer.from(body, 'base64').toString())),
    });
  }
  suites.forEach(collect);
}

before(async () => {
  // Neither colours nor what this test's own runner tells its children.
  const { NODE_TEST_CONTEXT: _, FORCE_COLOR: __, ...env } = childEnvironment();
  const own = { ...env, CHROMIUM: findChromium(), NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: OUTPUT };
  await new Promise((resolve) => { execFile('playwright', ['test'], { cwd: HERE, env: own, timeout: 180_000 }, resolve); });
  collect(JSON.parse(readFileSync(OUTPUT, 'utf8')));
});

/** Its name, and what is attached. @type {[title: string, blocked: string[]][]} */
const FAILING = [
  ['several are blocked, one is allowed', ['GET /no-options preflight-status-not-ok', 'GET /nothing allow-origin-missing', 'GET /slash allow-origin-mismatch',
    'PUT /no-put preflight-method-not-allowed']],
  ['XMLHttpRequest with credentials, and a redirect', ['GET /any allow-origin-wildcard-with-credentials', 'GET /moved allow-origin-missing']],
  ['an image, in a frame', ['GET /nothing allow-origin-missing']],
  ['a page that the page opens', ['GET /slash allow-origin-mismatch']],
  ['left under way when the test ends', ['GET /slash allow-origin-mismatch', 'PUT /no-put preflight-method-not-allowed']],
  ['the page asks by itself', ['GET /slash allow-origin-mismatch']],
  ['the page is left, and closed', ['GET /slash allow-origin-mismatch']],
  ['but others are', ['GET /slash allow-origin-mismatch']],
];

/** @param {string} title */
const outcome = (title) => /** @type {Outcome} */ (outcomes.get(title) ?? assert.fail(`${title} did not run`));

/** @param {Outcome} of */
const attached = ({ reports }) => reports.map(({ request: { method, url }, cause }) => `${method} ${new URL(url).pathname} ${cause?.code}`).sort();

describe('the situations', () => {
  for (const title of ['all is allowed', 'and no others are', 'what ends for another reason', 'a mock of the test itself']) {
    test(`${title}: it passes`, () => assert.deepEqual(outcome(title), { status: 'passed', messages: [], reports: [] }));
  }

  for (const [title, blocked] of FAILING) {
    test(`${title}: it fails, and the Reports are attached`, () => {
      const { status, messages, reports } = outcome(title);
      assert.deepEqual([status, messages.length, attached({ status, messages, reports })], ['failed', 1, blocked]);
      const head = blocked.length === 1 ? 'a request' : `${blocked.length} requests`;
      assert.match(messages[0], new RegExp(`^Error: CORS blocked ${head} of the page\n`, 'u'));
      // Each is explained, with a fix.
      for (const { cause, diagnostics } of reports) {
        assert.ok(messages[0].includes(`error[${cause?.code}]: `));
        assert.ok(diagnostics.length > 0);
      }
      assert.equal(messages[0].match(/^ {2}fix: /gmu)?.length, blocked.length);
    });
  }

  test('one that fails by itself keeps its own error', () => {
    const { status, messages, reports } = outcome('it fails by itself, too');
    assert.deepEqual([status, messages.length, reports.length], ['failed', 2, 1]);
    assert.match(messages[0], /toEqual/u);
    assert.match(messages[1], /CORS blocked a request/u);
  });

  test('a list that Playwright misreads is said to be one', () => {
    const { status, messages } = outcome('is said to be one');
    assert.equal(status, 'failed');
    assert.match(messages[0], /^TypeError: mayBeBlocked: expected a list; /u);
  });

  test('nothing else ran', () => {
    assert.equal(outcomes.size, FAILING.length + 6);
  });
});
