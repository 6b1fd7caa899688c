/**
 * What runs inside the page: one request, made the way its initiator makes it. `perform` is sent to the browser as
 * source text, so it uses nothing from outside itself.
 */

/**
 * @typedef {{ outcome: 'allowed', type: string | null, status: number, headers: string[] | null }
 *   | { outcome: 'error' | 'rejected', message: string }} PageResult
 *   headers: the names script can read, null where the initiator has no way to read them
 */

/**
 * @param {any} request RequestInput of a case
 * @param {{ abortAfter: number | null }} options
 * @returns {Promise<PageResult>}
 */
export async function perform(request, options) {
  const initiator = request.initiator ?? 'fetch';
  const cors = request.mode === 'cors';
  const include = request.credentials === 'include';

  // In two words, so that a page mentions it only where the lab means it to: devtools look for the word in its scripts.
  const addressSpace = ['target', 'AddressSpace'].join('');

  /** @param {unknown} error */
  const messageOf = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

  /** The body whose derived Content-Type is the wanted one. A Blob would lower-case the type, hence the first two. */
  const makeBody = () => {
    if (!request.body) return undefined;
    const { contentType, stream } = request.body;
    if (stream) return new ReadableStream({ start(c) { c.enqueue(new Uint8Array([120])); c.close(); } });
    if (contentType === 'text/plain;charset=UTF-8') return 'x';
    if (contentType === 'application/x-www-form-urlencoded;charset=UTF-8') return new URLSearchParams('x=1');
    if (contentType === null) return new Uint8Array([120]);
    if (contentType.startsWith('multipart/form-data; boundary=----')) {
      const form = new FormData();
      form.append('x', '1');
      return form;
    }
    return new Blob(['x'], { type: contentType });
  };

  const byFetch = async () => {
    /** @type {any} */
    const init = {};
    for (const key of [
      'method', 'headers', 'mode', 'credentials', 'redirect', 'cache', 'referrerPolicy', addressSpace,
    ]) {
      if (request[key] !== undefined) init[key] = request[key];
    }
    const body = makeBody();
    if (body !== undefined) init.body = body;
    if (request.body?.stream) init.duplex = 'half';
    const abort = new AbortController();
    if (options.abortAfter !== null) {
      init.signal = abort.signal;
      setTimeout(() => abort.abort(), options.abortAfter);
    }
    /** @type {Request} */
    let made;
    try {
      made = new Request(request.url, init);
    } catch (error) {
      return { outcome: 'rejected', message: messageOf(error) };
    }
    // A Request forgets where its answer is to come from (seen in Chromium 156): only `fetch` itself says so.
    const direct = request[addressSpace] !== undefined && !request.body?.stream;
    const response = await (direct ? fetch(request.url, init) : fetch(made));
    const headers = [...response.headers.keys()];
    await response.text().catch(() => '');
    return { outcome: 'allowed', type: response.type, status: response.status, headers };
  };

  const byXhr = () => new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    try {
      xhr.open(request.method ?? 'GET', request.url);
      xhr.withCredentials = include;
      for (const [name, value] of request.headers ?? []) xhr.setRequestHeader(name, value);
      if (request.uploadListeners) xhr.upload.addEventListener('progress', () => {});
      xhr.onload = () => resolve({
        outcome: 'allowed',
        type: null,
        status: xhr.status,
        headers: xhr.getAllResponseHeaders().split('\r\n').filter(Boolean)
          .map((line) => line.slice(0, line.indexOf(':'))),
      });
      xhr.onerror = () => resolve({ outcome: 'error', message: 'error event' });
      xhr.send(/** @type {XMLHttpRequestBodyInit | undefined} */ (makeBody()));
    } catch (error) {
      resolve({ outcome: 'rejected', message: messageOf(error) });
    }
  });

  /** @param {HTMLElement} element @param {string} urlAttribute @param {string} [loaded] the event that tells of it */
  const byElement = (element, urlAttribute, loaded = 'load') => new Promise((resolve) => {
    if (cors) element.setAttribute('crossorigin', include ? 'use-credentials' : 'anonymous');
    /** @param {PageResult} result */
    const end = (result) => { element.remove(); resolve(result); };
    element.addEventListener(loaded, () => end({ outcome: 'allowed', type: null, status: 0, headers: null }));
    // Bytes that are no image or script end in an error whatever CORS said: the network's events decide then.
    element.addEventListener('error', () => end({ outcome: 'error', message: 'error event' }));
    element.setAttribute(urlAttribute, request.url);
    document.head.append(element);
  });

  const byEventSource = () => new Promise((resolve) => {
    const source = new EventSource(request.url, { withCredentials: include });
    source.onopen = () => { source.close(); resolve({ outcome: 'allowed', type: null, status: 200, headers: null }); };
    source.onerror = () => { source.close(); resolve({ outcome: 'error', message: 'error event' }); };
  });

  /** @param {string} tag @param {Record<string, string>} attributes */
  const element = (tag, attributes = {}) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  try {
    switch (initiator) {
      case 'fetch': return /** @type {PageResult} */ (await byFetch());
      case 'xmlhttprequest': return await byXhr();
      case 'image': return await byElement(element('img'), 'src');
      case 'script': return await byElement(element('script'), 'src');
      case 'module': return await byElement(element('script', { type: 'module' }), 'src');
      case 'stylesheet': return await byElement(element('link', { rel: 'stylesheet' }), 'href');
      case 'preload': return await byElement(element('link', { rel: 'preload', as: 'fetch' }), 'href');
      case 'media': return await byElement(element('video', { preload: 'auto' }), 'src', 'loadedmetadata');
      case 'font': {
        await new FontFace('lab', `url("${request.url}")`).load();
        return { outcome: 'allowed', type: null, status: 0, headers: null };
      }
      case 'eventsource': return await byEventSource();
      case 'beacon': {
        navigator.sendBeacon(request.url, makeBody());
        // A beacon tells script nothing; the driver decides by the network events.
        return { outcome: 'error', message: 'beacon' };
      }
      default: return { outcome: 'rejected', message: `the lab has no initiator ${initiator}` };
    }
  } catch (error) {
    return { outcome: 'error', message: messageOf(error) };
  }
}
