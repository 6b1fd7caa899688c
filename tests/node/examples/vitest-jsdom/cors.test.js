import { installGlobal } from 'corscope/global';
import { afterEach, expect, test } from 'vitest';
import { broken, server } from './server.js';
import { loadOrders, saveOrder } from './shop.js';

let restore;
afterEach(() => restore());

test('the app may read and write orders', async () => {
  restore = installGlobal({ server });
  expect(await loadOrders()).toEqual([]);
  const bar = [];
  expect(await saveOrder({ item: 7 }, (part) => bar.push(part))).toBe(200);
  expect(bar).toEqual([1]);
});

test('the broken server', async () => {
  restore = installGlobal({ server: broken });
  expect(await loadOrders()).toEqual([]);
  // Script learns nothing but that; why, the console says.
  expect(await saveOrder({ item: 7 }, () => {})).toBe(200);
});
