/** Runs as long as the devtools are open, with or without the panel in sight. */
import { startCapture } from './capture.js';

startCapture({
  title: 'CORS',
  icon: 'icons/16.png',
  page: 'panel.html',
  // The panel's script may not have run yet: then it finds what it needs, else it is told.
  connect(panel, devtools) {
    if ('corscopeDevtools' in panel) return;
    Object.assign(panel, { corscopeDevtools: devtools });
    panel.dispatchEvent(new Event('corscope-devtools'));
  },
});
