// Requests that work. A tool that cries wolf at these is of no use.
import { APP, CREDENTIALS, EXPOSE, HEADERS, MAX_AGE, METHODS, ORIGIN, ok, preflight, redirect } from './types.js';

/** @type {import('./types.js').Situation[]} */
export const allowed = [
  {
    id: 'get-wildcard',
    title: 'A public API: GET, `*`',
    pain: [26],
    requests: [{ via: 'fetch' }],
    answers: { GET: ok([[ORIGIN, '*']]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'get-exact-origin',
    title: 'GET, the exact origin',
    pain: [26],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: ok([
        [ORIGIN, APP],
        ['Vary', 'Origin'],
      ]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'put-preflighted',
    title: 'PUT with JSON after a preflight',
    pain: [12],
    requests: [{ via: 'fetch', init: { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{}' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [METHODS, 'GET, PUT'],
        [HEADERS, 'content-type'],
      ]),
      PUT: ok([[ORIGIN, APP]]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'credentialed-get',
    title: 'GET with credentials, allowed',
    pain: [24],
    requests: [{ via: 'fetch', init: { credentials: 'include' } }],
    answers: {
      GET: ok([
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
      ]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'cookie-same-site',
    title: 'POST with a cookie to another port of the same host',
    pain: [24],
    requests: [
      {
        via: 'fetch',
        url: '{sameSite}/cookie-same-site',
        init: { method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' }, body: '{}' },
      },
    ],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
        [HEADERS, 'content-type'],
      ]),
      POST: ok([
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
      ]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'redirect-allowed',
    title: 'A redirect where both answers allow it',
    pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(302, '{api}/redirect-allowed/final', [[ORIGIN, APP]]), 'GET /final': ok([[ORIGIN, APP]]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'redirect-third-wildcard',
    title: 'A redirect to a third origin that answers `*`',
    pain: [6],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: redirect(302, '{third}/redirect-third-wildcard/final', [[ORIGIN, APP]]),
      'GET /final': ok([[ORIGIN, '*']]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'cached-preflight',
    title: 'The second PUT uses a cached preflight',
    pain: [14],
    requests: [
      { via: 'fetch', init: { method: 'PUT', body: 'one' } },
      { via: 'fetch', init: { method: 'PUT', body: 'two' } },
    ],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [METHODS, 'PUT'],
        [MAX_AGE, '600'],
      ]),
      PUT: ok([[ORIGIN, APP]]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'exposed-headers',
    title: 'Only some response headers are readable',
    pain: [25],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: ok([
        [ORIGIN, APP],
        [EXPOSE, 'X-Total-Count'],
        ['X-Total-Count', '412'],
        ['X-Request-Id', '7f3a'],
      ]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'no-cors-opaque',
    title: '`mode: "no-cors"`: goes through, but nothing can be read',
    pain: [22],
    requests: [{ via: 'fetch', init: { mode: 'no-cors' } }],
    answers: { GET: { status: 200, headers: [['Content-Type', 'text/plain']], body: 'text' } },
    expect: { verdict: 'allowed' },
  },
  {
    // Opaque response blocking empties the body and hides the headers; the page still gets its opaque response.
    id: 'no-cors-json',
    title: '`mode: "no-cors"` and JSON: an empty opaque response',
    pain: [22, 21],
    requests: [{ via: 'fetch', init: { mode: 'no-cors' } }],
    answers: { GET: ok([]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'same-origin',
    title: 'A same-origin request',
    pain: [],
    requests: [{ via: 'fetch', url: '{app}/same-origin' }],
    answers: { GET: ok([]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'body-never-read',
    title: 'The body is never read, and it may not be stored',
    pain: [17],
    requests: [{ via: 'fetch', unread: true }],
    answers: {
      GET: ok(
        [
          [ORIGIN, '*'],
          ['Cache-Control', 'no-store'],
        ],
        'x'.repeat(200_000),
      ),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'authorization-wildcard',
    title: '`Authorization` under `Access-Control-Allow-Headers: *`',
    pain: [10],
    requests: [{ via: 'fetch', init: { headers: { Authorization: 'Bearer demo' } } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, '*'],
        [HEADERS, '*'],
      ]),
      GET: ok([[ORIGIN, '*']]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'upload-listener',
    title: 'XHR: an upload listener alone makes a preflight',
    pain: [12],
    requests: [{ via: 'xhr', uploadListener: true, init: { method: 'POST', body: 'plain text' } }],
    answers: { OPTIONS: preflight([[ORIGIN, APP]]), POST: ok([[ORIGIN, APP]]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'worker-get',
    title: 'GET from a worker',
    pain: [27],
    requests: [{ via: 'fetch', from: 'worker' }],
    answers: { GET: ok([[ORIGIN, APP]]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'beacon-json',
    title: '`sendBeacon` with JSON makes a preflight, with credentials',
    pain: [29],
    requests: [{ via: 'beacon', init: { type: 'application/json', body: '{}' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
        [HEADERS, 'content-type'],
      ]),
      POST: ok([
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
      ]),
    },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'service-worker-answer',
    title: 'A service worker answers by itself',
    pain: [23],
    requests: [{ via: 'fetch', from: 'service-worker', url: '{api}/service-worker-answer?synthetic' }],
    answers: {},
    expect: { verdict: 'allowed' },
  },
];
