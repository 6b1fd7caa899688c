// The request was sent and answered; only the reading is refused.
import { APP, CREDENTIALS, ORIGIN, errorPage, ok } from './types.js';

/**
 * @param {string} error
 * @param {string} value the value to blame
 * @returns {import('./types.js').Expectation}
 */
const originBlamed = (error, value) => ({
  verdict: 'blocked',
  error,
  parameter: value,
  header: ORIGIN,
  mark: value,
  phase: 'response',
});

/** @type {import('./types.js').Expectation} */
const missing = {
  verdict: 'blocked',
  error: 'MissingAllowOriginHeader',
  header: ORIGIN,
  mark: null,
  phase: 'response',
};

/** @type {import('./types.js').Situation[]} */
export const responses = [
  {
    id: 'no-header',
    title: 'No Access-Control-Allow-Origin',
    pain: [26],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([]) },
    expect: missing,
  },
  {
    id: 'post-ran',
    title: 'A form POST: it ran, only the answer is hidden',
    pain: [12],
    requests: [{ via: 'fetch', init: { method: 'POST', body: 'a=b', headers: { 'Content-Type': 'text/plain' } } }],
    answers: { POST: { status: 201, headers: [['Location', '/orders/7']], body: '' } },
    expect: missing,
  },
  {
    id: 'status-500',
    title: 'The server failed with 500',
    pain: [1],
    requests: [{ via: 'fetch' }],
    answers: { GET: errorPage(500, 'gunicorn') },
    expect: missing,
  },
  {
    id: 'status-502',
    title: 'nginx answers 502 and drops the headers',
    pain: [2],
    requests: [{ via: 'fetch' }],
    answers: { GET: errorPage(502, 'nginx/1.27.0') },
    expect: missing,
  },
  {
    id: 'status-401',
    title: '401 without CORS headers',
    pain: [1, 3],
    requests: [{ via: 'fetch' }],
    answers: { GET: errorPage(401, 'Apache', [['WWW-Authenticate', 'Basic realm="demo"']]) },
    expect: missing,
  },
  {
    id: 'wildcard-credentials',
    title: '`*` and credentials',
    pain: [9],
    requests: [{ via: 'fetch', init: { credentials: 'include' } }],
    answers: { GET: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'blocked', error: 'WildcardOriginNotAllowed', header: ORIGIN, mark: '*', phase: 'response' },
  },
  {
    id: 'xhr-wildcard-credentials',
    title: 'XHR `withCredentials` and `*`',
    pain: [9],
    requests: [{ via: 'xhr', withCredentials: true }],
    answers: {
      GET: ok([
        [ORIGIN, '*'],
        [CREDENTIALS, 'true'],
      ]),
    },
    expect: { verdict: 'blocked', error: 'WildcardOriginNotAllowed', header: ORIGIN, mark: '*', phase: 'response' },
  },
  {
    id: 'same-site-wildcard-credentials',
    title: 'Same host, other port: `*` and credentials',
    pain: [9, 24],
    requests: [{ via: 'fetch', url: '{sameSite}/same-site-wildcard-credentials', init: { credentials: 'include' } }],
    answers: { GET: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'blocked', error: 'WildcardOriginNotAllowed', header: ORIGIN, mark: '*', phase: 'response' },
  },
  {
    id: 'credentials-missing',
    title: 'Access-Control-Allow-Credentials is missing',
    pain: [9],
    requests: [{ via: 'fetch', init: { credentials: 'include' } }],
    answers: { GET: ok([[ORIGIN, APP]]) },
    expect: {
      verdict: 'blocked',
      error: 'InvalidAllowCredentials',
      header: CREDENTIALS,
      mark: null,
      phase: 'response',
    },
  },
  {
    id: 'credentials-duplicated',
    title: 'Access-Control-Allow-Credentials twice',
    pain: [9],
    requests: [{ via: 'fetch', init: { credentials: 'include' } }],
    answers: {
      GET: ok([
        [CREDENTIALS, 'true'],
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'InvalidAllowCredentials',
      parameter: 'true, true',
      header: CREDENTIALS,
      mark: 'true',
      phase: 'response',
    },
  },
  {
    id: 'origin-twice',
    title: 'The same origin in two lines',
    pain: [7],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: ok([
        [ORIGIN, APP],
        ['Vary', 'Origin'],
        [ORIGIN, APP],
      ]),
    },
    expect: { ...originBlamed('MultipleAllowOriginValues', '{app}, {app}'), mark: APP },
  },
  {
    id: 'origin-list',
    title: 'A list of origins',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, '{app}, https://www.example.com']]) },
    expect: originBlamed('MultipleAllowOriginValues', '{app}, https://www.example.com'),
  },
  {
    id: 'origin-quoted',
    title: 'The star is quoted',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, '"*"']]) },
    expect: originBlamed('InvalidAllowOriginValue', '"*"'),
  },
  {
    id: 'origin-subdomain-star',
    title: 'A wildcard for subdomains',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, '*.localhost']]) },
    expect: originBlamed('InvalidAllowOriginValue', '*.localhost'),
  },
  {
    id: 'origin-undefined',
    title: 'The configuration was empty: `undefined`',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, 'undefined']]) },
    expect: originBlamed('InvalidAllowOriginValue', 'undefined'),
  },
  {
    id: 'origin-trailing-slash',
    title: 'A trailing slash',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, '{app}/']]) },
    expect: originBlamed('AllowOriginMismatch', '{app}/'),
  },
  {
    id: 'origin-wrong-port',
    title: 'The port of another development server',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, 'http://app.localhost:3000']]) },
    expect: originBlamed('AllowOriginMismatch', 'http://app.localhost:3000'),
  },
  {
    id: 'origin-https',
    title: '`https` instead of `http`',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, 'https://app.localhost']]) },
    expect: originBlamed('AllowOriginMismatch', 'https://app.localhost'),
  },
  {
    id: 'origin-null',
    title: 'The server says `null`',
    pain: [16],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, 'null']]) },
    expect: originBlamed('AllowOriginMismatch', 'null'),
  },
  {
    id: 'origin-latin1',
    title: 'A Latin-1 byte in the header',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: ok([
        ['X-City', 'Orl\u00e9ans'],
        [ORIGIN, 'caf\u00e9.example'],
      ]),
    },
    // Chromium reads the parameter as UTF-8, which E9 alone is not.
    expect: { ...originBlamed('InvalidAllowOriginValue', 'caf\u00e9.example'), parameter: '' },
  },
  {
    id: 'origin-utf8',
    title: 'UTF-8 bytes in the header',
    pain: [8],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: ok([
        ['X-City', 'Orl\u00c3\u00a9ans'],
        [ORIGIN, 'caf\u00c3\u00a9.example'],
      ]),
    },
    expect: { ...originBlamed('InvalidAllowOriginValue', 'caf\u00c3\u00a9.example'), parameter: 'caf\u00e9.example' },
  },
  {
    id: 'cache-poisoned',
    title: 'An image put the answer into the cache, without CORS headers',
    pain: [13],
    requests: [{ via: 'image' }, { via: 'fetch' }],
    answers: {
      GET: {
        status: 200,
        headers: [
          ['Content-Type', 'image/svg+xml'],
          ['Cache-Control', 'max-age=600'],
        ],
        body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
      },
    },
    expect: missing,
  },
];
