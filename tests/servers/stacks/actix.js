/** The application is `rust/src/bin/actix.rs`. */
import { startRust } from '../lib/rust.js';

/** actix-cors refuses a preflight without it, and has no setting for that; the granted ones have it. */
export const preflightsWithoutVary = true;

/** @param {import('../lib/start.js').Place} place */
export const start = (place) => startRust('actix', place);
