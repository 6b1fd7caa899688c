/** The application is `apps/express.js`. */
import { startApp } from '../lib/app.js';

/** @param {import('../lib/start.js').Place} place */
export const start = (place) => startApp('express', place);
