// The matchers' types, as the test runners show them; `tsc` is the test.
import { expect as ofJest } from '@jest/globals';
import { expect as ofVitest } from 'vitest';
import { expect as ofPlaywright, test as ofPage } from '../../npm/matchers/playwright.js';
import '../../npm/matchers/jest.js';
import { accessTable } from '../../npm/matchers/vitest.js';
import { ask, assertExposesHeaders } from '../../npm/matchers/node-test.js';

const app: unknown = null;
const call = { from: 'https://app.example.com', path: '/', method: 'PUT', headers: { 'X-Id': '1' }, credentials: true, engines: ['firefox' as const] };

export const done: Promise<void>[] = [
  ofVitest(app).toAllowCors(call), ofVitest(app).not.toBlockCors({ ...call, code: 'allow-origin-missing' }),
  ofVitest(app).toNeedPreflight(call), ofVitest(app).toExposeHeaders(['x-total'], call),
  ofJest(app).toAllowCors(call), ofJest(app).not.toBlockCors({ ...call, code: 'allow-origin-missing' }),
  ofJest(app).toNeedPreflight(call), ofJest(app).toExposeHeaders(['x-total'], call),
  ofPlaywright(app).toAllowCors(call), ofPlaywright(app).not.toBlockCors({ ...call, code: 'allow-origin-missing' }),
  assertExposesHeaders(app, ['x-total'], call),
];
export const table: Promise<string> = accessTable(app, { origins: ['null'], methods: ['GET'], path: '/' });
export const verdicts: Promise<string[]> = ask(app, call).then((reports) => reports.map(({ verdict }) => verdict));
ofPage.use({ mayBeBlocked: ['/invoices', /legacy/u] });

// @ts-expect-error -- a page has an origin
ofVitest(app).toAllowCors({ path: '/' });
// @ts-expect-error -- there is no such engine
ofJest(app).toAllowCors({ ...call, engines: ['ie'] });
// @ts-expect-error -- a header's name is a string
ofVitest(app).toExposeHeaders('x-total', call);
