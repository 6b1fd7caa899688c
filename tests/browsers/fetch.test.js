/**
 * `createFetch` beside the real Chromium, the same on every run: what reaches the server, and what script gets.
 * `npm run lab -- --fetch N` looks further with fresh seeds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareFetch, fetchScenarios } from './lab/fetch/tell.js';
import { openRelay } from './lab/relay.js';

const SEED = 'recorded1';
const COUNT = 500;

test(`createFetch does as the real Chromium does in ${COUNT} scenarios`, async () => {
  const scenarios = fetchScenarios('chromium', SEED, COUNT);
  const relay = openRelay('chromium', COUNT);
  const { observations } = await relay.run(scenarios).finally(() => relay.close());
  const compared = await compareFetch('chromium', scenarios, observations);
  assert.equal(compared.length, COUNT);
  assert.deepEqual(compared.filter(({ found }) => found.length > 0).map(({ scenario, found }) => [scenario.id, found]), []);
});
