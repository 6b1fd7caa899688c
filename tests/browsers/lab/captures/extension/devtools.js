/** The panel's own capture, without the panel: what would be given to it is kept until the lab takes it. */
// @ts-expect-error a copy of the extension's own lies beside it then
import * as capture from './capture.js';

/** @type {typeof import('../../../../../extension/capture.js').startCapture} */
const startCapture = capture.startCapture;

/** @type {import('../../../../../extension/capture.js').DevtoolsEvent[]} */
const events = [];
let shown = false;

startCapture({
  title: 'Recorder',
  icon: 'icon.png',
  page: 'panel.html',
  connect(_panel, devtools) {
    if (shown) return;
    shown = true;
    devtools.listen((event) => events.push(event));
  },
});

/** @returns {string | null} null: the panel was not shown yet */
const takeEvents = () => (shown ? JSON.stringify(events.splice(0)) : null);
Object.assign(globalThis, { takeEvents });
