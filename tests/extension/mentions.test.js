// Who looks into a page's scripts for `targetAddressSpace`, when, and how often.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMentions } from '../../extension/mentions.js';

/** @typedef {import('../../extension/mentions.js').Resource} Resource */
/** @typedef {import('../../npm/types.js').PageFacts} PageFacts */

const CALLS = "fetch('/x', { targetAddressSpace: 'local' })";

/** A call that the option may have ended. @param {string} [pageref] */
const ended = (pageref = 'page_1') => ({
  pageref,
  _resourceType: 'fetch',
  response: { status: 0, _error: 'net::ERR_FAILED' },
});

/** Everything that waits has its turn. */
const settled = () => new Promise((done) => setTimeout(done, 5));

/** A page whose resources can be read. @param {Parameters<typeof createMentions>[2]} [limits] */
function open(limits) {
  /** @type {Resource[]} */
  const resources = [];
  /** @type {string[]} URLs in the order they were read */
  const read = [];
  /** @type {PageFacts[]} */
  const told = [];
  const mentions = createMentions(
    (done) => done([...resources]),
    (facts) => told.push(facts),
    limits,
  );
  return {
    mentions,
    read,
    told,
    /** @param {string} url @param {unknown} content @param {string} [type] @param {string} [encoding] */
    has(url, content, type = 'script', encoding = '') {
      resources.push({
        url,
        type,
        getContent(done) {
          read.push(url);
          setTimeout(() => done(content, encoding));
        },
      });
    },
    left() {
      resources.length = 0;
      mentions.navigated();
    },
  };
}

test('nothing is read before a call ends without a word of its own', async () => {
  const page = open();
  page.has('/a.js', CALLS);
  const { response, ...others } = ended();
  page.mentions.entries([
    { ...ended(), _resourceType: 'xhr' },
    { ...others, response: { ...response, _error: 'net::ERR_NAME_NOT_RESOLVED' } },
    { ...others, response: { status: 200, _error: 'net::ERR_FAILED' } },
    { ...others, response: { ...response, _error: null } },
    { _resourceType: 'fetch' },
    {},
  ]);
  await settled();
  assert.deepEqual(page.read, []);
  page.mentions.entries([ended()]);
  await settled();
  assert.deepEqual(page.read, ['/a.js']);
});

test('a script that mentions it is told, and no other is read any more', async () => {
  const page = open();
  page.has('/a.js', 'let x;');
  page.has('/b.js', CALLS);
  page.has('/c.js', 'let y;');
  page.mentions.entries([ended()]);
  await settled();
  page.mentions.entries([ended(), ended()]);
  await settled();
  assert.deepEqual(page.told, [{ page: 'page_1', targetAddressSpace: 'mentioned' }]);
  assert.deepEqual(page.read, ['/a.js', '/b.js']);
});

test('a script inside a document counts; data, styles and pictures do not', async () => {
  const page = open();
  page.has('/data.json', CALLS, 'fetch');
  page.has('/page.css', CALLS, 'stylesheet');
  page.has('/a.png', CALLS, 'image');
  page.has('/a.pdf', CALLS, 'document', 'base64');
  page.mentions.entries([ended()]);
  await settled();
  assert.deepEqual(page.told, [{ page: 'page_1', targetAddressSpace: 'not-mentioned' }]);
  page.has('/', `<script>${CALLS}</script>`, 'document');
  page.mentions.entries([ended()]);
  await settled();
  assert.deepEqual(page.told[1], { page: 'page_1', targetAddressSpace: 'mentioned' });
  assert.deepEqual(page.read, ['/a.pdf', '/']);
});

test('the same is told once, and a script is read once', async () => {
  const page = open();
  page.has('/a.js', 'let x;');
  for (const more of ['/b.js', '/c.js']) {
    page.mentions.entries([ended()]);
    await settled();
    page.has(more, 'let y;');
  }
  page.mentions.entries([ended(), ended(), ended()]);
  await settled();
  assert.deepEqual(page.told, [{ page: 'page_1', targetAddressSpace: 'not-mentioned' }]);
  assert.deepEqual(page.read, ['/a.js', '/b.js', '/c.js']);
});

test('what can’t be read leaves it unknown', async () => {
  const page = open();
  page.has('/a.js', undefined);
  page.has('/b.js', 'let x;');
  page.mentions.entries([ended()]);
  await settled();
  assert.deepEqual(page.told, [{ page: 'page_1', targetAddressSpace: 'unread' }]);
  page.has('/c.js', CALLS);
  page.mentions.entries([ended()]);
  await settled();
  assert.deepEqual(page.told[1], { page: 'page_1', targetAddressSpace: 'mentioned' });
});

test('nor is more read than can be', async () => {
  for (const limits of [{ mostScripts: 2 }, { mostCharacters: 8 }]) {
    const page = open(limits);
    for (const name of ['/a.js', '/b.js', '/c.js']) page.has(name, 'let x;');
    page.mentions.entries([ended()]);
    await settled();
    assert.deepEqual(page.told, [{ page: 'page_1', targetAddressSpace: 'unread' }]);
    assert.deepEqual(page.read, ['/a.js', '/b.js']);
  }
});

test('devtools that are gone leave it unknown', async () => {
  /** @type {PageFacts[]} */
  const told = [];
  const mentions = createMentions(
    () => {
      throw new Error('Extension context invalidated.');
    },
    (facts) => told.push(facts),
  );
  mentions.entries([ended()]);
  await settled();
  assert.deepEqual(told, [{ page: 'page_1', targetAddressSpace: 'unread' }]);
});

test('each page has its own answer', async () => {
  const page = open();
  page.has('/a.js', CALLS);
  page.mentions.entries([ended('page_1')]);
  await settled();
  page.left();
  page.has('/a.js', 'let x;');
  // A late entry of the page before tells nothing of this one.
  page.mentions.entries([ended('page_1')]);
  await settled();
  assert.deepEqual(page.read, ['/a.js']);
  page.mentions.entries([ended('page_2')]);
  await settled();
  assert.deepEqual(page.told, [
    { page: 'page_1', targetAddressSpace: 'mentioned' },
    { page: 'page_2', targetAddressSpace: 'not-mentioned' },
  ]);
});

test('a look that the page didn’t wait for tells nothing', async () => {
  const page = open();
  page.has('/a.js', CALLS);
  page.mentions.entries([ended('page_1')]);
  page.left();
  await settled();
  assert.deepEqual(page.told, []);
});

test('an entry without a page is of the page that is there', async () => {
  const page = open();
  page.has('/a.js', CALLS);
  page.mentions.entries([{ pageref: 'page_1' }, { ...ended(), pageref: undefined }]);
  await settled();
  assert.deepEqual(page.told, [{ page: 'page_1', targetAddressSpace: 'mentioned' }]);
});
