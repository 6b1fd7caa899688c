/** Which recipes are in sight, for the Report in sight: worked out when somebody opens them, and not before. */

/** @import { Recipe, Report } from './report-types.d.ts' */
/** @import { RecipesShown } from './recipes.js' */

/**
 * @param {(report: Report) => Promise<Recipe[]>} work
 * @param {() => void} draw what is shown has changed
 * @returns {(report: Report) => RecipesShown}
 */
export function recipeShelf(work, draw) {
  /** @type {Report|null} */
  let current = null;
  let open = false;
  let stack = '';
  /** @type {Recipe[]|null} */
  let found = null;
  let problem = '';

  /** @param {Report} report */
  async function find(report) {
    /** @type {[Recipe[]|null, string]} */
    let result;
    try {
      result = [await work(report), ''];
    } catch (error) {
      result = [null, error instanceof Error ? error.message : String(error)];
    }
    if (report !== current) return;
    [found, problem] = result;
    draw();
  }

  /** @param {boolean} wanted */
  function onOpen(wanted) {
    if (wanted === open) return;
    open = wanted;
    if (open && current) find(current);
    draw();
  }

  return (report) => {
    if (report !== current) {
      // The same call with other answers stays open, and shows the old until the new is there; another call begins closed.
      if (report.id !== current?.id) [open, found, problem] = [false, null, ''];
      current = report;
      if (open) find(report);
    }
    return {
      open, found, problem, stack, onOpen,
      // Whoever has such a server has it for the next call, too.
      onStack(chosen) {
        stack = chosen;
        draw();
      },
    };
  };
}
