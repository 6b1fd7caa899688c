/** `XMLHttpRequest` of the XHR standard, whose calls the core judges. `open()` to `abort()`, in the order of its steps. */
import { Answer } from './answer.js';
import { eventHandlers, isListenedTo } from './event-targets.js';
import { extract } from '../fetch/extract.js';
import { isToken } from '../fetch/token.js';
import { parseMimeType } from './mime-type.js';
import { headerValue, isForbiddenMethod, normalisedMethod, requestOf } from './request-parts.js';
import { Sending } from './sending.js';

/** @typedef {import('./environment.js').Environment} Environment */

const STATES = { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 };
const { UNSENT, OPENED, HEADERS_RECEIVED, LOADING, DONE } = STATES;
const RESPONSE_TYPES = ['', 'arraybuffer', 'blob', 'document', 'json', 'text'];

/** Milliseconds between two events `progress`. */
const ROUGHLY = 50;

/**
 * @param {Environment} page
 * @param {{ XMLHttpRequestEventTarget: any, XMLHttpRequestUpload: any }} targets
 * @param {() => { origin: string, make: import('./sending.js').Caller }} caller of now
 * @param {(why: unknown) => void} tell what kept script from the answer: a Report, or what was thrown
 */
export function xmlHttpRequestOf(page, { XMLHttpRequestEventTarget, XMLHttpRequestUpload }, caller, tell) {
  const { Event, ProgressEvent, DOMException } = page.classes;
  const refuse = (/** @type {string} */ name, /** @type {string} */ why) => new DOMException(why, name);
  const progress = (/** @type {any} */ target, /** @type {string} */ type, loaded = 0, total = 0) => {
    target.dispatchEvent(new ProgressEvent(type, { lengthComputable: total > 0, loaded, total }));
  };

  class XMLHttpRequest extends XMLHttpRequestEventTarget {
    #state = UNSENT;
    #method = 'GET';
    #url = '';
    /** @type {[string, string][]} */
    #headers = [];
    #withCredentials = false;
    #timeout = 0;
    #responseType = '';
    /** @type {import('node:util').MIMEType | null} */
    #override = null;
    #upload = new XMLHttpRequestUpload();
    #isSent = false;
    #uploadIsHeard = false;
    #uploadIsComplete = false;
    #answer = new Answer();
    /** @type {Sending | null} */
    #sending = null;

    get [Symbol.toStringTag]() { return 'XMLHttpRequest'; }
    get readyState() { return this.#state; }
    get upload() { return this.#upload; }
    get status() { return this.#answer.status; }
    get statusText() { return this.#answer.statusText; }
    get responseURL() { return this.#answer.url; }

    /** @param {string} method @param {string | URL} url @param {unknown[]} more async, user name and password */
    open(method, url, ...more) {
      const [, username = null, password = null] = more;
      if (!isToken(method)) throw refuse('SyntaxError', `open: \`${method}\` is no HTTP method`);
      if (isForbiddenMethod(String(method))) throw refuse('SecurityError', `open: pages may not use the method ${method}`);
      if (!URL.canParse(String(url), page.base())) throw refuse('SyntaxError', `open: \`${url}\` is no URL`);
      const parsed = new URL(String(url), page.base());
      if (parsed.host && username !== null) parsed.username = String(username);
      if (parsed.host && password !== null) parsed.password = String(password);
      if (more.length > 0 && !more[0]) {
        throw refuse('InvalidAccessError', 'open: a synchronous XMLHttpRequest is not possible here, as the answer, and that of a preflight, '
          + 'comes to the thread that would have to wait for it; leave out `async`, or say `true`');
      }
      this.#terminate();
      this.#isSent = false;
      this.#uploadIsHeard = false;
      this.#method = normalisedMethod(String(method));
      this.#url = parsed.href;
      this.#headers = [];
      this.#answer = new Answer();
      if (this.#state !== OPENED) this.#enter(OPENED);
    }

    /** @param {string} name @param {string} value */
    setRequestHeader(name, value) {
      this.#mustBeOpen('setRequestHeader');
      if (/[^\0-\xff]/u.test(`${name}${value}`)) throw new TypeError('setRequestHeader: a header can’t hold characters above U+00FF');
      const normalised = headerValue(String(value));
      if (!isToken(name)) throw refuse('SyntaxError', `setRequestHeader: \`${name}\` is no header name`);
      if (normalised === null) throw refuse('SyntaxError', `setRequestHeader: \`${value}\` is no header value`);
      // The core leaves out what is forbidden, and says so; and it combines values of one name.
      this.#headers.push([String(name), normalised]);
    }

    get timeout() { return this.#timeout; }
    set timeout(ms) {
      this.#timeout = Number(ms) >>> 0;
      this.#sending?.limit(this.#timeout);
    }

    get withCredentials() { return this.#withCredentials; }
    set withCredentials(value) {
      if (this.#state > OPENED || this.#isSent) throw refuse('InvalidStateError', 'withCredentials: it was sent already');
      this.#withCredentials = Boolean(value);
    }

    /** @param {any} [body] */
    send(body = null) {
      this.#mustBeOpen('send');
      const { origin, make } = caller();
      const without = body === null || this.#method === 'GET' || this.#method === 'HEAD';
      const own = without ? null : extract(body, page.XMLSerializer);
      this.#uploadIsHeard = isListenedTo(this.#upload);
      this.#uploadIsComplete = own === null;
      this.#isSent = true;
      const sending = new Sending(this.#told(own?.length ?? 0, () => this.#sending === sending));
      this.#sending = sending;
      const request = requestOf({
        url: this.#url, origin, method: this.#method, headers: this.#headers, withCredentials: this.#withCredentials, isHeard: this.#uploadIsHeard, body: own,
      });
      progress(this, 'loadstart');
      if (!this.#uploadIsComplete && this.#uploadIsHeard) progress(this.#upload, 'loadstart', 0, own?.length);
      // A listener may have ended it.
      if (this.#sending !== sending) return;
      sending.limit(this.#timeout);
      void sending.run(make, async () => ({ request, body: own && await own.bytes(), referrer: page.referrer(), integrity: '', signal: undefined }));
    }

    /** What comes of it. @param {number} length of the body @param {() => boolean} isOngoing @returns {import('./sending.js').Told} */
    #told(length, isOngoing) {
      let shown = 0;
      return {
        bodySent: () => {
          if (this.#uploadIsComplete) return;
          this.#uploadIsComplete = true;
          if (!this.#uploadIsHeard) return;
          for (const type of ['progress', 'load', 'loadend']) progress(this.#upload, type, length, length);
        },
        answered: (came) => {
          this.#answer = new Answer(came);
          this.#enter(HEADERS_RECEIVED);
        },
        chunk: (bytes) => {
          this.#answer.add(bytes);
          if (Date.now() - shown < ROUGHLY) return;
          shown = Date.now();
          // It is told each time, though the state is another one only once.
          this.#enter(LOADING);
          if (this.#state === LOADING) progress(this, 'progress', ...this.#answer.length());
        },
        ended: () => {
          const length = this.#answer.length();
          progress(this, 'progress', ...length);
          // A listener may have ended it, and begun another.
          if (!isOngoing()) return;
          this.#sending = null;
          this.#isSent = false;
          this.#enter(DONE);
          // The standard goes on here; Chromium tells no end of what a listener has just left (seen in 156).
          if (this.#state !== DONE) return;
          progress(this, 'load', ...length);
          progress(this, 'loadend', ...length);
        },
        failed: (why) => {
          tell(why);
          this.#fail('error');
        },
        timedOut: () => this.#fail('timeout'),
      };
    }

    /** *Request error steps*. @param {'abort' | 'error' | 'timeout'} type */
    #fail(type) {
      this.#sending = null;
      this.#isSent = false;
      this.#answer = new Answer();
      // A listener may begin another call, whose upload is not this one's.
      const isUploading = !this.#uploadIsComplete && this.#uploadIsHeard;
      this.#uploadIsComplete = true;
      this.#enter(DONE);
      if (isUploading) for (const one of [type, 'loadend']) progress(this.#upload, one);
      progress(this, type);
      progress(this, 'loadend');
    }

    abort() {
      this.#terminate();
      if ((this.#state === OPENED && this.#isSent) || this.#state === HEADERS_RECEIVED || this.#state === LOADING) this.#fail('abort');
      if (this.#state !== DONE) return;
      this.#state = UNSENT;
      this.#answer = new Answer();
    }

    /** @param {string} name */
    getResponseHeader(name) { return this.#answer.header(String(name)); }
    getAllResponseHeaders() { return this.#answer.allHeaders(); }

    /** @param {string} mime */
    overrideMimeType(mime) {
      if (this.#state >= LOADING) throw refuse('InvalidStateError', 'overrideMimeType: the answer is there already');
      this.#override = parseMimeType(String(mime)) ?? parseMimeType('application/octet-stream');
    }

    get responseType() { return this.#responseType; }
    set responseType(type) {
      // What isn't one is passed over, as with every enumeration.
      if (!RESPONSE_TYPES.includes(String(type)) || (type === 'document' && !page.DOMParser)) return;
      if (this.#state >= LOADING) throw refuse('InvalidStateError', 'responseType: the answer is there already');
      this.#responseType = String(type);
    }

    get response() {
      return this.#responseType === '' || this.#responseType === 'text' ? this.#text() : this.#object();
    }

    get responseText() {
      if (this.#responseType !== '' && this.#responseType !== 'text') throw refuse('InvalidStateError', `responseText: responseType is '${this.#responseType}'`);
      return this.#text();
    }

    get responseXML() {
      if (this.#responseType !== '' && this.#responseType !== 'document') throw refuse('InvalidStateError', `responseXML: responseType is '${this.#responseType}'`);
      return this.#object();
    }

    #text() {
      if (this.#state < LOADING) return '';
      return this.#answer.text(this.#override, { isWhole: this.#state === DONE, sniffs: this.#responseType === '' });
    }

    #object() {
      return this.#state === DONE ? this.#answer.object(this.#responseType, this.#override, page) : null;
    }

    /** @param {number} state */
    #enter(state) {
      this.#state = state;
      this.dispatchEvent(new Event('readystatechange'));
    }

    /** *Terminate* the ongoing fetch: nothing of it is told. */
    #terminate() {
      this.#sending?.terminate();
      this.#sending = null;
    }

    /** @param {string} what */
    #mustBeOpen(what) {
      if (this.#state !== OPENED) throw refuse('InvalidStateError', `${what}: \`open()\` comes first`);
      if (this.#isSent) throw refuse('InvalidStateError', `${what}: it was sent already`);
    }
  }

  eventHandlers(XMLHttpRequest.prototype, ['readystatechange']);
  for (const [name, value] of Object.entries(STATES)) {
    for (const holder of [XMLHttpRequest, XMLHttpRequest.prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
  }
  return XMLHttpRequest;
}
