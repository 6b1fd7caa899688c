// The real servers with the configuration that the recipes say; our engines judge, and the real Chromium.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { explain, recipes } from '../../npm/node.js';
import { openChromium } from './lib/chromium.js';
import { check, stacks } from './run.js';

const chromium = await openChromium();
after(() => chromium.close());

const report = explain({ schema: 1, request: { url: 'https://api.example/', origin: 'https://app.example' }, exchanges: [] });

test('those are said to be tested that are', async () => {
  const said = recipes(report).filter(({ tested }) => tested).map(({ stack }) => stack).sort();
  assert.deepEqual(said, await stacks());
});

for (const name of await stacks()) {
  // The first time, axum and Actix are compiled with all they need.
  test(name, { timeout: 600_000 }, async () => {
    const results = await check(name, { chromium });
    assert.ok(results.length > 30, 'every call was made');
    assert.deepEqual(results.filter(({ problems }) => problems.length > 0), []);
  });
}

test('without the recipe the calls are blocked, so that what is tested is the recipe', { timeout: 60_000 }, async () => {
  const results = await check('node', { without: true });
  const wrong = results.filter(({ problems }) => problems.length > 0).map(({ call }) => call);
  for (const call of ['simple', 'credentialed', 'preflighted', '404', '500', '401', 'auth', 'without Origin']) {
    assert.ok(wrong.includes(call), call);
  }
});

test('a recipe that lets everyone in is noticed', { timeout: 60_000 }, async () => {
  const results = await check('node', { chromium, change: (text) => text.replace(/origins\.has\(origin\)/u, 'origin') });
  const wrong = results.filter(({ problems }) => problems.length > 0).map(({ call }) => call);
  assert.deepEqual(wrong, [
    'foreign', 'foreign credentialed', 'foreign preflighted', 'foreign 404', 'a longer origin', 'an origin without its dot',
    'chromium: foreign', 'chromium: foreign credentialed', 'chromium: foreign preflighted', 'chromium: foreign 404',
  ]);
});
