// The lab's comparison notices a difference in each part: of what a browser would do if it agreed, one thing is changed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { differences, verdictOf } from '../browsers/lab/compare.js';
import { COMPARED } from '../browsers/lab/engines.js';
import { gapOf } from '../browsers/lab/known-gaps.js';
import { NO_END } from '../browsers/lab/places.js';
import { predict } from '../browsers/lab/predict.js';

/** @typedef {import('../browsers/lab/observe.js').Observation} Observation */
/** @typedef {import('../browsers/lab/scenario.js').LabScenario} LabScenario */

const origin = 'http://page0.localhost:7841';
const url = 'http://a0.localhost:7842/scompare-0/0';

/** @param {object} request @param {string[][]} preflight @param {string[][]} answer @returns {LabScenario} */
const scenario = (request, preflight, answer) => /** @type {any} */ ({
  id: 'scompare-0', page: 'plain', request: { url, origin, ...request },
  hops: [{ url, preflight: { status: 204, headers: preflight }, request: { status: 200, headers: answer } }],
});
const allowOrigin = ['Access-Control-Allow-Origin', origin];
const readable = scenario({}, [], [allowOrigin, ['Access-Control-Expose-Headers', 'x-a'], ['X-A', '1'], ['X-B', '1']]);
/** @param {string[]} names */
const withHeaders = (...names) => scenario({ headers: names.map((name) => [name, '1']) }, [allowOrigin], [allowOrigin]);
const beacon = scenario({ initiator: 'beacon', method: 'POST', mode: 'cors', body: { contentType: 'application/json' } }, [allowOrigin], []);

/**
 * What a browser would be seen to do that does what Corscope says.
 * @param {import('../browsers/lab/predict.js').Prediction} prediction @returns {Observation}
 */
function agreeing({ report, wire }) {
  const { verdict, responseType, exposed, console } = report;
  const failed = verdict !== 'allowed';
  return {
    page: failed ? { outcome: 'error', message: 'TypeError' } : { outcome: 'allowed', type: responseType, status: 200, headers: [...exposed] },
    wire: structuredClone(wire), console: console ? console.text.split('\n') : [], error: failed ? 'net::ERR_FAILED' : null,
    cors: console && { corsError: console.error, failedParameter: console.parameter },
  };
}

/** @typedef {[what: string, part: string, change: (observed: any) => void]} Change */

/** @type {Change[]} */
const ofAllowed = [
  ['another verdict', 'verdict', (seen) => { seen.page = { outcome: 'error', message: 'TypeError' }; }],
  ['refused at once', 'verdict', (seen) => { seen.page = { outcome: 'rejected', message: 'TypeError' }; }],
  ['no end', 'end', (seen) => { seen.page = { outcome: 'error', message: NO_END }; }],
  ['another type', 'type', (seen) => { seen.page.type = 'opaque'; }],
  ['a header more', 'exposed', (seen) => { seen.page.headers.push('x-b'); }],
  ['a header less', 'exposed', (seen) => { seen.page.headers.pop(); }],
  ['a message more', 'sent', (seen) => { seen.wire.push(seen.wire[0]); }],
  ['no message', 'sent', (seen) => { seen.wire.length = 0; }],
  ['another method', 'sent', (seen) => { seen.wire[0].method = 'PUT'; }],
  ['another Origin', 'sent', (seen) => { seen.wire[0].origin = 'null'; }],
];

/** @type {Change[]} */
const ofBlocked = [
  ['allowed', 'verdict', (seen) => { seen.page = { outcome: 'allowed', type: 'cors', status: 200, headers: [] }; }],
  ['no console', 'console', (seen) => { seen.console = []; }],
  ['a letter of the text', 'console', (seen) => { seen.console[0] = seen.console[0].replace('e', 'E'); }],
  ['a line more', 'console', (seen) => { seen.console.push(seen.console[0]); }],
  ['another Access-Control-Request-Headers', 'sent', (seen) => { seen.wire[0].requestHeaders = 'x-c'; }],
  ['another Access-Control-Request-Method', 'sent', (seen) => { seen.wire[0].requestMethod = 'PUT'; }],
  ['the order of messages', 'sent', (seen) => { seen.wire.reverse().push({ ...seen.wire[0], kind: 'request' }); seen.wire.reverse(); }],
];

/** @type {Record<string, Change[]>} */
const byEngine = {
  chromium: [
    ['not by CORS', 'verdict', (seen) => { seen.cors = null; }],
    ['another name', 'error', (seen) => { seen.cors.corsError = 'AllowOriginMismatch'; }],
    ['another parameter', 'parameter', (seen) => { seen.cors.failedParameter = 'x-c'; }],
  ],
  firefox: [
    ['not by CORS', 'verdict', (seen) => { seen.cors = null; }],
    ['another name', 'error', (seen) => { seen.cors.corsError = 'CORSMissingAllowOrigin2'; }],
  ],
  webkit: [['not by CORS', 'verdict', (seen) => { seen.console = []; }]],
};

