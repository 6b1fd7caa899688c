/** Where a link of a Report may lead: the standards, the engines' own documents, and nothing a capture can name. */
import { html } from 'lit';

const HOSTS = new Set([
  'developer.mozilla.org', 'developer.chrome.com', 'web.dev', 'chromestatus.com', 'issues.chromium.org',
  'bugzilla.mozilla.org', 'bugs.webkit.org', 'www.rfc-editor.org', 'httpwg.org', 'www.w3.org', 'w3c.github.io',
  'wicg.github.io', 'whatpr.org', 'github.com',
]);

/**
 * The one door for links. Anything that is not https on a known host is shown as text.
 * @param {string} href
 * @returns {string|null}
 */
export function safeHref(href) {
  if (!href.startsWith('https://')) return null;
  let url;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (url.username || url.password || url.port) return null;
  return HOSTS.has(url.hostname) || url.hostname.endsWith('.spec.whatwg.org') ? url.href : null;
}

/**
 * @param {unknown} text
 * @param {string} href
 */
export function externalLink(text, href) {
  const safe = safeHref(href);
  if (safe === null) return html`<span>${text}</span>`;
  return html`<a class="cs-link" href=${safe} target="_blank" rel="noopener noreferrer">${text}</a>`;
}
