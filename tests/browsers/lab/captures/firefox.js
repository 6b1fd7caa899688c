/** Firefox's devtools, driven from the browser's own scope: one toolbox for each of the lab's tabs. */

/** @typedef {import('../../../../extension/capture.js').DevtoolsEvent} DevtoolsEvent */

/** How long a toolbox may take to answer, and how often it is looked at. */
const LIMIT_MS = 30_000;
const LOOK_MS = 100;

/**
 * Runs in the browser's scope: shows the network monitor first, without which nothing is recorded, then the recorder's
 * panel, and keeps ways to ask that panel.
 * @param {number} count @param {number} limit @param {number} look
 */
async function open(count, limit, look) {
  const scope = /** @type {any} */ (globalThis);
  const { gDevTools } = scope.ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs')
    .require('devtools/client/framework/devtools');
  const { gBrowser } = scope.Services.wm.getMostRecentWindow('navigator:browser');
  /** @param {() => any} find */
  const poll = async (find) => {
    for (let waited = 0; waited < limit; waited += look) {
      const found = find();
      if (found) return found;
      await new Promise((done) => { scope.setTimeout(done, look); });
    }
    throw new Error(`not there after ${limit} ms: ${find}`);
  };
  scope.labRecorders = [];
  for (const tab of [...gBrowser.tabs].slice(-count)) {
    const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: 'netmonitor' });
    const tool = await poll(() => toolbox.getAdditionalTools()[0]);
    await toolbox.selectTool(tool.id);
    const frame = await poll(() => toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`));
    scope.labRecorders.push(await poll(() => frame.contentDocument?.querySelector('browser')));
  }
}

/** Runs in the browser's scope. @returns {Promise<string>} JSON: the events of each panel */
async function take() {
  const all = /** @type {any} */ (globalThis).labRecorders.map((/** @type {any} */ { messageManager: manager }) => new Promise((resolve) => {
    const taken = (/** @type {{ data: string }} */ { data }) => {
      manager.removeMessageListener('lab:taken', taken);
      resolve(data);
    };
    manager.addMessageListener('lab:taken', taken);
    const script = "sendAsyncMessage('lab:taken', content.wrappedJSObject.takeEvents?.() ?? '[]')";
    manager.loadFrameScript(`data:application/javascript,${encodeURIComponent(script)}`, false);
  }));
  return `[${(await Promise.all(all)).join()}]`;
}

/**
 * @param {(expression: string) => Promise<any>} evaluate in the browser's scope @param {number} count of tabs
 * @returns {Promise<() => Promise<DevtoolsEvent[][]>>} takes what came since the last time, tab by tab
 */
export async function openRecorders(evaluate, count) {
  await evaluate(`(${open})(${count}, ${LIMIT_MS}, ${LOOK_MS})`);
  return async () => JSON.parse(await evaluate(`(${take})()`));
}
