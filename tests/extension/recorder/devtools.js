// Keeps every entry devtools hands to an extension, in the order of arrival.
/** @type {string[]} */
const finished = [];
chrome.devtools.network.onRequestFinished.addListener((entry) => finished.push(JSON.stringify(entry)));

async function takeRecorded() {
  const log = await new Promise((resolve) => chrome.devtools.network.getHAR(resolve));
  return JSON.stringify({ finished: finished.map((one) => JSON.parse(one)), har: log.entries });
}
Object.assign(globalThis, { takeRecorded });
