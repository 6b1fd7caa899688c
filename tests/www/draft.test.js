import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../www/evaluate.js';
import { checkShared, emptyHop, readDraft, toDraft, toScenario } from '../../www/state.js';

/** @import { Scenario } from '../../npm/view/report-types.d.ts' */

const url = 'https://api.example/x';
const sent = (/** @type {'preflight'|'request'} */ kind, hop = 0) =>
  ({ kind, hop, method: kind === 'preflight' ? 'OPTIONS' : 'PUT', url, headers: [] });

/** @type {Scenario} */
const scenario = {
  schema: 1,
  request: {
    url, origin: 'https://app.example', method: 'PUT', headers: [['X-A', '1'], ['x-a', '2']], uploadListeners: true,
  },
  exchanges: [
    {
      sent: sent('preflight'),
      received: { status: 204, headers: [['Access-Control-Allow-Origin', '*']], joined: true },
    },
    { sent: sent('request'), received: { networkError: 'tls', text: 'net::ERR_CERT' } },
    { sent: sent('request', 1), received: { unknown: 'never seen' } },
  ],
};

test('a Scenario comes back from its draft as it was', () => {
  const draft = toDraft(scenario, 'chromium');
  assert.deepEqual(toScenario(draft, (scenario.exchanges ?? []).map((each) => each.sent)), scenario);
  assert.deepEqual(toScenario(draft, []), scenario);
});

test('a field that can’t be read is named, with its line', () => {
  const draft = toDraft(scenario, 'chromium');
  draft.headersText = 'ok: 1\nbad';
  draft.hops[0].preflight.status = '20';
  draft.hops[0].preflight.text = 'x';
  const { errors } = readDraft(draft);
  assert.deepEqual(Object.keys(errors).sort(), ['headers', 'hops.0.preflight.headers', 'hops.0.preflight.status']);
  assert.match(errors.headers, /^line 2: /);
});

test('the evaluation takes each answer from its place, and says which one is missing', async () => {
  const draft = toDraft(scenario, 'standard');
  draft.hops = [emptyHop()];
  /** @type {unknown[]} */
  const seen = [];
  const outcome = await evaluate(draft, async (request, respond, { engine }) => {
    seen.push(engine, respond(sent('request')), respond(sent('request', 1)));
    return /** @type {any} */ ({ verdict: 'undetermined' });
  });
  const none = { unknown: 'no answer is written for this redirect yet' };
  assert.deepEqual(seen, ['standard', { status: 200, headers: [] }, none]);
  assert.equal(outcome.missing?.hop, 1);
  assert.equal(outcome.report?.verdict, 'undetermined');
});

test('a TypeError of the core lands at the field it names; any other error is not swallowed', async () => {
  const draft = toDraft(scenario, 'chromium');
  const failing = (/** @type {string} */ message, ask = false) => evaluate(draft, async (_, respond) => {
    if (ask) respond(sent('preflight'));
    throw new TypeError(message);
  });
  assert.deepEqual(Object.keys((await failing('field `request.url`: no')).errors), ['url']);
  assert.deepEqual(Object.keys((await failing('field `request.headers[1][0]`: no')).errors), ['headers']);
  const answering = await failing('field `answer.headers[0]`: no', true);
  assert.deepEqual(Object.keys(answering.errors), ['hops.0.preflight.headers']);
  assert.deepEqual(Object.keys((await failing('mode: `url` is none of `cors`')).errors), ['mode']);
  assert.deepEqual(Object.keys((await failing('something else')).errors), ['form']);
  await assert.rejects(evaluate(draft, async () => {
    throw new RangeError('x');
  }), RangeError);
});

test('a shared value of the wrong shape is a TypeError that names the field', () => {
  const { engine } = checkShared({ scenario });
  assert.equal(engine, 'chromium');
  const change = (/** @type {(copy: any) => void} */ edit) => {
    const copy = structuredClone({ engine: 'standard', scenario: /** @type {any} */ (scenario) });
    edit(copy);
    return copy;
  };
  for (const [value, field] of /** @type {[unknown, string][]} */ ([
    [null, 'content'], [[], 'content'], [{}, 'scenario'],
    [change((c) => { c.engine = 'toString'; }), 'engine'],
    [change((c) => { c.scenario.schema = 2; }), 'scenario.schema'],
    [change((c) => { c.scenario.request = 1; }), 'scenario.request'],
    [change((c) => { delete c.scenario.request.url; }), 'scenario.request.url'],
    [change((c) => { c.scenario.request.headers = [['a']]; }), 'scenario.request.headers'],
    [change((c) => { c.scenario.exchanges = {}; }), 'scenario.exchanges'],
    [change((c) => { c.scenario.exchanges[1] = null; }), 'scenario.exchanges[1]'],
    [change((c) => { c.scenario.exchanges[0].sent.hop = 1e9; }), 'sent.hop'],
    [change((c) => { c.scenario.exchanges[0].sent.kind = 'constructor'; }), 'sent.kind'],
    [change((c) => { c.scenario.exchanges[0].received = {}; }), 'received.headers'],
  ])) {
    const named = (/** @type {unknown} */ error) => error instanceof TypeError && error.message.includes(field);
    assert.throws(() => checkShared(value), named, field);
  }
});
