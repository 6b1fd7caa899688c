/**
 * What would make a fix less secure than it has to be. Written from the practice of CORS, without a look at what makes
 * fixes: no `*` with credentials, no `null`, no origin but the page's, nothing allowed that wasn't asked for.
 *
 * What the server says already is its own choice: only what the fix brings is judged.
 */
/** @typedef {[name: string, value: string][]} Lines */
/** @typedef {{ of: 'preflight' | 'request', hop: number }} Place */
/** @typedef {Place & { status: number, headers: Lines }} Answered */
/** @typedef {{ origin: string | null, methods: string[], headers: string[] }} Asked by one message or by more, of several engines */
/** @typedef {Place & { op: 'set' | 'append' | 'remove', name: string, value?: string, needed: string }} Edit */
/** @typedef {{ origin: string, credentials?: string }} Asker the report's request */
/**
 * @typedef {{ of: Place['of'], hop: number, was: Lines, now: Lines, after: Lines, asked: Asked, edits: Edit[], request: Asker }} Change
 *   of one answer; now: what the edits make of it, after: what is said to become of it
 */

const STATUS = ':status';
const ORIGIN = 'Access-Control-Allow-Origin';
const CREDENTIALS = 'Access-Control-Allow-Credentials';
const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';
const EXPOSED = 'Access-Control-Expose-Headers';
const VARY = 'Vary';

/** Of any answer. Not Access-Control-Max-Age, which never helps a call and may keep a permission for longer. */
const TOUCHABLE = [ORIGIN, CREDENTIALS, METHODS, HEADERS, EXPOSED, VARY].map((name) => name.toLowerCase());

/** @param {string} a @param {string} b */
const isName = (a, b) => a.toLowerCase() === b.toLowerCase();

/** JavaScript's `trim` takes more than HTTP's. @param {string} value */
const trimmed = (value) => value.replace(/^[\t ]+|[\t ]+$/gu, '');

/** @param {Lines} lines @param {string} name @returns {string[]} one for each line */
const valuesOf = (lines, name) => lines.filter(([other]) => isName(other, name)).map(([, value]) => trimmed(value));

/** @param {Lines} lines @param {string} name @returns {string[]} of all its lines; a method is another one in other letters */
const membersOf = (lines, name) => valuesOf(lines, name).flatMap((value) => value.split(',')).map(trimmed).filter(Boolean)
  .map((member) => (name === METHODS ? member : member.toLowerCase()));

/** @param {Answered} answer @returns {Lines} with the status as one of them */
const linesOf = ({ status, headers }) => [[STATUS, String(status)], ...headers];

/** @param {Edit[]} edits @param {string} name */
const touches = (edits, name) => edits.some((edit) => isName(edit.name, name));

/** @param {Lines} lines @param {Edit[]} edits @returns {Lines} */
function edited(lines, edits) {
  let made = lines;
  for (const { op, name, value = '' } of edits) {
    const kept = op === 'append' ? made : made.filter(([other]) => !isName(other, name));
    made = op === 'remove' ? kept : [...kept, [name, value]];
  }
  return made;
}

/** The order of lines matters only within a name. @param {Change} change */
const notAsEdited = ({ now, after }) => [...new Set([...now, ...after].map(([name]) => name.toLowerCase()))]
  .filter((name) => JSON.stringify(valuesOf(now, name)) !== JSON.stringify(valuesOf(after, name)))
  .map((name) => `${name} is not what the edits make of it`);

/** A security header least of all; a status only where a preflight or a redirect gets an answer of its own. @param {Change} change */
const touchedOthers = ({ of, was, edits }) => edits
  .filter(({ name }) => !TOUCHABLE.includes(name.toLowerCase())
    && !(name === STATUS && (of === 'preflight' || valuesOf(was, STATUS)[0].startsWith('3'))))
  .map(({ op, name }) => `${op} of ${name}, which is not for a fix to touch`);

/** A line break would begin another header. @param {Change} change */
const badValue = ({ edits }) => edits
  .filter(({ op, name, value }) => (name === STATUS ? op !== 'set' || !/^2\d\d$/u.test(value ?? '')
    : op !== 'remove' && (value === undefined || /[\0\r\n]/u.test(value))))
  .map(({ op, name, value }) => `${op} of ${name}, with the value ${JSON.stringify(value)}`);

