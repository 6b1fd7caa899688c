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
      '_priority',
      '_fromCache',
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
 * no id, so equal ones are counted: what the log holds more of is new. The same entry is told again when there is more
 * in it than before; the core finds the earlier copy.
 */
export function createMerger() {
  /** @type {Map<string, { sizes: number[], early: number }>} `early`: taken from the log before their event came */
  const known = new Map();

  return {
    /**
     * @param {Entry} entry
     * @returns {Entry[]} nothing if the log told all of it before
     */
    finished(entry) {
      const count = countOf(entry);
      const size = sizeOf(entry);
      // Chromium may tell twice of one that was aborted; whether there were two, the log says.
      const again = count.sizes.length > 0 && isAborted(entry);
      if (count.early > 0 || again) {
        count.early = Math.max(0, count.early - 1);
        const smaller = count.sizes.findIndex((told) => told < size);
        if (smaller < 0) return [];
        count.sizes[smaller] = size;
      } else {
        count.sizes.push(size);
      }
      return [slim(entry)];
    },

    /**
     * @param {Entry[]} entries all the log holds
     * @returns {Entry[]} those no event told of, and those with more in them now
     */
    listed(entries) {
      /** @type {Map<string, number>} */
      const here = new Map();
      const fresh = [];
      for (const entry of entries) {
        // Still under way: its own event or the next look tells how it ends.
        if (!settled(entry)) continue;
        const key = keyOf(entry);
        const nth = here.get(key) ?? 0;
        here.set(key, nth + 1);
        const count = countOf(entry);
        const size = sizeOf(entry);
        if (nth >= count.sizes.length) count.early += 1;
        else if (size <= (count.sizes[nth] ?? 0)) continue;
        count.sizes[nth] = size;
        fresh.push(slim(entry));
      }
      return fresh;
    },
  };

  /** @param {Entry} entry */
  function countOf(entry) {
    const key = keyOf(entry);
    let count = known.get(key);
    if (!count) known.set(key, (count = { sizes: [], early: 0 }));
    return count;
  }
}

/**
 * Whether devtools may learn more: what went over the wire is told on its own way, and can come after the end.
 * @param {Entry} entry
 */
export const isThin = ({ response }) => !(response?.status > 0) && Boolean(response?._error);

/** @param {Entry} entry */
const isAborted = ({ response }) => response?._error === 'net::ERR_ABORTED';

/** How much is in it. @param {Entry} entry */
function sizeOf({ request, response }) {
  const lines = (request?.headers?.length ?? 0) + (response?.headers?.length ?? 0) + (response?._error ? 1000 : 0);
  return response?.status > 0 ? 10_000 + lines : lines;
}

/** @param {Entry} entry */
function settled({ response }) {
  return response?.status > 0 || Boolean(response?._error);
}
