// The thirty pains of people who met a CORS error: what the first diagnostic, or a note, says of each. What it should say
// was written by hand from the pain.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explainCode, explainHar, recipes } from '../../npm/node.js';
import { inlineText } from '../../npm/view/inline.js';
import { situations } from '../../scripts/demo/situations.js';

/**
 * @typedef {import('../../npm/types.js').Report} Report
 *
 * @typedef {object} Expected
 * @property {string} [verdict]
 * @property {string} [code] of the first diagnostic
 * @property {string} [note] of a note, where the call is let through or more is to say
 * @property {string[]} [says] words of that diagnostic or note; those behind `^` begin it
 * @property {string[]} [lacks] words that are not there
 * @property {Record<string, string[]>} [notes] words of other notes
 * @property {Record<string, string[]>} [documented] words of a code's documentation
 * @property {string[]} [because] why there is a preflight
 * @property {string} [preflight] its state
 * @property {string} [assumes] a fact taken for granted
 * @property {string} [stack] the first recipe's
 * @property {{ url: string, code: string | null, says: string[] }} [refuses] a URL that the captured page can't ask for, or
 *   can (`code: null`); such a call leaves no entry
 *
 * @typedef {{ pain: number, name: string, why: string, situation?: string, har?: any[], expect: Expected }} Pain
 */

const PAINS = 30;
/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(`../cases/har/${name}.json`, import.meta.url), 'utf8'));
/** @type {Pain[]} */
const pains = read('pains');
const { recorded } = /** @type {{ recorded: { situation: string, getHAR: any[] }[] }} */ (read('chromium-demo'));

/** The report of the last call to the situation, or of the only one. @param {Pain} pain @returns {Report} */
function reportOf({ situation, har }) {
  const entries = har ?? recorded.find((one) => one.situation === situation)?.getHAR ?? [];
  const { rows, report, skipped } = explainHar({ log: { entries } });
  assert.deepEqual(skipped, []);
  const about = rows.filter(({ url }) => !situation || url.split(/[/?]/u).includes(situation));
  const row = about.at(-1);
  assert.ok(row, 'a call');
  if (har) assert.equal(rows.length, 1);
  return report(row.id);
}

/** @param {string} text @param {string[]} words @param {string} about */
function says(text, words, about) {
  for (const word of words) {
    assert.ok(word.startsWith('^') ? text.startsWith(word.slice(1)) : text.includes(word), `${about}: "${text}" lacks "${word}"`);
  }
}

/** @param {Pain} pain */
function refused({ har, expect: { refuses } }) {
  if (!refuses) return;
  const { rows, whyNoEntry } = explainHar({ log: { entries: har ?? [] } });
  assert.deepEqual(rows, []);
  const notes = whyNoEntry(refuses.url);
  assert.deepEqual(notes.map(({ code }) => code), refuses.code ? [refuses.code] : []);
  if (refuses.code) says(noteText({ notes }, refuses.code), refuses.says, refuses.code);
}

/** @param {Pick<Report, 'notes'>} report @param {string} code */
function noteText({ notes }, code) {
  const note = notes.find((one) => one.code === code);
  assert.ok(note, `${code} among ${notes.map((one) => one.code)}`);
  return `${inlineText(note.headline)} ${inlineText(note.body)}`;
}

for (const pain of pains) {
  const { verdict, code, note, says: words = [], lacks = [], notes = {}, documented = {}, because, preflight, assumes, stack } = pain.expect;
  test(`${pain.pain}, ${pain.name}: ${pain.why}`, () => {
    if (pain.expect.refuses) return refused(pain);
    const report = reportOf(pain);
    if (verdict) assert.equal(report.verdict, verdict);
    const [first] = report.diagnostics;
    if (code) {
      assert.equal(first?.code, code);
      const text = `${inlineText(first.headline)} ${inlineText(first.because)}`;
      says(text, words, code);
      for (const word of lacks) assert.ok(!text.includes(word), `${code}: "${text}" has "${word}"`);
    }
    if (note) says(noteText(report, note), words, note);
    for (const [other, its] of Object.entries(notes)) says(noteText(report, other), its, other);
    for (const [other, its] of Object.entries(documented)) {
      const { happened, why, fix } = explainCode(other);
      says([happened, why, fix].map(inlineText).join(' '), its, other);
    }
    if (because) assert.deepEqual(report.preflight.because.map((reason) => Object.values(reason).join(' ')).sort(), [...because].sort());
    if (preflight) assert.equal(report.preflight.state, preflight);
    if (assumes) assert.ok(report.assumptions.some(({ fact }) => fact === assumes), assumes);
    if (stack) assert.equal(recipes([report])[0]?.stack, stack);
  });
}

test('every pain has a case, each of a name of its own, and what is expected is something', () => {
  const numbers = new Set(pains.map(({ pain }) => pain));
  const missing = Array.from({ length: PAINS }, (_, index) => index + 1).filter((number) => !numbers.has(number));
  assert.deepEqual(missing, []);
  assert.equal(new Set(pains.map(({ pain, name }) => `${pain} ${name}`)).size, pains.length);
  for (const { name, why, expect } of pains) {
    assert.ok(why.length > 5, name);
    assert.ok(Boolean(expect.code ?? expect.note ?? expect.because ?? expect.preflight ?? expect.refuses), name);
  }
});

test('a pain that the demo shows says so there', () => {
  for (const { pain, name, situation } of pains) {
    if (!situation) continue;
    const shown = situations.find(({ id }) => id === situation);
    assert.ok(shown?.pain.includes(pain), `${name}: ${situation} is of ${shown?.pain}`);
  }
});
