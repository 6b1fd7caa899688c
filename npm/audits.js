/**
 * What a call shows beside its verdict, behind the notes that the evaluator has made; and what the calls of a capture show
 * together.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Row} Row
 * @typedef {import('./types.js').SessionReport} SessionReport
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { lazily } from './lazy.js';
import { told } from './told.js';

/**
 * @param {Report} report @param {() => Advice | null} advice null: it isn't loaded
 * @returns {Report} the same, with audits among its notes
 */
export function withAudits(report, advice) {
  const { notes } = report;
  return lazily(report, 'notes', advice, (loaded) => [
    ...notes, ...JSON.parse(loaded.audits(told(loaded, report))),
  ]);
}

/**
 * @param {SessionReport} session @param {() => Advice | null} advice null: it isn't loaded
 * @param {() => Row[]} rows of the capture, when they are looked at @param {(id: string) => Report} report of a row
 * @returns {SessionReport} the same, with audits as its notes
 */
export function withSessionAudits(session, advice, rows, report) {
  return lazily(session, 'notes', advice, (loaded) => {
    const audit = new loaded.SessionAudit();
    try {
      for (const { id, flags, startedAt, timing } of rows()) {
        // Most calls of most pages, and CORS has no say in them.
        if (flags.includes('same-origin')) continue;
        const one = report(id);
        const kept = one.assumptions.find(({ fact }) => fact === 'preflight')?.entry;
        audit.add(told(loaded, one), id, startedAt ?? 0, timing.preflight ?? undefined, Uint32Array.from(one.source?.entries ?? []), kept);
      }
      return JSON.parse(audit.notes());
    } finally {
      audit.free();
    }
  });
}
