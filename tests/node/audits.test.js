// Audits on captures of services as they are found: those that are right get no warning, those that aren't get exactly what
// was written beside them by hand, on the bytes that are at fault.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explain, explainHar, openCapture } from '../../npm/node.js';

/**
 * @typedef {import('../../npm/types.js').Report} Report
 * @typedef {{ name: string, why: string, engine: import('../../npm/types.js').Engine,
 *   verdict: import('../../npm/types.js').Verdict, scenario?: any, har?: object[] }} Captured
 * @typedef {Captured & { notes: string[] }} Benign codes that are good to know
 * @typedef {Captured & { notes: { code: string, severity: string, marks: string[] }[] }} Faulty
 */

/** @type {import('../../npm/types.js').Engine[]} */
const ENGINES = ['standard', 'chromium', 'firefox', 'webkit'];

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(`../cases/audits/${name}.json`, import.meta.url), 'utf8'));
/** @type {Benign[]} */
const benign = read('benign');
/** @type {Faulty[]} */
const faulty = read('faulty');
/**
 * What calls show together: `evidence` counts calls as they began, `says` are words of the headline.
 * @type {{ name: string, why: string, har: object[], notes: { code: string, severity: string, evidence: number[], says: string[] }[] }[]}
 */
const sessions = read('sessions');

/** @param {Captured} captured @returns {Report[]} */
function reports({ scenario, har, engine, verdict }) {
  const all = scenario ? [explain(scenario, { engine })] : reportsOf(explainHar({ log: { entries: har } }, { engine }));
  assert.ok(all.length > 0);
  // A call that is left open would be told less about.
  assert.deepEqual(new Set(all.map((report) => report.verdict)), new Set([verdict]));
  return all;
}

/** @param {{ code: string }} a @param {{ code: string }} b */
const byCode = (a, b) => (a.code < b.code ? -1 : 1);

/** @param {ReturnType<typeof explainHar>} captured */
const reportsOf = ({ rows, report }) => rows.map(({ id }) => report(id));

/** What a mark covers, behind its message's number. @param {Report} report @param {import('../../npm/types.js').Mark} mark */
function covered({ view }, { message, line, from, to }) {
  if (line === 'end-of-headers') return `${message} ${line}`;
  const { lines, startLine } = /** @type {any} */ (view.messages.find(({ index }) => index === message));
  const text = line === 0 ? startLine : lines[line - 1].join(': ');
  return `${message} ${text.slice(from, to)}`;
}

for (const captured of benign) {
  test(`nothing is held against ${captured.name}: ${captured.why}`, () => {
    // A HAR file is of one engine. WebKit asks for fonts without CORS, and says so.
    for (const engine of captured.har ? [captured.engine] : ENGINES) {
      const notes = reports({ ...captured, engine }).flatMap((report) => report.notes);
      assert.deepEqual(notes.filter(({ severity }) => severity !== 'info').map(({ code }) => code), [], engine);
      if (engine === captured.engine) assert.deepEqual(notes.map(({ code }) => code), captured.notes);
    }
  });
}

for (const captured of faulty) {
  test(`${captured.name}: ${captured.why}`, () => {
    const found = reports(captured).flatMap((report) => report.notes.map(({ code, severity, marks }) => (
      { code, severity, marks: marks.map((mark) => covered(report, mark)) })));
    assert.deepEqual(found.sort(byCode), [...captured.notes].sort(byCode));
  });
}

for (const { name, why, har, notes } of sessions) {
  test(`together, ${name}: ${why}`, () => {
    const { rows, session } = explainHar({ log: { entries: har } });
    const order = [...rows].sort((a, b) => Number(a.startedAt) - Number(b.startedAt)).map(({ id }) => id);
    const found = session.notes.map(({ code, severity, evidence }) => ({ code, severity, evidence: evidence.map((id) => order.indexOf(id)) }));
    assert.deepEqual(found, notes.map(({ code, severity, evidence }) => ({ code, severity, evidence })));
    for (const [index, { says }] of notes.entries()) {
      const headline = session.notes[index].headline.map((piece) => Object.values(piece)[0]).join('');
      for (const words of says) assert.ok(headline.includes(words), `${headline}: ${words}`);
    }
  });
}

test('a growing capture tells what its calls show together when it is asked', () => {
  const capture = openCapture();
  const { har } = /** @type {(typeof sessions)[number]} */ (sessions.find(({ name }) => name === 'error-routes'));
  capture.add(har.slice(0, 1));
  assert.deepEqual(capture.session().notes, []);
  capture.add(har.slice(1));
  const [{ code, evidence }] = capture.session().notes;
  assert.deepEqual([code, evidence.length], ['error-routes-without-headers', 3]);
  capture.drop(evidence.slice(0, 2));
  assert.deepEqual(capture.session().notes, []);
});

test('there are enough captures, with names of their own, and every audit has one', () => {
  const names = [...benign, ...faulty, ...sessions].map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(benign.length >= 40, `${benign.length} benign ones`);
  assert.ok(faulty.length >= 20, `${faulty.length} faulty ones`);
  const source = readFileSync(new URL('../../crate/src/explain/codes/audit.rs', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/code: "(?<code>[a-z-]+)"/gu)].map(({ groups }) => groups?.code);
  const shown = new Set([...faulty.flatMap(({ notes }) => notes), ...sessions.flatMap(({ notes }) => notes)].map(({ code }) => code));
  assert.deepEqual(codes.filter((code) => !shown.has(String(code))), []);
});

test('the gravest audit comes first, behind what the verdict has to say', () => {
  const several = faulty.find(({ name }) => name === 'har-several');
  const [{ notes }] = reports(/** @type {Faulty} */ (several));
  assert.deepEqual(notes.map(({ severity }) => severity), ['danger', 'warning', 'info', 'info']);
  const bypassed = faulty.find(({ name }) => name === 'bypassed');
  assert.equal(reports(/** @type {Faulty} */ (bypassed))[0].notes.at(-1)?.code, 'cors-bypassed');
});

test('an audit changes no verdict, and a note that was set stays', () => {
  for (const captured of faulty) {
    for (const report of reports(captured)) {
      const before = JSON.stringify([report.verdict, report.cause]);
      assert.ok(report.notes.every(({ headline, body }) => headline.length > 0 && body.length > 0));
      assert.equal(JSON.stringify([report.verdict, report.cause]), before);
      report.notes = [];
      assert.deepEqual(report.notes, []);
    }
  }
});
