/** The panel's own capture, without the panel: what would be given to it is kept until the lab takes it. */
// @ts-expect-error a copy of the extension's own lies beside it then
import * as capture from './capture.js';

/** @type {typeof import('../../../../../extension/capture.js').startCapture} */
const startCapture = capture.startCapture;

/** @type {import('../../../../../extension/capture.js').DevtoolsEvent[]} */
const events = [];
let listening = false;
/** What the lab asks the panel for. */
const takeEvents = () => JSON.stringify(events.splice(0));

startCapture({
  title: 'Recorder',
  icon: 'icon.png',
  page: 'panel.html',
  connect(panel, devtools) {
    Object.assign(panel, { takeEvents });
    if (!listening) devtools.listen((event) => events.push(event));
    listening = true;
  },
});
