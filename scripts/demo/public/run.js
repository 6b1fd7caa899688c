// Makes one request in the way asked for, in whatever global this is loaded: page, frame or worker.

/** How long a request may take before the demo moves on. */
const LIMIT = 5000;

/**
 * @param {() => Promise<any>} action
 * @param {string} late
 * @returns {Promise<{ outcome: 'ok' | 'error', detail: string, value?: any }>}
 */
export async function outcomeOf(action, late = 'no outcome') {
  try {
    const value = await Promise.race([
      action(),
      new Promise((_, reject) => setTimeout(() => reject(new Error(late)), LIMIT)),
    ]);
    if (value && typeof value === 'object' && 'outcome' in value)
      return { outcome: value.outcome, detail: value.detail, value };
    return { outcome: 'ok', detail: String(value ?? 'ok') };
  } catch (error) {
    return { outcome: 'error', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** @param {any} request */
export async function runRequest(request) {
  const { outcome, detail } = await outcomeOf(
    () => ways[request.via]?.(request) ?? Promise.reject(new Error('unknown way')),
  );
  return { outcome, detail };
}

/** @type {Record<string, (request: any) => Promise<any>>} */
const ways = {
  async fetch({ url, init = {}, unread, abortAfter }) {
    const signal = abortAfter === undefined ? undefined : AbortSignal.timeout(abortAfter);
    const response = await fetch(url, { ...init, signal });
    if (unread) {
      // Kept, so that nothing cancels the body either.
      /** @type {any} */ (globalThis).unread = response;
      return `${response.type} ${response.status}`;
    }
    await response.text();
    return `${response.type} ${response.status}`;
  },

  xhr: ({ url, init = {}, withCredentials, uploadListener }) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(init.method ?? 'GET', url);
      xhr.withCredentials = withCredentials === true;
      for (const [name, value] of Object.entries(init.headers ?? {})) xhr.setRequestHeader(name, String(value));
      if (uploadListener) xhr.upload.addEventListener('progress', () => {});
      xhr.addEventListener('load', () => resolve(`status ${xhr.status}`));
      xhr.addEventListener('error', () => reject(new Error('error event')));
      xhr.send(init.body ?? null);
    }),

  image: ({ url, crossorigin }) =>
    loading('img', (image) => {
      if (crossorigin) image.setAttribute('crossorigin', crossorigin);
      image.setAttribute('src', url);
    }),

  stylesheet: ({ url, crossorigin }) =>
    loading('link', (link) => {
      link.setAttribute('rel', 'stylesheet');
      if (crossorigin) link.setAttribute('crossorigin', crossorigin);
      link.setAttribute('href', url);
      document.head.append(link);
    }),

  font: async ({ url }) => {
    await new FontFace('demo', `url("${url}")`).load();
  },

  module: async ({ url }) => {
    await import(url);
  },

  eventsource: ({ url, withCredentials }) =>
    new Promise((resolve, reject) => {
      const source = new EventSource(url, { withCredentials: withCredentials === true });
      source.onopen = () => {
        source.close();
        resolve('open');
      };
      source.onerror = () => {
        source.close();
        reject(new Error('error event'));
      };
    }),

  // A beacon never tells how it went.
  async beacon({ url, init = {} }) {
    if (!navigator.sendBeacon(url, new Blob([init.body], { type: init.type }))) throw new Error('not queued');
    await new Promise((resolve) => setTimeout(resolve, 200));
    return 'queued';
  },
};

/** @param {string} name @param {(element: HTMLElement) => void} start */
function loading(name, start) {
  return new Promise((resolve, reject) => {
    const element = document.createElement(name);
    element.addEventListener('load', () => resolve('load'));
    element.addEventListener('error', () => reject(new Error('error event')));
    start(element);
  });
}
