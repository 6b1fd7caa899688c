/** Lists of any length at a fixed cost: which rows are in sight, and where a key moves the selection. */

/** The height of one row in pixels; the style sheet's `--cs-row-height` says the same. */
export const ROW_HEIGHT = 22;
const OVERSCAN = 8;

/**
 * @param {number} count
 * @param {{ scrollTop: number, height: number }} viewport
 * @returns {{ from: number, to: number, before: number, after: number }} rows from..to, and the empty space around
 */
export function rowsInSight(count, { scrollTop, height }) {
  const first = Math.floor(Math.max(0, scrollTop) / ROW_HEIGHT) - OVERSCAN;
  const last = Math.ceil((Math.max(0, scrollTop) + Math.max(0, height)) / ROW_HEIGHT) + OVERSCAN;
  const to = Math.min(count, Math.max(0, last));
  const from = Math.min(Math.max(0, first), to);
  return { from, to, before: from * ROW_HEIGHT, after: (count - to) * ROW_HEIGHT };
}

/**
 * @param {string} key a KeyboardEvent's key
 * @param {number} index of the selected row, -1 for none
 * @param {number} count
 * @param {number} page rows in sight at once
 * @returns {number|null} null: the key is not for the list
 */
export function moved(key, index, count, page) {
  if (count === 0) return null;
  const last = count - 1;
  const within = (/** @type {number} */ n) => Math.min(Math.max(0, n), last);
  switch (key) {
    case 'ArrowDown': return within(index + 1);
    case 'ArrowUp': return index < 0 ? last : within(index - 1);
    case 'PageDown': return within(index + page);
    case 'PageUp': return within(index - page);
    case 'Home': return 0;
    case 'End': return last;
    default: return null;
  }
}

/**
 * Where to scroll so that the row is in sight; unchanged when it already is.
 * @param {number} index
 * @param {{ scrollTop: number, height: number }} viewport
 */
export function scrollFor(index, { scrollTop, height }) {
  const top = index * ROW_HEIGHT;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + ROW_HEIGHT - height);
}

/**
 * What has gone wrong first, then what is unclear, then the rest; within each, as they came.
 * @template {{ verdict: string }} R
 * @param {readonly R[]} rows
 * @returns {R[]}
 */
export function blockedFirst(rows) {
  /** @type {Record<string, number>} */
  const rank = { blocked: 0, rejected: 1, failed: 1, undetermined: 2, allowed: 3 };
  /** @type {R[][]} */
  const groups = [[], [], [], []];
  for (const row of rows) groups[rank[row.verdict] ?? 2].push(row);
  return groups.flat();
}
