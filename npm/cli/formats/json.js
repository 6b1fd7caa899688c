/** One JSON document, when all is known. */
import { callData } from './data.js';

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const json = () => {
  /** @type {unknown[]} */
  const calls = [];
  /** @type {unknown[]} */
  const findings = [];
  /** @type {Record<string, unknown>} */
  const sections = {};
  return {
    call: (call) => { calls.push(callData(call)); return ''; },
    finding: (finding) => { findings.push(finding); return ''; },
    section: ({ name, data }) => { sections[name] = data; return ''; },
    end: () => `${JSON.stringify({ schema: 1, calls, findings, ...sections }, null, 2)}\n`,
  };
};
