// The `XMLHttpRequest` of `installGlobal` beside what each browser's was seen to do in the lab's fixtures: on the wire, and to script.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COMPARED } from '../browsers/lab/engines.js';
import { compareFetch } from '../browsers/lab/fetch/tell.js';
import { isOfXhr, openXhrPages } from '../browsers/lab/fetch/xhr-pages.js';
import { allFixtures, observationOf } from '../browsers/lab/fixtures.js';
import { PORTS } from '../browsers/lab/places.js';

/** Where nobody listens, the browser's console says so in its own words. @param {object} scenario */
const isAnswered = (scenario) => !JSON.stringify(scenario).includes(`:${PORTS.closed}/`);

const fixtures = allFixtures().filter(({ scenario }) => isOfXhr(scenario) && isAnswered(scenario));

describe('XMLHttpRequest does as the browser’s did', () => {
  for (const engine of COMPARED) {
    test(engine, async () => {
      const seen = fixtures.flatMap(({ name, scenario, observed }) => {
        const record = observed[engine];
        return record ? [{ name, scenario, observation: observationOf(record) }] : [];
      });
      const observations = new Map(seen.map(({ scenario, observation }) => [scenario.id, observation]));
      const compared = await compareFetch(engine, seen.map(({ scenario }) => scenario), observations, openXhrPages(engine));
      assert.ok(compared.length > 30, `${compared.length} fixtures`);
      const wrong = compared.filter(({ found, gap }) => found.length > 0 && gap === null);
      assert.deepEqual(wrong.map(({ scenario, found }) => [seen.find((one) => one.scenario === scenario)?.name, found]), []);
    });
  }
});
