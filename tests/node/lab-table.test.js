// The table of tests/browsers/README.md is one that `npm run lab:table` prints, of the browsers and versions in use.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMPARED } from '../browsers/lab/engines.js';
import { ENVIRONMENTS } from '../browsers/lab/table/environments.js';
import { NAMES } from '../browsers/lab/table/measure.js';
import { printTable, tableIn } from '../browsers/lab/table/print.js';

const [about = '', blank, head, rule, ...rows] = tableIn().split('\n');
const cells = rows.map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));

test('it is laid out as the command prints it', () => {
  assert.match(about, /^\d+ scenarios of seed `[a-z0-9]+`$/);
  assert.deepEqual([blank, head, rule], printTable([], { seed: 'x', count: 1 }).split('\n').slice(1));
  for (const row of rows) assert.match(row, /^\| [^|]+ \| \d+(\.\d+)+ \| \d+ \|( \d+\.\d\d % \|){2} (\d+\.\d\d %|–) \|$/);
});

test('it has a row for everything that is measured', () => {
  const wanted = [...COMPARED.map((engine) => `Corscope as ${NAMES[engine]}`), ...ENVIRONMENTS.map(({ name }) => name)];
  assert.deepEqual(cells.map(([who]) => who), wanted);
});

test('its versions of npm packages are the installed ones', () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const name of ['jsdom', 'happy-dom']) {
    assert.equal(cells.find(([who]) => who?.endsWith(` ${name}`))?.[1], devDependencies[name]);
  }
});
