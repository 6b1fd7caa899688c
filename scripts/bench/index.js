/**
 * `npm run bench`: what things cost, as ratios and averages of one run. Nothing here is a test: times differ from machine to
 * machine, ratios hardly do.
 */
import './captures.js';
import './fetch.js';
import './har.js';
