/** Copying, also inside a devtools panel, where `navigator.clipboard` is refused. */
import { html } from 'lit';

/**
 * @param {string} text
 * @param {Document} document
 * @returns {Promise<boolean>}
 */
export async function copyText(text, document) {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'cs-offscreen';
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    done = false;
  }
  area.remove();
  before?.focus?.();
  if (done) return true;
  try {
    await document.defaultView?.navigator.clipboard?.writeText(text);
    return Boolean(document.defaultView?.navigator.clipboard);
  } catch {
    return false;
  }
}

/**
 * @param {string|(() => string)} text
 * @param {string} what what is copied, for the accessible name: "Copy <what>"
 */
export function copyButton(text, what) {
  return html`<button type="button" class="cs-button cs-copy" aria-label="Copy ${what}" title="Copy ${what}"
    @click=${async (/** @type {MouseEvent} */ event) => {
      const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
      event.stopPropagation();
      const done = await copyText(typeof text === 'function' ? text() : text, button.ownerDocument);
      button.dataset.copied = done ? 'yes' : 'no';
      setTimeout(() => delete button.dataset.copied, 1500);
    }}><svg class="cs-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path class="line" d="M5.5 5.5h7.5v8h-7.5z M3 10.5v-8h7.5"/></svg></button>`;
}
