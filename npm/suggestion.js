/** What somebody may have meant. */

/**
 * @param {string} typed
 * @param {readonly string[]} known
 * @returns {string} the end of a sentence, empty where nothing is near
 */
export function suggestion(typed, known) {
  // People get the first letter right.
  const away = (/** @type {string} */ name) => distance(typed, name) + (typed[0] === name[0] ? 0 : 0.5);
  const [near] = known.map((name) => ({ name, away: away(name) })).sort((a, b) => a.away - b.away);
  return near && near.away <= Math.ceil(near.name.length / 3) ? `; did you mean \`${near.name}\`?` : '';
}

/** Letters to change, add or drop. @param {string} from @param {string} to */
function distance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(from[i - 1] !== to[j - 1]));
    row = next;
  }
  return row[to.length];
}
