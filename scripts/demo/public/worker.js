// Runs requests for the page, in a worker.
import { runRequest } from './run.js';

self.addEventListener('message', async (event) => {
  event.ports[0]?.postMessage(await runRequest(event.data));
});
