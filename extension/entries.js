/** What of a HAR entry matters to the decision, and which entries were seen before. Pure: no browser API. */

/**
 * The part of a devtools entry that is kept. Bodies never are.
 * @typedef {Record<string, any>} Entry
 */

/**
 * A copy with what the core reads and nothing else: no bodies, no cookies' details, one frame of the stack.
 * @param {Entry} entry
 * @returns {Entry}
 */
export function slim(entry) {
  const { request = {}, response = {} } = entry;
  return {
    ...pick(entry, [
      'startedDateTime',
      'time',
      'serverIPAddress',
      'pageref',
      '_resourceType',
      '_fromCache',
      '_connectionId',
    ]),
    ...(entry._initiator ? { _initiator: slimInitiator(entry._initiator) } : {}),
    timings: pick(entry.timings ?? {}, ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive']),
    request: {
      ...pick(request, ['method', 'url', 'httpVersion', 'bodySize']),
      headers: lines(request.headers),
      // That there is a body, and of which type, is a fact of the request; what it says is nobody's business here.
      ...(request.postData ? { postData: pick(request.postData, ['mimeType']) } : {}),
    },
    response: {
      ...pick(response, [
        'status',
        'statusText',
        'httpVersion',
        'redirectURL',
        '_error',
        '_transferSize',
        '_fetchedViaServiceWorker',
      ]),
      headers: lines(response.headers),
      content: pick(response.content ?? {}, ['mimeType', 'size']),
    },
  };
}

/** @param {Entry} initiator */
function slimInitiator(initiator) {
  const kept = pick(initiator, ['type', 'url', 'requestId', 'lineNumber', 'columnNumber']);
  const frame = firstFrame(initiator.stack);
  return frame
    ? { ...kept, stack: { callFrames: [pick(frame, ['functionName', 'url', 'lineNumber', 'columnNumber'])] } }
    : kept;
}

/**
 * The innermost frame of the page's own script, also where the call itself began in another task.
 * @param {any} stack
 * @returns {Entry|undefined}
 */
function firstFrame(stack) {
  for (let part = stack; part; part = part.parent) {
    const frame = part.callFrames?.find((/** @type {Entry} */ one) => one.url);
    if (frame) return frame;
  }
  return undefined;
}

/** @param {any} headers */
function lines(headers) {
  return Array.isArray(headers) ? headers.map(({ name, value }) => ({ name, value })) : [];
}

/** @param {Entry} source @param {string[]} names */
function pick(source, names) {
  /** @type {Entry} */
  const kept = {};
  for (const name of names) if (source[name] !== undefined) kept[name] = source[name];
  return kept;
}

/** @param {Entry} entry */
const keyOf = ({ startedDateTime, request, _resourceType }) =>
  `${startedDateTime} ${request?.method} ${_resourceType ?? ''} ${request?.url}`;

/**
 * Two sources tell of the same entries: each event tells of one, and the log, asked now and then, of all. Entries have
 * no id, so equal ones are counted: what the log holds more of is new.
 */
export function createMerger() {
  /** @type {Map<string, { told: number, early: number }>} `early`: taken from the log before their event came */
  const known = new Map();

  return {
    /**
     * @param {Entry} entry
     * @returns {Entry[]} nothing if the log told of it before
     */
    finished(entry) {
      const count = countOf(entry);
      if (count.early > 0) {
        count.early -= 1;
        return [];
      }
      count.told += 1;
      return [slim(entry)];
    },

    /**
     * @param {Entry[]} entries all the log holds
     * @returns {Entry[]} those no event told of
     */
    listed(entries) {
      /** @type {Map<string, number>} */
      const here = new Map();
      const fresh = [];
      for (const entry of entries) {
        // Still under way: its own event or the next look tells how it ends.
        if (!settled(entry)) continue;
        const key = keyOf(entry);
        const nth = (here.get(key) ?? 0) + 1;
        here.set(key, nth);
        const count = countOf(entry);
        if (nth <= count.told) continue;
        count.told += 1;
        count.early += 1;
        fresh.push(slim(entry));
      }
      return fresh;
    },
  };

  /** @param {Entry} entry */
  function countOf(entry) {
    const key = keyOf(entry);
    let count = known.get(key);
    if (!count) known.set(key, (count = { told: 0, early: 0 }));
    return count;
  }
}

/** @param {Entry} entry */
function settled({ response }) {
  return response?.status > 0 || Boolean(response?._error);
}
