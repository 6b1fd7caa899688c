/**
 * Examples by symptom. Each is one of the test cases, so that what the page shows is what a browser was seen to do.
 */
import check from '../tests/cases/cors-check.json';
import credentials from '../tests/cases/cors-check-credentials.json';
import expose from '../tests/cases/expose-headers.json';
import redirect from '../tests/cases/redirect-origin-null.json';
import requestHeaders from '../tests/cases/request-headers.json';
import status from '../tests/cases/preflight-status.json';
import { EXAMPLES } from './example-names.js';

/** @import { Engine, Scenario } from '../npm/view/report-types.d.ts' */

/** @type {Record<string, { name: string, engine: string, scenario: unknown }[]>} */
const FILES = {
  'cors-check': check,
  'cors-check-credentials': credentials,
  'expose-headers': expose,
  'redirect-origin-null': redirect,
  'request-headers': requestHeaders,
  'preflight-status': status,
};

/** @type {{ id: string, symptom: string, engine: Engine, scenario: Scenario }[]} */
export const examples = EXAMPLES.map(({ file, name, symptom }) => {
  const found = FILES[file]?.find((each) => each.name === name);
  if (!found) throw new Error(`no case ${name} in ${file}.json`);
  return {
    id: name,
    symptom,
    engine: /** @type {Engine} */ (found.engine),
    scenario: /** @type {Scenario} */ (found.scenario),
  };
});
