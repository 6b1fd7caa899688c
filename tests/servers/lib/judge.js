/** Our own engines judge: a call goes out message by message, as that engine would send it, and the server really answers. */
import { explain, recipes, simulate } from '../../../npm/node.js';
import { CALLS, NEEDED, pages } from './calls.js';
import { ask } from './wire.js';

/** @typedef {import('../../../npm/types.js').Recipe} Recipe */
/** @typedef {import('../../../npm/types.js').Engine} Engine */

/** @type {Engine[]} */
const ENGINES = ['standard', 'chromium', 'firefox', 'webkit'];

/** @param {import('./calls.js').Call} call @param {string} base @param {number} pagePort */
const requestOf = ({ path, method = 'GET', headers = [], credentials = 'omit', from = 'app' }, base, pagePort) => ({
  url: base + path,
  origin: pages(pagePort)[from],
  method,
  headers,
  credentials,
  ...(method === 'PUT' ? { body: { contentType: 'application/json' } } : {}),
});

/**
 * The recipe for a server that says nothing of CORS yet, except what it exposes.
 * @param {string} stack @param {string} base @param {number} pagePort @returns {Recipe}
 */
export function recipeFor(stack, base, pagePort) {
  const reports = NEEDED.map((call) => {
    const request = requestOf(call, base, pagePort);
    const sent = { kind: /** @type {const} */ ('request'), hop: 0, method: 'GET', url: request.url, headers: [] };
    /** @type {[string, string][]} */
    const headers = [['Access-Control-Expose-Headers', 'X-Total-Count']];
    const exchanges = call.method === undefined ? [{ sent, received: { status: 200, headers } }] : [];
    return explain({ schema: 1, request, exchanges });
  });
  const [recipe] = recipes(reports, stack);
  if (recipe === undefined) throw new Error(`no recipe for ${stack}`);
  return recipe;
}

/**
 * @param {string} base the server's origin @param {number} pagePort
 * @param {boolean} [preflightsWithoutVary] what answers to OPTIONS may do without: no cache keeps them (RFC 9110, 9.3.7)
 * @returns {Promise<{ call: string, problems: string[] }[]>}
 */
export async function judge(base, pagePort, preflightsWithoutVary = false) {
  const results = [];
  for (const call of CALLS) {
    const problems = [];
    for (const engine of ENGINES) {
      for (const problem of await problemsOf(call, base, pagePort, engine, preflightsWithoutVary)) problems.push(`${engine}: ${problem}`);
    }
    results.push({ call: call.name, problems });
  }
  const { headers } = await ask('GET', `${base}/ok`, []);
  const bare = headers.filter(([name]) => /^access-control-allow-origin$/iu.test(name)).map(([, value]) => `${value} is allowed unasked`);
  if (!varies(headers)) bare.push('no Vary: Origin');
  results.push({ call: 'without Origin', problems: bare });
  return results;
}

/**
 * @param {import('./calls.js').Call} call @param {string} base @param {number} pagePort @param {Engine} engine
 * @param {boolean} preflightsWithoutVary
 * @returns {Promise<string[]>}
 */
async function problemsOf(call, base, pagePort, engine, preflightsWithoutVary) {
  const request = requestOf(call, base, pagePort);
  /** @type {string[]} */
  const problems = [];
  /** @type {{ kind: string, status: number }[]} */
  const seen = [];
  const report = await simulate(request, async (outgoing) => {
    const lines = [...outgoing.headers];
    if (outgoing.kind === 'request' && call.credentials === 'include') lines.push(['Cookie', 'session=1']);
    const answer = await ask(outgoing.method, outgoing.url, lines);
    seen.push({ kind: outgoing.kind, status: answer.status });
    const mayLack = preflightsWithoutVary && outgoing.kind === 'preflight';
    if (!mayLack && !varies(answer.headers)) problems.push(`no Vary: Origin on the ${answer.status} to ${outgoing.method}`);
    if (call.from && call.from !== 'app' && answer.headers.some(([name]) => /^access-control-allow-origin$/iu.test(name))) {
      problems.push(`Access-Control-Allow-Origin for ${request.origin}`);
    }
    return answer;
  }, { engine });
  const last = seen.at(-1);
  const wanted = call.status === undefined ? 'blocked' : 'allowed';
  if (report.verdict !== wanted) {
    problems.push(`${report.verdict} instead of ${wanted} (${report.cause?.code ?? 'no cause'}, ${last?.kind} ${last?.status})`);
  }
  if (call.status !== undefined && report.verdict === 'allowed' && last?.status !== call.status) {
    problems.push(`status ${last?.status} instead of ${call.status}`);
  }
  if (call.path === '/ok' && call.status === 200 && !report.exposed.includes('x-total-count')) problems.push('X-Total-Count is not readable');
  const preflighted = seen.some(({ kind }) => kind === 'preflight');
  if (call.preflight !== undefined && preflighted !== call.preflight) problems.push(preflighted ? 'a preflight' : 'no preflight');
  return problems;
}

/** @param {[string, string][]} headers */
const varies = (headers) => headers.some(([name, value]) => (
  name.toLowerCase() === 'vary' && value.split(',').some((one) => one.trim().toLowerCase() === 'origin')));
