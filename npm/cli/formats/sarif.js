/** SARIF 2.1.0, which code scanning services read. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { codes, explainCode } from '../../node.js';
import { words } from '../document.js';
import { LEVELS, nameOf, problemsOf } from './problems.js';

/** @param {string} code */
function ruleOf(code) {
  const doc = explainCode(code);
  return {
    id: code, shortDescription: { text: words(doc.happened) }, fullDescription: { text: words(doc.why) },
    help: { text: words(doc.fix) }, helpUri: doc.links[0].href,
  };
}

/** A file's place as a URI reference, relative where it was. @param {string} file */
function uriOf(file) {
  if (file === '-') return 'stdin';
  const isAbsolute = /^(?:\/|[a-z]:)/iu.test(file);
  return isAbsolute ? pathToFileURL(file).href : file.split(/[/\\]/u).map(encodeURIComponent).join('/');
}

/** @param {string} code @param {string} level @param {string} text @param {string | null | undefined} file @param {string | undefined} url @param {string} [name] */
const result = (code, level, text, file, url, name) => ({
  ruleId: code, level, message: { text },
  locations: [{
    physicalLocation: { artifactLocation: { uri: file ? uriOf(file) : url ?? 'stdin' } },
    ...(name && { logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] }),
  }],
});

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const sarif = () => {
  /** @type {ReturnType<typeof result>[]} */
  const results = [];
  return {
    call(call) {
      for (const { code, level, message } of problemsOf(call)) {
        results.push(result(code, level, `${nameOf(call)}: ${message}`, call.file, call.row.url, nameOf(call)));
      }
      return '';
    },
    finding({ code, severity, headline, url, file }) {
      results.push(result(code, LEVELS[severity], headline, file, url));
      return '';
    },
    section: () => '',
    end() {
      const known = new Set(codes());
      const rules = [...new Set(results.map(({ ruleId }) => ruleId))].filter((code) => known.has(code)).map(ruleOf);
      const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
      return `${JSON.stringify({
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
        runs: [{ tool: { driver: { name: 'corscope', version, rules } }, results }],
      }, null, 2)}\n`;
    },
  };
};
