/** Sites: what `Sec-Fetch-Site` says, and what SameSite cookies go by. */

/** `Sec-Fetch-Site`: the farthest that the call has been from the page. @param {URL | null} page @param {URL[]} targets */
export function siteOf(page, targets) {
  if (!page) return 'cross-site';
  if (targets.every((url) => url.origin === page.origin)) return 'same-origin';
  return targets.every((url) => isSameSite(page, url)) ? 'same-site' : 'cross-site';
}

/**
 * There is no public suffix list here: two hosts are of one site when they share all but their first labels, and what
 * they share doesn't look like a suffix that registries hand names out under (`com`, `co.uk`).
 * @param {URL} one @param {URL} other
 */
export function isSameSite(one, other) {
  if (one.protocol !== other.protocol) return false;
  if (one.hostname === other.hostname) return true;
  if (/^[\d.]+$|:/u.test(one.hostname)) return false;
  const [a, b] = [one, other].map(({ hostname }) => hostname.split('.').reverse());
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return shared > 2 || (shared === 2 && !(a[0].length === 2 && a[1].length <= 3));
}
