/** `corscope har`: every call of a capture. */
import { words } from '../document.js';
import { judgeOf } from '../exit.js';
import { bytesOf } from '../har/file.js';
import { callsOf } from '../har/calls.js';
import { keepYoungSmall } from '../har/young.js';
import { ENGINE, REPORTING } from '../options.js';
import { openOutput } from '../output.js';
import { printable } from '../printable.js';
import { progressOf } from '../progress.js';
import { maskOf, rowMaskOf } from '../secrets.js';
import { UsageError } from '../usage-error.js';

/** @typedef {import('../document.js').Severity} Severity */

/** @type {import('../options.js').Command} */
export const har = {
  about: 'explains every call of a HAR file, as devtools save them',
  usage: 'corscope har FILE… (`-` is what comes by a pipe; a file may be gzipped)',
  words: 'FILE',
  options: {
    engine: { ...ENGINE, what: `${ENGINE.what}; otherwise the browser that wrote the file` },
    notes: { type: 'boolean', what: 'what is found beside the verdicts, in each call and in all together; takes a while for a large file' },
    ...REPORTING,
  },
  examples: [
    ['corscope har page.har', 'what was blocked, and why?'],
    ['gzip -dc calls.har.gz | corscope har - --format ndjson', 'a line for each call, for a program'],
    ['corscope har *.har --fail-on warning --format sarif > cors.sarif', 'for a code scanning service'],
  ],
  async run({ values, words: files }) {
    if (files.filter((file) => file === '-').length > 1) throw new UsageError('FILE: `-` can be read once');
    keepYoungSmall();
    const judge = judgeOf(values['fail-on']);
    const looks = Boolean(values.notes) || values['fail-on'].some((/** @type {string} */ one) => ['danger', 'warning', 'info'].includes(one));
    const output = openOutput(values.format);
    try {
      for (const file of files) await oneFile(file, { engine: values.engine, looks, masked: maskOf(values), maskedRow: rowMaskOf(values), output, judge });
    } finally {
      // What was printed so far is whole.
      output.end();
    }
    return judge.code();
  },
};

/**
 * @param {string} file
 * @param {{ engine?: string, looks: boolean, masked: import('../secrets.js').Mask, maskedRow: ReturnType<typeof rowMaskOf>,
 *   output: import('../document.js').Format, judge: ReturnType<typeof judgeOf> }} how
 *   looks: at what is beside the verdicts, too
 */
async function oneFile(file, { engine, looks, masked, maskedRow, output, judge }) {
  const progress = progressOf(file);
  let hasDropped = false;
  try {
    for await (const { rows, capture, isLast } of callsOf(file, bytesOf(file, progress.at), { engine })) {
      progress.done();
      hasDropped ||= !isLast;
      for (const row of rows) {
        const call = { file, row: maskedRow(row), report: () => masked(capture.report(row.id)), isAlone: false };
        output.call(call);
        // A request that failed for another reason is no finding about CORS.
        if (row.verdict !== 'allowed' && row.verdict !== 'failed') judge.verdict(row.verdict);
        if (!looks || row.flags.includes('same-origin')) continue;
        const { notes } = call.report();
        judge.findings(notes);
        if (row.verdict === 'allowed') for (const note of notes) output.finding({ ...findingOf(note), url: row.url, file });
      }
      if (!isLast) continue;
      if (looks) {
        const { notes } = masked(capture.session());
        judge.findings(notes);
        for (const note of notes) output.finding({ ...findingOf(note), file });
      }
      for (const { index, field, reason } of capture.skipped()) say(`${file}: entry ${index} could not be read: ${field ? `${field}: ` : ''}${reason}`);
    }
  } finally {
    progress.done();
  }
  if (hasDropped) say(`${file}: more than is held at once, so calls that lie far apart were judged without each other`);
}

/** @param {import('../../types.js').Note} note */
const findingOf = ({ code, severity, headline }) => ({ code, severity: /** @type {Severity} */ (severity), headline: words(headline) });

/** @param {string} text */
const say = (text) => process.stderr.write(`corscope: ${printable(text)}\n`);
