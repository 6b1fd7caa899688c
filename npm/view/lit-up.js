/**
 * What belongs together lights up together: a finding (a diagnostic or a note) and the bytes it speaks of, under the pointer
 * or with the focus. Listens once, on the whole report.
 */

/** @param {Event} event @returns {{ root: Element, finding: string } | null} */
function belongs({ target, currentTarget }) {
  const part = target instanceof Element ? target.closest('[data-mark], [data-finding]') : null;
  if (!(part instanceof HTMLElement) || !(currentTarget instanceof Element)) return null;
  return { root: currentTarget, finding: part.dataset.mark ?? part.dataset.finding ?? '' };
}

/** @param {Element} root @param {string | null} finding */
function light(root, finding) {
  for (const part of root.querySelectorAll('[data-lit]')) part.removeAttribute('data-lit');
  if (finding === null || !root.querySelector(`[data-mark="${finding}"]`)) return;
  for (const part of root.querySelectorAll(`[data-mark="${finding}"], [data-finding="${finding}"]`)) part.setAttribute('data-lit', '');
}

/** The one under the pointer, else the one with the focus. @param {Event} event */
export function lightUp(event) {
  const found = belongs(event);
  if (found) light(found.root, found.finding);
  else if (event.currentTarget instanceof Element) light(event.currentTarget, null);
}

/** Folded messages that hold the bytes of a focused finding are opened. @param {Event} event */
export function lightUpAndOpen(event) {
  lightUp(event);
  const found = belongs(event);
  if (!found || !(event.target instanceof Element) || !event.target.matches('[data-finding]')) return;
  for (const mark of found.root.querySelectorAll(`[data-mark="${found.finding}"]`)) mark.closest('details')?.setAttribute('open', '');
}

/** @param {Event} event */
export function dim(event) {
  if (event.currentTarget instanceof Element) light(event.currentTarget, null);
}
