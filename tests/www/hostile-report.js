/** A Report in which every string that can come from a stranger tries to become something else. */

export const MARKUP = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';
const BIDI = '\u202edegnahc\u202c';
const BYTES = 'a\0b\tc\u00a0\u00e9\u0085 ';
const text = (/** @type {string} */ value) => [{ text: value }];
const url = `https://api.example/${MARKUP}`;
const long = 'k'.repeat(5000);

/** @type {any} */
export const hostile = {
  schema: 1, id: '"><b>1', engine: 'chromium', engineVersion: '1', verdict: 'blocked', responseType: null,
  cause: { code: 'allow-origin-mismatch', phase: 'response', hop: 0, header: 'Access-Control-Allow-Origin' },
  console: { error: 'AllowOriginMismatch', parameter: MARKUP, text: `${MARKUP} ${BIDI}` },
  sent: [
    {
      kind: 'request', hop: 0, method: MARKUP, url, origin: 'https://app.example',
      requestMethod: null, requestHeaders: null,
    },
    { kind: 'request', hop: 1, method: 'GET', url, origin: 'null', requestMethod: null, requestHeaders: null },
  ],
  exposed: [], hidden: [], request: { url, origin: MARKUP, method: MARKUP, credentials: 'include' },
  preflight: { state: 'sent', because: [{ rule: 'header', header: MARKUP }, { rule: 'of-tomorrow' }] },
  credentialed: true, reachedServer: 'yes', observed: 'allowed', agrees: false,
  assumptions: [{ fact: 'credentials', value: MARKUP, reason: text(MARKUP) }],
  alternatives: [{ assume: MARKUP, verdict: 'allowed', cause: null }],
  diagnostics: [
    {
      code: 'allow-origin-mismatch', severity: 'error', headline: [{ text: MARKUP }, { value: BYTES, mark: [1, 3] }],
      label: text(`${MARKUP}${BIDI}`), primary: { message: 1, line: 1, from: 29, to: 29 + BYTES.length }, secondary: [],
      because: [{ link: MARKUP, href: 'javascript:globalThis.pwned=1' }, { link: 'x', href: 'https://evil.example/' }],
      comparison: { expected: MARKUP, found: BYTES, differs: [[0, 2], [8, 8]] },
      rule: { algorithm: 'CORS check', step: '4', url: 'https://fetch.spec.whatwg.org/#concept-cors-check' },
      links: [{ text: MARKUP, href: 'data:text/html,x' }],
    },
    {
      code: 'allow-credentials-not-true', severity: 'error', headline: [{ code: 'Access-Control-Allow-Credentials' }],
      label: text('no Access-Control-Allow-Credentials here'), because: [], links: [],
      primary: { message: 1, line: 'end-of-headers', from: 0, to: 0 },
      secondary: [{ message: 1, line: 1, from: 30, to: 31, label: text('inside') }],
      rule: { algorithm: 'CORS check', step: '7', url: 'https://fetch.spec.whatwg.org/#concept-cors-check' },
    },
  ],
  fixes: [{
    title: text(MARKUP), at: 'server', assumptions: text(MARKUP), provenIn: ['chromium'],
    edits: [{
      message: 1, of: 'request', hop: 0, op: 'set', name: 'A', value: MARKUP, needed: 'verdict', evidence: 'captured',
    }],
  }],
  notes: [{ code: 'x', severity: 'warning', headline: text(MARKUP), body: text(BIDI), marks: [], evidence: [] }],
  checklist: [{ title: text(MARKUP), state: 'unknown', detail: text(MARKUP) }],
  trace: [{
    algorithm: 'CORS check', step: '4', url: 'javascript:globalThis.pwned=1', outcome: 'fail', hop: 0, message: 1,
    text: text(MARKUP), decides: true,
  }],
  view: { messages: [
    {
      index: 0, exchange: 0, kind: 'request', of: 'request', hop: 0, url, startLine: MARKUP, state: 'captured',
      note: [], lines: [[MARKUP, MARKUP]],
    },
    {
      index: 1, exchange: 0, kind: 'response', of: 'request', hop: 0, url, startLine: '200 OK', state: 'captured',
      note: text(MARKUP), lines: [['Access-Control-Allow-Origin', BYTES], ['Set-Cookie', long], ['X', MARKUP]],
    },
    {
      index: 2, exchange: 1, kind: 'request', of: 'request', hop: 1, url, startLine: 'GET /', state: 'not-sent',
      note: text(MARKUP), lines: [],
    },
  ] },
  engines: [{
    engine: 'standard', verdict: 'undetermined', cause: null, console: null,
    needs: { kind: 'request', hop: 1, method: MARKUP, url, headers: [] },
  }],
};

export const markedBytes = BYTES;
export const longValue = long;

/** Recipes of the same kind: guessed, tested or neither. @type {any} */
export const hostileRecipes = [
  { stack: 'a', title: MARKUP, guessed: true, sure: true, because: text(MARKUP), tested: true, notes: text(MARKUP), files: [
    { name: MARKUP, text: `${MARKUP}\n  second line ${long}\n` }, { name: 'b', text: BIDI },
  ] },
  { stack: 'b', title: 'B', guessed: true, sure: false, because: text(BIDI), tested: false, notes: text(BIDI), files: [{ name: 'b.conf', text: 'b' }] },
  { stack: 'c', title: 'C', guessed: false, sure: false, because: [], tested: false, notes: text(BIDI), files: [{ name: 'c.conf', text: 'c' }] },
];
