/** What Chromium tells over CDP of a page's requests, as the HAR entries that its devtools would write. */

/**
 * @typedef {Record<string, any>} Event
 * @typedef {{ url: string, method: string, headers: Record<string, string>, type: string, initiator: any, wallTime: number, start: number,
 *   hasBody: boolean, hasExtra: boolean | null, response: any, redirectUrl: string, answered: number | null, end: number | null,
 *   error: string | null, fromCache: boolean }} Hop
 * @typedef {{ hops: Hop[], requestExtras: Event[], responseExtras: Event[] }} Sequence of one request and its redirects
 */

export class CdpLog {
  /** @type {Map<string, Sequence>} */
  #sequences = new Map();

  /** @param {{ on(name: string, listener: (event: any) => void): unknown }} session */
  listen(session) {
    session.on('Network.requestWillBeSent', (event) => this.#sent(event));
    session.on('Network.requestWillBeSentExtraInfo', (event) => this.#of(event).requestExtras.push(event));
    session.on('Network.responseReceivedExtraInfo', (event) => this.#of(event).responseExtras.push(event));
    session.on('Network.responseReceived', (event) => this.#answered(event));
    session.on('Network.requestServedFromCache', (event) => this.#change(event, { fromCache: true }));
    session.on('Network.loadingFinished', (event) => this.#change(event, { end: event.timestamp }));
    session.on('Network.loadingFailed', (event) => this.#change(event, { end: event.timestamp, error: event.errorText || 'net::ERR_FAILED' }));
  }

  /** Of the requests that have ended, by their start. @returns {object[]} */
  entries() {
    const entries = [...this.#sequences.values()].flatMap(entriesOf);
    return entries.sort((left, right) => left.startedDateTime.localeCompare(right.startedDateTime));
  }

  /** Whether a request still waits for its answer's head, which is what CORS is decided by. */
  isWaiting() {
    return [...this.#sequences.values()].some(({ hops }) => {
      const last = hops.at(-1);
      return last !== undefined && last.response === null && last.end === null;
    });
  }

  /** @param {Event} event @returns {Sequence} */
  #of({ requestId }) {
    const known = this.#sequences.get(requestId);
    if (known) return known;
    const sequence = { hops: [], requestExtras: [], responseExtras: [] };
    this.#sequences.set(requestId, sequence);
    return sequence;
  }

  /** @param {Event} event @param {Partial<Hop>} change */
  #change(event, change) {
    const last = this.#of(event).hops.at(-1);
    if (last) Object.assign(last, change);
  }

  /** @param {Event} event */
  #sent(event) {
    const { request, type = 'Other', initiator, wallTime, timestamp, redirectResponse, redirectHasExtraInfo } = event;
    if (redirectResponse) {
      this.#change(event, {
        response: redirectResponse, redirectUrl: request.url, answered: timestamp, end: timestamp, hasExtra: Boolean(redirectHasExtraInfo),
      });
    }
    const { hops } = this.#of(event);
    hops.push({
      url: request.url, method: request.method, headers: request.headers, type, wallTime, start: timestamp, hasBody: Boolean(request.hasPostData),
      // A redirect is still the doing of who made the request.
      initiator: hops[0]?.initiator ?? initiator,
      hasExtra: null, response: null, redirectUrl: '', answered: null, end: null, error: null, fromCache: false,
    });
  }

  /** @param {Event} event */
  #answered(event) {
    const { response, timestamp, hasExtraInfo } = event;
    const fromCache = Boolean(response.fromDiskCache || response.fromPrefetchCache);
    this.#change(event, { response, answered: timestamp, hasExtra: Boolean(hasExtraInfo), ...(fromCache && { fromCache }) });
  }
}

/** @param {Sequence} sequence */
function entriesOf({ hops, requestExtras, responseExtras }) {
  // They come in the order of the hops, and before or after what they belong to.
  const [requests, responses] = [[...requestExtras], [...responseExtras]];
  return hops.flatMap((hop) => {
    // A hop whose response nobody told has some if any are left.
    const extras = hop.hasExtra === false ? [] : [requests.shift(), responses.shift()];
    return hop.end === null ? [] : [entryOf(hop, extras[0], extras[1])];
  });
}

/** @param {Hop} hop @param {Event} [sent] the lines on the wire @param {Event} [received] */
function entryOf(hop, sent, received) {
  const { response, start, answered } = hop;
  const end = /** @type {number} */ (hop.end);
  const [wait, receive] = [(answered ?? end) - start, end - (answered ?? end)].map((seconds) => Math.max(0, seconds * 1000));
  return {
    startedDateTime: new Date(hop.wallTime * 1000).toISOString(),
    time: wait + receive,
    timings: { wait, receive },
    _resourceType: hop.type.toLowerCase(),
    _initiator: hop.initiator,
    _fromCache: hop.fromCache ? 'disk' : undefined,
    request: {
      method: hop.method, url: hop.url, headers: listed(sent?.headers ?? hop.headers), bodySize: hop.hasBody ? -1 : 0, ...(hop.hasBody && { postData: {} }),
    },
    response: {
      status: received?.statusCode ?? response?.status ?? 0,
      headers: received?.headersText ? written(received.headersText) : listed(received?.headers ?? response?.headers ?? {}),
      redirectURL: hop.redirectUrl, _error: hop.error, _fetchedViaServiceWorker: Boolean(response?.fromServiceWorker),
    },
  };
}

/** CDP keeps several lines of one name as one value, with line breaks. @param {Record<string, string>} headers */
const listed = (headers) => Object.entries(headers).flatMap(([name, values]) => values.split('\n').map((value) => ({ name, value })));

/** @param {string} text a response's head, as it came */
const written = (text) => text.split('\r\n').slice(1).flatMap((line) => {
  const colon = line.indexOf(':');
  return colon > 0 ? [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }] : [];
});
