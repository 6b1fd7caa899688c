/** The options that describe a call, as curl has them, and what is wrong with them. */
import { DEFAULT_ENGINE } from '../engines.js';
import { isToken } from '../fetch/token.js';
import { isOrigin, originOf } from '../origin.js';
import { ENGINE } from './options.js';
import { maskOf } from './secrets.js';
import { UsageError } from './usage-error.js';

/** How a call is sent, whoever described it. @type {Record<string, import('./options.js').Option>} */
export const SENDING = {
  from: { type: 'string', value: 'ORIGIN', what: "the page's origin, such as https://app.example.com, or null for an opaque one" },
  credentials: { type: 'boolean', what: 'the page asks with `credentials: "include"`' },
  send: { type: 'boolean', what: 'send a request that may change something, too; otherwise only its preflight goes out' },
  engine: ENGINE,
  timeout: { type: 'string', value: 'SECONDS', what: 'how long to wait for each answer (30)' },
};

/** @type {Record<string, import('./options.js').Option>} */
export const DESCRIBING = {
  request: { type: 'string', short: 'X', value: 'METHOD', what: 'the method (GET; POST with --data)' },
  header: { type: 'string', short: 'H', value: "'NAME: VALUE'", multiple: true, what: 'a header that the page sets; a `Cookie` goes along with --credentials' },
  data: { type: 'string', short: 'd', value: 'TEXT', what: 'the body, as a page gives a string: text/plain, unless a Content-Type is set' },
};

/**
 * @param {string} url
 * @param {Record<string, any>} values
 * @returns {import('./send.js').Call}
 */
export function callOf(url, values) {
  const headers = (values.header ?? []).map(headerOf);
  const isCookie = (/** @type {[string, string]} */ [name]) => name.toLowerCase() === 'cookie';
  const method = values.request ?? (values.data === undefined ? 'GET' : 'POST');
  if (!isToken(method)) throw new UsageError(`--request: \`${method}\` is no method`);
  return {
    url: urlOf(url, 'URL'), origin: fromOf(values.from), method,
    headers: headers.filter((/** @type {[string, string]} */ header) => !isCookie(header)), body: values.data ?? null,
    credentials: values.credentials ? 'include' : 'same-origin',
    cookie: headers.filter(isCookie).map((/** @type {[string, string]} */ [, value]) => value).join('; ') || null,
  };
}

/** @param {Record<string, any>} values @returns {import('./send.js').How} */
export function howOf(values) {
  const seconds = Number(values.timeout ?? 30);
  if (!(seconds > 0 && seconds <= 86400)) throw new UsageError(`--timeout: \`${values.timeout}\` is no number of seconds above 0; write \`--timeout 30\``);
  return { engine: values.engine ?? DEFAULT_ENGINE, mayRun: Boolean(values.send), timeoutMs: Math.ceil(seconds * 1000), masked: maskOf(values) };
}

/** @param {string} text @param {string} name of the option, for the error */
export function urlOf(text, name) {
  if (URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol)) return new URL(text).href;
  const fixed = `https://${text.replace(/^[a-z]*:?\/\//iu, '')}`;
  throw new UsageError(maskOf({})(`${name}: \`${text}\` is no http or https URL${URL.canParse(fixed) ? `; did you mean \`${fixed}\`?` : ''}`));
}

/** @param {string | undefined} text */
export function fromOf(text) {
  if (text === undefined) throw new UsageError("--from: missing; it is the page's origin, such as `--from https://app.example.com`");
  if (isOrigin(text)) return text;
  const meant = originOf(text);
  throw new UsageError(`--from: \`${text}\` is no origin, which is scheme, host and port alone${meant === null ? '; write `--from https://app.example.com`'
    : `; did you mean \`--from ${meant}\`?`}`);
}

/** @param {string} line @returns {[string, string]} */
function headerOf(line) {
  const at = line.indexOf(':');
  const name = line.slice(0, at).trim();
  // The line may hold a secret, so it isn't repeated.
  if (at < 1 || !isToken(name)) throw new UsageError("--header: no name and value in it; write `-H 'X-Name: value'`");
  const value = line.slice(at + 1).trim();
  if (/[\0\r\n]/u.test(value) || /[^\0-\xff]/u.test(value)) throw new UsageError(`--header: the value of \`${name}\` holds what no header can hold`);
  return [name, value];
}