/** @param {Change} change */
function anyOrigin({ now, asked, request }) {
  // Where nobody knows the mode, the request may have credentials.
  const may = !['omit', 'same-origin'].includes(request.credentials ?? '') || valuesOf(now, CREDENTIALS).includes('true');
  return [
    ...(may ? [`${ORIGIN}: * with credentials`] : []),
    ...(asked.origin === 'null' ? [] : [`${ORIGIN}: * for ${asked.origin ?? 'no origin'}, which is not opaque`]),
  ];
}

/** @param {Change} change */
const oneOrigin = ({ now, request }) => [
  ...(valuesOf(now, ORIGIN)[0] === request.origin ? [] : [`${ORIGIN} is not the page's ${request.origin}`]),
  // Else a cache serves one origin's answer to another.
  ...(membersOf(now, VARY).some((name) => name === 'origin' || name === '*') ? [] : [`a specific ${ORIGIN} without ${VARY}: Origin`]),
];

/** @param {Change} change @returns {string[]} */
function badOrigin(change) {
  const values = valuesOf(change.now, ORIGIN);
  if (!touches(change.edits, ORIGIN) || !values.length) return [];
  // A sandboxed frame of anybody's has the origin `null`.
  if (membersOf(change.now, ORIGIN).includes('null')) return [`${ORIGIN}: null, which any page can be`];
  if (values.length > 1 || values[0].includes(',')) return [`${ORIGIN} has several values`];
  return values[0] === '*' ? anyOrigin(change) : oneOrigin(change);
}

/** @param {Change} change @returns {string[]} */
function badCredentials({ hop, now, edits, request }) {
  const values = valuesOf(now, CREDENTIALS);
  if (!touches(edits, CREDENTIALS) || !values.length) return [];
  // A `null` or `*` of the server's own isn't to be trusted with them either.
  const origins = valuesOf(now, ORIGIN).join(', ');
  return [
    ...values.filter((value) => value !== 'true').map((value) => `${CREDENTIALS} says ${value}, not true`),
    // WebKit holds what a redirect from the page's own origin leads to by the credentials that the request began with.
    ...(request.credentials === 'include' || (request.credentials === 'same-origin' && hop > 0) ? [] : [`${CREDENTIALS} for a request of credentials mode ${request.credentials}`]),
    ...(origins === request.origin && origins !== 'null' ? [] : [`${CREDENTIALS} for ${origins || 'no origin'}, not for the page's origin alone`]),
  ];
}

/** @param {Change} change */
function unasked({ was, now, asked }) {
  /** @type {Record<string, string[]>} */
  const wanted = { [METHODS]: asked.methods, [HEADERS]: asked.headers.map((name) => name.toLowerCase()), [EXPOSED]: [] };
  // A method may be called `*`: then there is no other way to list it.
  return Object.entries(wanted).flatMap(([name, asks]) => membersOf(now, name)
    .filter((member) => !membersOf(was, name).includes(member) && !asks.includes(member))
    .map((member) => `${name} lists ${member}, which nobody asked for`));
}

/** @param {Change} change */
const badVary = ({ was, now, edits }) => [
  ...membersOf(was, VARY).filter((name) => !membersOf(now, VARY).includes(name)).map((name) => `${VARY} loses ${name}`),
  ...edits.filter(({ name, needed }) => isName(name, VARY) && needed !== 'safety').map(({ needed }) => `the edit of ${VARY} is marked ${needed}, not safety`),
];

const RULES = [notAsEdited, touchedOthers, badValue, badOrigin, badCredentials, unasked, badVary];

/** @param {Place} place */
const told = ({ of, hop }) => `${of} of hop ${hop}`;

/**
 * @param {{ edits: Edit[] }} fix
 * @param {{ request: Asker, before: Answered[], after: Answered[], asked: Asked[] }} answers one of each for every answer
 * @returns {string[]} what is unsafe about it, for people
 */
export function unsafePatterns({ edits }, { request, before, after, asked }) {
  const places = before.map(told);
  if (after.map(told).join() !== places.join() || asked.length !== places.length) return ['not the same answers before and after'];
  const nowhere = edits.filter((edit) => !places.includes(told(edit))).map((edit) => `${told(edit)}: it is edited, and is not there`);
  return nowhere.concat(before.flatMap((answer, index) => {
    const own = edits.filter((edit) => told(edit) === places[index]);
    const was = linesOf(answer);
    const change = { of: answer.of, hop: answer.hop, was, now: edited(was, own), after: linesOf(after[index]), asked: asked[index], edits: own, request };
    return RULES.flatMap((rule) => rule(change)).map((what) => `${places[index]}: ${what}`);
  }));
}
