/** From the marks of a Report to the pieces of one line: which bytes belong to which diagnostic or note. */

/** @import { Inline, Mark, Report } from './report-types.d.ts' */

/**
 * @typedef {object} PlacedMark
 * @property {number} finding whose it is: diagnostics count from 0, notes go on behind them
 * @property {'primary'|'secondary'|'note'} role
 * @property {'error'|'danger'|'warning'|'info'} severity
 * @property {number} from
 * @property {number} to
 * @property {Inline[]} label
 */

/**
 * A piece of a line: plain text, or a marked stretch that may hold others. Every code unit of the line appears in
 * exactly one text piece; `first` tells the first piece of a mark that had to be cut in two.
 * @typedef {{ text: string, at: number } | { mark: PlacedMark, first: boolean, inside: Piece[] }} Piece
 */

/**
 * @param {Report} report
 * @param {number} message
 * @param {number|'end-of-headers'} line
 * @returns {PlacedMark[]}
 */
export function marksOfLine(report, message, line) {
  /** @type {PlacedMark[]} */
  const found = [];
  const here = (/** @type {Mark|null|undefined} */ mark) => mark?.message === message && mark.line === line;
  report.diagnostics.forEach((diagnostic, finding) => {
    const { severity, primary, secondary } = diagnostic;
    if (here(primary)) {
      const { from, to } = primary;
      found.push({ finding, role: 'primary', severity, from, to, label: diagnostic.label });
    }
    for (const mark of secondary ?? []) {
      if (!here(mark)) continue;
      found.push({ finding, role: 'secondary', severity, from: mark.from, to: mark.to, label: mark.label });
    }
  });
  (report.notes ?? []).forEach(({ severity, headline, marks }, index) => {
    for (const { from, to } of (marks ?? []).filter(here)) {
      // Only what stands for a line that isn't there has to say by itself what it is.
      const label = line === 'end-of-headers' ? headline : [];
      found.push({ finding: findingOfNote(report, index), role: 'note', severity, from, to, label });
    }
  });
  return found;
}

/** @param {Report} report @param {number} index of the note */
export const findingOfNote = (report, index) => report.diagnostics.length + index;

/**
 * Nests marks the way elements must nest: a mark inside another becomes its child; one that sticks out is cut where
 * the other ends. A mark of no width stays, as a place between two characters.
 * @param {string} text
 * @param {PlacedMark[]} marks
 * @returns {Piece[]}
 */
export function pieces(text, marks) {
  const limit = text.length;
  const clipped = marks.map((mark) => {
    const from = clamp(mark.from, 0, limit);
    return { mark, from, to: clamp(mark.to, from, limit), first: true };
  });
  return nest(text, 0, limit, clipped);
}

/**
 * @typedef {{ mark: PlacedMark, from: number, to: number, first: boolean }} Span
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Span[]} spans all inside from..to
 * @returns {Piece[]}
 */
function nest(text, from, to, spans) {
  /** @type {Piece[]} */
  const out = [];
  let at = from;
  let rest = [...spans].sort(outerFirst);
  while (rest.length > 0) {
    const [outer, ...others] = rest;
    if (outer.from > at) out.push({ text: text.slice(at, outer.from), at });
    const inside = [];
    const after = [];
    for (const span of others) {
      if (span.from > outer.to || (span.from === outer.to && outer.from !== outer.to)) {
        after.push(span);
      } else if (span.to <= outer.to) {
        inside.push(span);
      } else {
        inside.push({ ...span, to: outer.to });
        after.push({ ...span, from: outer.to, first: false });
      }
    }
    // Two marks of no width at one place stand side by side: neither holds the other.
    const siblings = outer.from === outer.to ? inside : [];
    out.push({
      mark: outer.mark,
      first: outer.first,
      inside: nest(text, outer.from, outer.to, siblings.length > 0 ? [] : inside),
    });
    at = outer.to;
    rest = [...siblings, ...after].sort(outerFirst);
  }
  if (at < to) out.push({ text: text.slice(at, to), at });
  return out;
}

/** @param {Span} a @param {Span} b */
function outerFirst(a, b) {
  return a.from - b.from || b.to - a.to || a.mark.finding - b.mark.finding;
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
