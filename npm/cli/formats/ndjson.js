/** A JSON object a line, each as soon as it is known. */
import { callData } from './data.js';

/** @param {string} type @param {object} data */
const line = (type, data) => `${JSON.stringify({ type, ...data })}\n`;

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const ndjson = () => ({
  call: (call) => line('call', callData(call)),
  finding: (finding) => line('finding', finding),
  section: ({ name, data }) => line(name, { data }),
  end: () => '',
});
