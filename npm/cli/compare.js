/** What happened to the headers of CORS between two places of the same server: behind a proxy or CDN, and before it. */

/**
 * @typedef {import('../types.js').Report} Report
 * @typedef {{ message: string, name: string, change: 'added' | 'dropped' | 'doubled' | 'changed', before: string[], after: string[] }} Difference
 *   before: its values where the server is asked directly; after: through the proxy
 */

/** What decides, and what caches go by. @param {string} name */
const matters = (name) => /^(?:access-control-.*|vary|timing-allow-origin|cross-origin-resource-policy)$/u.test(name);

/**
 * @param {Report} through what the page gets @param {Report} direct what the server behind gives
 * @returns {Difference[]}
 */
export function differences(through, direct) {
  const [after, before] = [answersOf(through), answersOf(direct)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((message) => {
    const [a, b] = [after.get(message), before.get(message)];
    // One of the two was never asked for it.
    if (!a || !b) return [];
    return [...new Set([...b.keys(), ...a.keys()])].sort().flatMap((name) => difference(message, name, b.get(name) ?? [], a.get(name) ?? []));
  });
}

/**
 * @param {string} message @param {string} name @param {string[]} before @param {string[]} after
 * @returns {Difference[]}
 */
function difference(message, name, before, after) {
  if (before.join('\n') === after.join('\n')) return [];
  const change = before.length === 0 ? 'added' : after.length === 0 ? 'dropped' : after.length > before.length ? 'doubled' : 'changed';
  return [{ message, name, change, before, after }];
}

/** @param {Report} report @returns {Map<string, Map<string, string[]>>} values by name by message */
function answersOf({ view }) {
  const found = new Map();
  for (const { of: kind, hop, kind: side, state, lines } of view.messages) {
    if (side !== 'response' || state !== 'captured') continue;
    const values = new Map();
    for (const [name, value] of lines) {
      const key = name.toLowerCase();
      if (matters(key)) values.set(key, [...(values.get(key) ?? []), value]);
    }
    const what = kind === 'preflight' ? 'the preflight response' : 'the response';
    found.set(hop > 0 ? `${what} of hop ${hop}` : what, values);
  }
  return found;
}
