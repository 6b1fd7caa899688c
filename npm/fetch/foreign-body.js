/**
 * Bodies of another realm: jsdom and happy-dom bring classes of their own, which the host would take for objects, and send as
 * text. They are known by what they can do; not all have a Symbol.toStringTag.
 */

/** @param {any} value @param {string[]} names */
const can = (value, ...names) => names.every((name) => typeof value[name] === 'function');

/** @param {any} value @returns {value is Blob} */
const isBlob = (value) => typeof value.size === 'number' && typeof value.type === 'string' && can(value, 'slice', 'arrayBuffer');

/** @param {any} value an object @returns {value is ReadableStream<Uint8Array>} */
export const isStream = (value) => can(value, 'getReader', 'cancel');

/**
 * @param {any} source an object
 * @returns {Promise<BodyInit>} the same in classes of the host's; what is none of these stays as it is
 */
export async function hostBody(source) {
  if ([Blob, FormData, URLSearchParams].some((own) => source instanceof own)) return source;
  if (isBlob(source)) return hostBlob(source);
  if (!can(source, 'append', 'getAll')) return source;
  return can(source, 'sort') ? new URLSearchParams(String(source)) : hostForm(source);
}

/** @param {Blob} blob */
const hostBlob = async (blob) => new Blob([await blob.arrayBuffer()], { type: blob.type });

/** @param {Iterable<[string, any]>} source its values are strings and Files */
async function hostForm(source) {
  const form = new FormData();
  for (const [name, value] of source) {
    if (isBlob(value)) form.append(name, await hostBlob(value), /** @type {File} */ (value).name);
    else form.append(name, String(value));
  }
  return form;
}

/** @param {ReadableStream<Uint8Array>} source @returns {ReadableStream<Uint8Array>} */
export function hostStream(source) {
  if (source instanceof ReadableStream) return source;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (source).getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
