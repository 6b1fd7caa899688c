// Keeps every entry devtools hands to an extension, in the order of arrival.
const finished = [];
chrome.devtools.network.onRequestFinished.addListener((entry) => finished.push(JSON.stringify(entry)));
globalThis.takeRecorded = async () => {
  const log = await new Promise((resolve) => chrome.devtools.network.getHAR(resolve));
  return JSON.stringify({ finished: finished.map((one) => JSON.parse(one)), har: log.entries });
};
