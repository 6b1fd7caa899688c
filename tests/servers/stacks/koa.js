/** The application is `apps/koa.js`. */
import { startApp } from '../lib/app.js';

/** @param {import('../lib/start.js').Place} place */
export const start = (place) => startApp('koa', place);
