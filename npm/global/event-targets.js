/** `XMLHttpRequestEventTarget` and `XMLHttpRequestUpload`, made of an environment's own EventTarget. */

const PROGRESS = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];

/** @typedef {{ type: string, callback: unknown, capture: boolean, once: boolean, signal: AbortSignal | undefined }} Listener */

/** @type {WeakMap<object, Listener[]>} */
const listenersOf = new WeakMap();

/** Whether anybody listens on this `upload`. @param {object} upload */
export const isListenedTo = (upload) => (listenersOf.get(upload) ?? []).some(({ signal }) => !signal?.aborted);

/** @param {any} EventTarget */
export function eventTargetsOf(EventTarget) {
  class XMLHttpRequestEventTarget extends EventTarget {}
  eventHandlers(XMLHttpRequestEventTarget.prototype, PROGRESS);

  class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {
    get [Symbol.toStringTag]() {
      return 'XMLHttpRequestUpload';
    }

    /** @param {string} type @param {any} callback @param {any} [options] */
    addEventListener(type, callback, options) {
      const { capture = false, once = false, signal } = typeof options === 'object' && options !== null ? options : { capture: Boolean(options) };
      const listeners = listenersOf.get(this) ?? [];
      const isThere = listeners.some((one) => one.type === type && one.callback === callback && one.capture === Boolean(capture));
      if (callback && !isThere) listenersOf.set(this, [...listeners, { type, callback, capture: Boolean(capture), once, signal }]);
      if (callback) super.addEventListener(type, callback, options);
    }

    /** @param {string} type @param {any} callback @param {any} [options] */
    removeEventListener(type, callback, options) {
      const capture = Boolean(typeof options === 'object' && options !== null ? options.capture : options);
      keep(this, (one) => !(one.type === type && one.callback === callback && one.capture === capture));
      super.removeEventListener(type, callback, options);
    }

    /** @param {any} event */
    dispatchEvent(event) {
      keep(this, (one) => !(one.once && one.type === event?.type));
      return super.dispatchEvent(event);
    }
  }
  return { XMLHttpRequestEventTarget, XMLHttpRequestUpload };
}

/** @param {object} target @param {(listener: Listener) => boolean} stays */
const keep = (target, stays) => void listenersOf.set(target, (listenersOf.get(target) ?? []).filter(stays));

/**
 * *Event handler IDL attributes*: a handler has its place among the listeners from when it was first set.
 * @param {any} prototype @param {string[]} types
 */
export function eventHandlers(prototype, types) {
  for (const type of types) {
    /** @type {WeakMap<object, { handler: Function, listener: (event: unknown) => unknown }>} */
    const set = new WeakMap();
    Object.defineProperty(prototype, `on${type}`, {
      enumerable: true, configurable: true,
      get() {
        return set.get(this)?.handler ?? null;
      },
      set(value) {
        const found = set.get(this);
        if (typeof value !== 'function') {
          if (found) this.removeEventListener(type, found.listener);
          set.delete(this);
        } else if (found) {
          found.handler = value;
        } else {
          const made = { handler: value, listener: (/** @type {unknown} */ event) => made.handler.call(this, event) };
          set.set(this, made);
          this.addEventListener(type, made.listener);
        }
      },
    });
  }
}
