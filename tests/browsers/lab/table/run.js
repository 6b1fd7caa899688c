/** `npm run lab:table`: measures, prints the table, and puts it into `tests/browsers/README.md`. */
import { parseArgs } from 'node:util';
import { measure } from './measure.js';
import { printTable, putTable } from './print.js';

const { values } = parseArgs({ options: { seed: { type: 'string', default: 'table1' }, count: { type: 'string', default: '5000' } } });
const run = { seed: values.seed, count: Number(values.count) };
const table = printTable(await measure(run.seed, run.count, (who) => process.stderr.write(`  ${who}\n`)), run);
putTable(table);
console.log(table);
process.exit();
