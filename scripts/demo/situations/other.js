// Failures that look like CORS and are not, Local Network Access, and calls that leave no entry.
import { APP, ORIGIN, ok, redirect } from './types.js';

/** @type {import('./types.js').Expectation} */
const failed = { verdict: 'failed' };

/** @type {import('./types.js').Situation[]} */
export const others = [
  {
    id: 'refused', title: 'Nothing listens on that port', pain: [17],
    requests: [{ via: 'fetch', url: '{refused}/refused' }], answers: {}, expect: failed,
  },
  {
    id: 'no-such-host', title: 'The host name does not exist', pain: [17],
    requests: [{ via: 'fetch', url: 'http://shop.invalid/no-such-host' }], answers: {}, expect: failed,
  },
  {
    id: 'tls', title: '`https` to a server that only speaks `http`', pain: [17],
    requests: [{ via: 'fetch', url: '{tls}/tls' }], answers: {}, expect: failed,
  },
  {
    id: 'empty-reply', title: 'The connection closes without an answer', pain: [17],
    requests: [{ via: 'fetch' }], answers: { GET: { broken: 'empty-reply' } }, expect: failed,
  },
  {
    id: 'preflight-empty-reply', title: 'OPTIONS gets no answer at all', pain: [17],
    requests: [{ via: 'fetch', init: { method: 'PUT', body: 'x' } }],
    answers: { OPTIONS: { broken: 'empty-reply' } }, expect: failed,
  },
  {
    id: 'aborted', title: 'The page aborts the request', pain: [17],
    requests: [{ via: 'fetch', abortAfter: 60 }], answers: { GET: { broken: 'never' } }, expect: failed,
  },
  {
    id: 'redirect-error', title: '`redirect: "error"`', pain: [6],
    requests: [{ via: 'fetch', init: { redirect: 'error' } }],
    answers: { GET: redirect(302, '{api}/redirect-error/final', [[ORIGIN, APP]]) }, expect: failed,
  },
  {
    id: 'redirect-endless', title: 'The redirects never end', pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(302, '{api}/redirect-endless', [[ORIGIN, APP], ['Cache-Control', 'no-store']]) }, expect: failed,
  },
  {
    id: 'redirect-data', title: 'Redirected to a `data:` URL', pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(302, 'data:text/plain,hello', [[ORIGIN, APP]]) }, expect: failed,
  },
  {
    id: 'corp', title: 'Cross-Origin-Resource-Policy refuses a no-cors request', pain: [21],
    requests: [{ via: 'fetch', init: { mode: 'no-cors' } }],
    answers: { GET: ok([['Cross-Origin-Resource-Policy', 'same-origin']]) }, expect: failed,
  },
  {
    id: 'orb', title: 'Opaque response blocking: JSON as an image', pain: [21],
    requests: [{ via: 'image' }],
    answers: { GET: ok([['X-Content-Type-Options', 'nosniff']]) }, expect: failed,
  },
  {
    id: 'lna-denied', title: 'Local Network Access: permission denied', pain: [15],
    requests: [{ via: 'fetch', from: 'public-frame' }],
    answers: { GET: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'failed', error: 'LocalNetworkAccessPermissionDenied', phase: 'request', unknowable: 'address-space' },
  },
  {
    id: 'lna-denied-preflight', title: 'Local Network Access: refused before the preflight', pain: [15],
    requests: [{ via: 'fetch', from: 'public-frame', init: { method: 'PUT', body: 'x' } }],
    answers: { OPTIONS: ok([[ORIGIN, '*']]), PUT: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'failed', error: 'LocalNetworkAccessPermissionDenied', phase: 'request' },
  },
  {
    id: 'lna-insecure', title: 'Local Network Access: the page is not secure', pain: [15],
    requests: [{ via: 'fetch', from: 'insecure-frame' }],
    answers: { GET: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'failed', error: 'InsecureLocalNetwork', phase: 'request', unknowable: 'address-space' },
  },
  {
    id: 'lna-invalid', title: 'Local Network Access: the wrong `targetAddressSpace`', pain: [15],
    requests: [{ via: 'fetch', from: 'public-frame', init: { targetAddressSpace: 'local' } }],
    answers: { GET: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'failed', error: 'InvalidLocalNetworkAccess', phase: 'request', unknowable: 'address-space' },
  },
  {
    id: 'same-origin-mode', title: '`mode: "same-origin"`', pain: [19],
    requests: [{ via: 'fetch', init: { mode: 'same-origin' } }], answers: {},
    expect: { verdict: 'blocked', error: 'DisallowedByMode', entry: false, phase: 'request' },
  },
  {
    id: 'no-cors-manual', title: '`no-cors` with `redirect: "manual"`', pain: [22],
    requests: [{ via: 'fetch', init: { mode: 'no-cors', redirect: 'manual' } }], answers: {},
    expect: { verdict: 'blocked', error: 'NoCorsRedirectModeNotFollow', entry: false, phase: 'request' },
  },
  {
    id: 'unknown-scheme', title: 'A scheme that is not http', pain: [],
    requests: [{ via: 'fetch', url: 'shop-app://unknown-scheme/' }], answers: {},
    expect: { verdict: 'blocked', error: 'CorsDisabledScheme', parameter: 'shop-app', entry: false, phase: 'request' },
  },
];
