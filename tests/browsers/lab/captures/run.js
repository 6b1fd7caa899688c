/**
 * Random scenarios with devtools open: what an extension is told goes into one capture per tab, as in the panel, and
 * each row is held against the browser's own verdict.
 *
 * Devtools slow down with the length of their log, so the pages are loaded anew after a while; that empties it.
 */
import { openCapture } from '../../../../npm/node.js';
import { scenarioOf } from '../generate/index.js';
import { openEngine } from '../observe.js';
import { SHARDS, TABS } from '../places.js';
import { idIn, mentionsAddressSpace, runsIn } from '../scenario.js';
import { buildRecorder } from './recorder.js';

/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../observe.js').Observation} Observation */
/** @typedef {import('../../../../extension/capture.js').DevtoolsEvent} DevtoolsEvent */
/** @typedef {import('../../../../extension/entries.js').Entry} Entry */
/** @typedef {import('../../../../npm/types.js').Engine} Engine */
/** @typedef {import('../../../../npm/types.js').Row} Row */
/** @typedef {import('../../../../npm/types.js').Report} Report */
/**
 * @typedef {{ scenario: LabScenario, observed: Observation, rows: { row: Row, report: Report }[], entries: Entry[] }} Captured
 */

/**
 * Those of the shards that have a tab, as far as they run in the browser. The first tab has no worker, as most pages have
 * none: a browser tells less of workers, so one of them makes a difference to the whole page. Nor has it, for the same reason,
 * a request with the option `targetAddressSpace`, or a script that mentions it.
 * @param {Engine} engine @param {string} seed @param {number} count @returns {LabScenario[]}
 */
export function captureScenariosOf(engine, seed, count) {
  /** @type {LabScenario[]} */
  const found = [];
  for (let index = 0; found.length < count; index += 1) {
    const shard = index % SHARDS;
    if (shard >= TABS) continue;
    const scenario = scenarioOf(seed, index);
    const isUsual = scenario.page !== 'worker' && scenario.request.targetAddressSpace === undefined;
    if (runsIn(engine, scenario) && (isUsual || mentionsAddressSpace(shard))) found.push(scenario);
  }
  return found;
}

/** Scenarios between two loads of the pages. */
const WAVE = 400;
/** So long without news, and all that was sent is known: then the panel knows all there is. */
const QUIET_MS = 1500;
/** The panel looks into the log the less often, the longer that takes. */
const LONGEST_MS = 20_000;
const PAUSE_MS = 100;

/** @param {number} ms */
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** What each tab's devtools tell, as it comes, until nothing comes any more. @param {() => Promise<DevtoolsEvent[][]>} taken */
function collect(taken) {
  /** @type {DevtoolsEvent[][]} of each tab */
  const tabs = [];
  let last = performance.now();
  const take = async () => {
    (await taken()).forEach((events, tab) => {
      tabs[tab] ??= [];
      for (const event of events) {
        // A new page: the panel begins a new list.
        if (event.kind === 'navigated') tabs[tab] = [];
        else tabs[tab].push(event);
        last = performance.now();
      }
    });
  };
  return {
    tabs,
    take,
    /** @param {() => boolean} complete */
    async settled(complete) {
      const since = performance.now();
      last = since;
      while (performance.now() - last < QUIET_MS || (!complete() && performance.now() - since < LONGEST_MS)) {
        await pause(PAUSE_MS);
        await take();
      }
    },
  };
}

/**
 * @param {Engine} engine @param {LabScenario[]} scenarios @param {(done: number) => void} [progress]
 * @returns {Promise<{ version: string, captured: Captured[], seconds: number, strangers: Row[] }>} strangers: rows that
 *   belong to no scenario
 */
export async function captureScenarios(engine, scenarios, progress) {
  const recorder = await buildRecorder();
  try {
    const browser = await openEngine(engine, recorder.folder);
    const { taken, reload } = browser;
    if (!taken || !reload) throw new Error(`the lab opens no devtools in ${engine}`);
    try {
      const since = performance.now();
      /** @type {Captured[]} */
      const captured = [];
      /** @type {Row[]} */
      const strangers = [];
      const book = collect(taken);
      for (let from = 0; from < scenarios.length; from += WAVE) {
        const wave = scenarios.slice(from, from + WAVE);
        if (from) await reload();
        await book.take();
        const observations = await browser.run(wave, (done) => progress?.(from + done));
        const sent = wave.flatMap(({ id }) => (observations.get(id)?.wire.length ? [id] : []));
        await book.settled(() => {
          const told = new Set(book.tabs.flatMap(entriesOf).map((entry) => idIn(entry.request.url)));
          return sent.every((id) => told.has(id));
        });
        const found = book.tabs.map((events) => judged(engine, events));
        strangers.push(...found.flatMap(({ rows }) => rows.get(null) ?? []).map(({ row }) => row));
        for (const scenario of wave) {
          const observed = observations.get(scenario.id);
          if (!observed && runsIn(engine, scenario)) throw new Error(`nothing comes of ${scenario.id} in ${engine}`);
          if (!observed) continue;
          const { id } = scenario;
          captured.push({
            scenario, observed, rows: found.flatMap(({ rows }) => rows.get(id) ?? []),
            entries: found.flatMap(({ entries }) => entries.filter((entry) => idIn(entry.request.url) === id)),
          });
        }
      }
      return { version: browser.version, captured, seconds: (performance.now() - since) / 1000, strangers };
    } finally {
      await browser.close();
    }
  } finally {
    await recorder.remove();
  }
}

/** @param {DevtoolsEvent[]} events @returns {Entry[]} */
const entriesOf = (events) => events.flatMap((event) => (event.kind === 'entries' ? event.entries : []));

/** What the panel would show of a tab, by the scenario. @param {Engine} engine @param {DevtoolsEvent[]} events */
function judged(engine, events) {
  const capture = openCapture({ engine });
  for (const event of events) {
    if (event.kind === 'entries') capture.add(event.entries);
    if (event.kind === 'learnt') capture.learn(event.facts);
  }
  /** @type {Map<string | null, { row: Row, report: Report }[]>} */
  const rows = new Map();
  for (const row of capture.rows()) {
    const id = idIn(row.url);
    rows.set(id, [...rows.get(id) ?? [], { row, report: capture.report(row.id) }]);
  }
  return { rows, entries: entriesOf(events) };
}
