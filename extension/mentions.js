/**
 * Whether some script of the inspected page mentions fetch's option `targetAddressSpace`: it ends calls, stands in no entry,
 * and what it leaves there is what other ends leave. Pure: no browser API.
 *
 * Nothing is read before a call ends in that way, and nothing twice as long as the page stays. Only what was loaded as a
 * document or a script is looked into: no data, and no text that a script made a script of.
 */

const OPTION = 'targetAddressSpace';
/** Beyond these it is too much to read for one page: then nobody knows. */
const MOST_SCRIPTS = 2000;
const MOST_CHARACTERS = 100_000_000;

/**
 * @typedef {import('./entries.js').Entry} Entry
 * @typedef {import('../npm/types.js').PageFacts} PageFacts
 *
 * What devtools have of the page: a document, a script, or anything else.
 * @typedef {object} Resource
 * @property {string} url
 * @property {string} [type]
 * @property {(done: (content: unknown, encoding?: string) => void) => void} getContent
 *
 * @typedef {object} Mentions
 * @property {(entries: Entry[]) => void} entries what devtools told
 * @property {() => void} navigated the page is another one now
 */

/**
 * @param {(done: (resources: Resource[]) => void) => void} list what the page consists of so far
 * @param {(facts: PageFacts) => void} tell what was found, when it is something else than before
 * @param {{ mostScripts?: number, mostCharacters?: number }} [limits]
 * @returns {Mentions}
 */
export function createMentions(list, tell, { mostScripts = MOST_SCRIPTS, mostCharacters = MOST_CHARACTERS } = {}) {
  /** @type {Set<string>} page references that are history */
  const gone = new Set();
  let page = newPage();

  async function look() {
    const here = page;
    here.asked = true;
    if (here.looking) return;
    here.looking = true;
    while (here.asked && here === page) {
      here.asked = false;
      const mention = here.found ? 'mentioned' : await read(here).catch(() => /** @type {const} */ ('unread'));
      if (here === page) report(mention);
    }
    here.looking = false;
  }

  /** @param {ReturnType<typeof newPage>} here @returns {Promise<PageFacts['targetAddressSpace']>} */
  async function read(here) {
    const resources = await new Promise(list);
    let complete = true;
    for (const resource of resources.filter(isScript)) {
      if (here.read.has(resource.url)) continue;
      if (here !== page || here.read.size >= mostScripts || here.characters > mostCharacters) return 'unread';
      const text = await textOf(resource);
      if (text === null) {
        complete = false;
        continue;
      }
      here.read.add(resource.url);
      here.characters += text.length;
      here.found = text.includes(OPTION);
      if (here.found) return 'mentioned';
    }
    return complete ? 'not-mentioned' : 'unread';
  }

  /** @param {PageFacts['targetAddressSpace']} mention */
  function report(mention) {
    const facts = { page: page.name, targetAddressSpace: mention };
    if (JSON.stringify(facts) === page.told) return;
    page.told = JSON.stringify(facts);
    tell(facts);
  }

  return {
    entries(entries) {
      for (const entry of entries) {
        if (gone.has(entry.pageref)) continue;
        page.name = entry.pageref ?? page.name;
        if (mayBeOfOption(entry)) look();
      }
    },
    navigated() {
      if (page.name) gone.add(page.name);
      page = newPage();
    },
  };
}

function newPage() {
  return {
    /** Its reference in entries; those of frames and workers have none. */
    name: '',
    /** @type {Set<string>} URLs */
    read: new Set(),
    characters: 0,
    found: false,
    asked: false,
    looking: false,
    told: '',
  };
}

/** The call ended without an answer, and the browser has no word of its own for why. @param {Entry} entry */
function mayBeOfOption({ _resourceType, response }) {
  return _resourceType === 'fetch' && response?.status === 0 && response._error === 'net::ERR_FAILED';
}

/** Documents have scripts in them; an older Chromium tells no type. @param {Resource} resource */
function isScript({ type }) {
  return type === undefined || type === 'script' || type === 'document';
}

/** @param {Resource} resource @returns {Promise<string|null>} null: it can't be read */
function textOf(resource) {
  return new Promise((resolve) => {
    resource.getContent((content, encoding) => {
      if (typeof content !== 'string') resolve(null);
      else resolve(encoding === 'base64' ? '' : content);
    });
  });
}
