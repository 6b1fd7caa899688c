/** Which browsers the lab can run, and which of them Corscope has a profile for. */

export const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'webkit']);
/** @typedef {typeof ENGINES[number]} BrowserEngine */

/** The engines that every test compares. An engine joins by its name here. @type {readonly BrowserEngine[]} */
export const COMPARED = ['chromium', 'firefox', 'webkit'];
