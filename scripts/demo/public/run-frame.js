// Runs requests for the page that embeds this frame.
import { runRequest } from './run.js';

window.addEventListener('message', async (event) => {
  const [port] = event.ports;
  if (event.source === parent && port) port.postMessage(await runRequest(event.data));
});
parent.postMessage('ready', '*');
