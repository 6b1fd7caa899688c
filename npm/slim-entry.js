/**
 * Entries carry bodies, cookies, timings and whole stacks that nothing here reads. They are left behind before an entry
 * is turned into text; what is wrong in the rest is for the reader behind to say, so nothing is checked here.
 */

/**
 * @param {unknown[]} entries
 * @returns {string} JSON
 */
export const slimEntries = (entries) => `[${entries.map((entry) => JSON.stringify(slimEntry(entry)) ?? null).join()}]`;

/** @param {any} entry */
function slimEntry(entry) {
  if (!isObject(entry)) return entry ?? null;
  return {
    startedDateTime: entry.startedDateTime,
    time: entry.time,
    timings: slimTimings(entry),
    pageref: entry.pageref,
    _resourceType: entry._resourceType,
    _priority: entry._priority,
    _fromCache: entry._fromCache,
    _fetchedViaServiceWorker: entry._fetchedViaServiceWorker,
    _initiator: slimInitiator(entry._initiator),
    request: slimRequest(entry.request),
    response: slimResponse(entry.response),
  };
}

/** Without an answer, it matters whether its end was written down. @param {any} entry */
function slimTimings({ timings, response }) {
  if (!isObject(timings)) return undefined;
  if (timings.receive > 0) return { receive: timings.receive };
  return response?.status > 0 ? undefined : { wait: timings.wait };
}

/** @param {any} request */
function slimRequest(request) {
  if (!isObject(request)) return request;
  const { method, url, headers, bodySize, postData } = request;
  return { method, url, headers: slimHeaders(headers), bodySize, postData: postData && true };
}

/** @param {any} response */
function slimResponse(response) {
  if (!isObject(response)) return response;
  const { status, headers, redirectURL, _error, _fetchedViaServiceWorker } = response;
  return { status, headers: slimHeaders(headers), redirectURL, _error, _fetchedViaServiceWorker };
}

/** Stands in no header; separates names and values. */
const SEPARATOR = '\x7f';

/**
 * Names and values in turn as one text, which crosses several times as fast as a list of objects. A list with something
 * odd in it stays as it is.
 * @param {any} headers
 */
function slimHeaders(headers) {
  if (!Array.isArray(headers)) return headers;
  let text = '';
  for (const header of headers) {
    if (!isObject(header)) return headers;
    const { name, value } = header;
    if (typeof name !== 'string' || typeof value !== 'string') return headers;
    if (name.includes(SEPARATOR) || value.includes(SEPARATOR)) return headers;
    text += name + SEPARATOR + value + SEPARATOR;
  }
  return text;
}

/** Only the frame that the request is put down to. @param {any} initiator */
function slimInitiator(initiator) {
  if (!isObject(initiator)) return initiator;
  const { type, requestId, url, lineNumber, columnNumber } = initiator;
  let { stack } = initiator;
  for (let depth = 0; isObject(stack) && depth < 32; depth += 1, stack = stack.parent) {
    const frame = Array.isArray(stack.callFrames) && stack.callFrames.find((/** @type {any} */ one) => one?.url);
    if (frame) {
      const { url: script, lineNumber: line, columnNumber: column } = frame;
      return { type, requestId, url: script, lineNumber: line, columnNumber: column };
    }
  }
  return { type, requestId, url, lineNumber, columnNumber };
}

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => value !== null && typeof value === 'object';