for (const engine of COMPARED) {
  describe(engine, () => {
    for (const [made, changes] of /** @type {[LabScenario, Change[]][]} */ ([
      [readable, ofAllowed], [withHeaders('x-a'), [...ofBlocked, ...byEngine[engine]]],
    ])) {
      for (const [what, part, change] of changes) {
        test(`${part}: ${what}`, async () => {
          const prediction = await predict(made, engine);
          const observed = agreeing(prediction);
          assert.deepEqual(differences(observed, prediction, engine), []);
          change(observed);
          const parts = differences(observed, prediction, engine).map((difference) => difference.part);
          assert.ok(parts.includes(part), `${parts}`);
        });
      }
    }

    test('a beacon that was blocked is not one that was allowed', async () => {
      const prediction = await predict(beacon, engine);
      assert.equal(prediction.report.verdict, 'blocked');
      const blocked = { ...agreeing(prediction), page: { outcome: /** @type {const} */ ('error'), message: 'beacon' } };
      assert.deepEqual(differences(blocked, prediction, engine), []);
      const silent = { ...blocked, cors: null, console: [], error: null };
      assert.ok(differences(silent, prediction, engine).some(({ part }) => part === 'verdict'));
      assert.equal(verdictOf(engine, silent), engine === 'chromium' ? 'allowed' : 'unseen');
    });
  });
}

test('Chromium may name any of the headers that are missing, the same one in parameter and text, and no other', async () => {
  const prediction = await predict(withHeaders('x-a', 'x-b'), 'chromium');
  const observed = agreeing(prediction);
  const { corsError, failedParameter } = /** @type {{ corsError: string, failedParameter: string }} */ (observed.cors);
  const other = failedParameter === 'x-a' ? 'x-b' : 'x-a';
  /** @param {string} parameter @param {string} named */
  const seen = (parameter, named) => differences({
    ...observed, cors: { corsError, failedParameter: parameter },
    console: observed.console.map((line) => line.replace(`field ${failedParameter} `, `field ${named} `)),
  }, prediction, 'chromium').map(({ part }) => part);
  assert.deepEqual(seen(other, other), []);
  assert.deepEqual(seen(failedParameter, failedParameter), []);
  assert.deepEqual(seen(other, failedParameter), ['parameter']);
  assert.deepEqual(seen('x-c', 'x-c'), ['parameter', 'console']);
});

test('a message that is answered by 408 may be sent twice, in Chromium, and any other may not', async () => {
  for (const [status, engine, parts] of /** @type {[number, import('../browsers/lab/engines.js').BrowserEngine, string[]][]} */ (
    [[408, 'chromium', []], [409, 'chromium', ['sent']], [408, 'firefox', ['sent']], [408, 'webkit', ['sent']]])) {
    const made = withHeaders('x-a');
    made.hops[0].preflight.status = status;
    const prediction = await predict(made, engine);
    const observed = agreeing(prediction);
    observed.wire.unshift(observed.wire[0]);
    assert.deepEqual(differences(observed, prediction, engine).map(({ part }) => part), parts, `${status} in ${engine}`);
    observed.wire.unshift({ ...observed.wire[0], origin: 'null' });
    assert.deepEqual(differences(observed, prediction, engine).map(({ part }) => part), ['sent'], 'another message');
  }
});

test('a preflight that Firefox sends again lies in a known gap, another message or another preflight does not', async () => {
  const { wire: [preflight] } = await predict(withHeaders('x-a'), 'firefox');
  const request = { ...preflight, kind: /** @type {const} */ ('request'), method: 'GET' };
  const wire = [preflight, request];
  /** @param {typeof wire} browser */
  const gap = (...browser) => gapOf(/** @type {any} */ ({ engine: 'firefox', found: [{ part: 'sent', browser, corscope: wire }] }))?.id ?? null;
  assert.equal(gap(preflight, preflight, request), 'firefox-lookups');
  assert.equal(gap(preflight, { ...preflight, requestMethod: 'POST', requestHeaders: null }, request), 'firefox-lookups');
  assert.equal(gap(preflight, { ...preflight, requestMethod: 'PUT' }, request), null);
  assert.equal(gap(preflight, request, request), null);
  assert.equal(gap(preflight, { ...preflight, requestHeaders: 'x-c' }, request), null);
  assert.equal(gap(preflight), null);
});
