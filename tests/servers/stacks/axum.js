/** The application is `rust/src/bin/axum.rs`. */
import { startRust } from '../lib/rust.js';

/** @param {import('../lib/start.js').Place} place */
export const start = (place) => startRust('axum', place);
