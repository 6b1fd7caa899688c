/** What rows and Reports of captures cost through the JavaScript API. */
import { readFileSync } from 'node:fs';
import { openCapture } from '../../npm/node.js';
import { microseconds, say } from './measure.js';

/** @type {{ recorded: { getHAR: any[] }[] }} */
const { recorded } = JSON.parse(readFileSync(new URL('../../tests/cases/har/chromium-demo.json', import.meta.url), 'utf8'));
const sample = recorded.flatMap((situation) => situation.getHAR);

/** Entries of a long session: the recorded ones again and again, each round a minute later and under paths of its own. */
function session(/** @type {number} */ count, from = 0) {
  return Array.from({ length: count - from }, (_, offset) => {
    const index = from + offset;
    const entry = structuredClone(sample[index % sample.length]);
    const round = Math.floor(index / sample.length);
    const path = (/** @type {string} */ url) => url.replace(/(:\d+)\//u, `$1/r${round % 50}/`);
    entry.startedDateTime = new Date(Date.parse(entry.startedDateTime) + round * 60_000).toISOString();
    entry.request.url = path(entry.request.url);
    entry.response.redirectURL = path(entry.response.redirectURL ?? '');
    return entry;
  });
}

// Rows.
const entries = session(sample.length * 10);
const fill = () => {
  const capture = openCapture();
  capture.add(entries);
  return capture;
};
const filled = fill();
const rows = filled.rows();
const added = microseconds(5, fill);
const listed = microseconds(20, () => filled.rows());
say('a row, judged: adding its entries, all in one call', added / rows.length, 'µs');
say('a row, read: rows()', listed / rows.length, 'µs');
const walk = microseconds(5, () => void JSON.stringify(entries));
say('adding against JSON.stringify of the same entries', added / walk, '×');

// Reports.
const ratios = rows.slice(0, 200).map(({ id }) => {
  const text = JSON.stringify(filled.report(id));
  const parse = microseconds(30, () => void JSON.parse(text));
  const report = microseconds(30, () => void filled.report(id));
  return { ratio: report / parse, report, bytes: text.length };
});
const mean = (/** @type {number[]} */ list) => list.reduce((sum, one) => sum + one, 0) / list.length;
say('a Report against JSON.parse of it', mean(ratios.map(({ ratio }) => ratio)), '×');
say('a Report', mean(ratios.map(({ report }) => report)), 'µs');
say('a Report, length', mean(ratios.map(({ bytes }) => bytes)) / 1000, 'kB');

// One by one in a long capture. The entries of each thousand are made just before, so that the garbage collector has the
// capture's own memory to look after and not the benchmark's.
const capture = openCapture();
/** @param {number} from @param {number} count */
function oneByOne(from, count) {
  const made = session(from + count, from);
  const start = performance.now();
  for (const entry of made) capture.add([entry]);
  return ((performance.now() - start) * 1000) / count;
}
const thousands = Array.from({ length: 20 }, (_, index) => oneByOne(index * 1000, 1000));
const early = Math.min(...thousands.slice(1, 4));
const late = Math.min(...thousands.slice(17));
say('an entry alone, after 1,000', early, 'µs');
say('an entry alone, after 17,000', late, 'µs');
say('late against early', late / early, '×');
