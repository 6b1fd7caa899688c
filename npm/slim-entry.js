/**
 * Entries carry bodies, cookies, timings and whole stacks that nothing here reads. They are left behind before an entry
 * is turned into text; what is wrong in the rest is for the reader behind to say, so nothing is checked here.
 */

/**
 * @param {unknown[]} entries
 * @returns {string} JSON
 */
export const slimEntries = (entries) => JSON.stringify(entries.map(slimEntry));

/** @param {any} entry */
function slimEntry(entry) {
  if (!isObject(entry)) return entry ?? null;
  return {
    startedDateTime: entry.startedDateTime,
    time: entry.time,
    pageref: entry.pageref,
    connection: entry.connection,
    _connectionId: entry._connectionId,
    _resourceType: entry._resourceType,
    _fromCache: entry._fromCache,
    _fetchedViaServiceWorker: entry._fetchedViaServiceWorker,
    _initiator: slimInitiator(entry._initiator),
    request: slimRequest(entry.request),
    response: slimResponse(entry.response),
  };
}

/** @param {any} request */
function slimRequest(request) {
  if (!isObject(request)) return request;
  const { method, url, headers, bodySize, postData } = request;
  return { method, url, headers, bodySize, postData: postData && true };
}

/** @param {any} response */
function slimResponse(response) {
  if (!isObject(response)) return response;
  const { status, headers, redirectURL, _error, _fetchedViaServiceWorker } = response;
  return { status, headers, redirectURL, _error, _fetchedViaServiceWorker };
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
