// The preflight passes the CORS check, and then does not allow the method or a header.
import { APP, CREDENTIALS, HEADERS, METHODS, ORIGIN, ok, preflight, redirect } from './types.js';

const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
const put = { method: 'PUT', body: 'text' };

/** @type {import('./types.js').Situation[]} */
export const lists = [
  {
    id: 'allow-methods-unreadable',
    title: 'Access-Control-Allow-Methods separated by `;`',
    pain: [11],
    requests: [{ via: 'fetch', init: put }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [METHODS, 'GET; PUT'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'InvalidAllowMethodsPreflightResponse',
      header: METHODS,
      mark: 'GET; PUT',
      phase: 'preflight',
    },
  },
  {
    id: 'allow-headers-unreadable',
    title: 'Access-Control-Allow-Headers with quotes',
    pain: [11],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [HEADERS, '"content-type", accept'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'InvalidAllowHeadersPreflightResponse',
      header: HEADERS,
      mark: '"content-type"',
      phase: 'preflight',
    },
  },
  {
    id: 'method-lower-case',
    title: '`patch` is not `PATCH`',
    pain: [11],
    requests: [{ via: 'fetch', init: { method: 'patch', body: 'text' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [METHODS, 'GET, PATCH, DELETE'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'MethodDisallowedByPreflightResponse',
      parameter: 'patch',
      header: METHODS,
      mark: 'GET, PATCH, DELETE',
      phase: 'preflight',
    },
  },
  {
    id: 'method-no-list',
    title: 'DELETE, but the preflight names no method',
    pain: [11],
    requests: [{ via: 'fetch', init: { method: 'DELETE' } }],
    answers: { OPTIONS: preflight([[ORIGIN, '*']]) },
    expect: {
      verdict: 'blocked',
      error: 'MethodDisallowedByPreflightResponse',
      parameter: 'DELETE',
      header: METHODS,
      mark: null,
      phase: 'preflight',
    },
  },
  {
    id: 'header-content-type',
    title: 'JSON needs `content-type` in the list',
    pain: [11],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [METHODS, 'POST'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'HeaderDisallowedByPreflightResponse',
      parameter: 'content-type',
      header: HEADERS,
      mark: null,
      phase: 'preflight',
    },
  },
  {
    id: 'headers-missing-several',
    title: 'A tracing library adds three headers nobody allowed',
    pain: [11],
    requests: [
      {
        via: 'fetch',
        init: {
          ...json,
          headers: {
            'Content-Type': 'application/json',
            traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
            baggage: 'env=demo',
            'X-Requested-With': 'fetch',
          },
        },
      },
    ],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [HEADERS, 'content-type, authorization'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'HeaderDisallowedByPreflightResponse',
      names: ['traceparent', 'baggage', 'x-requested-with'],
      header: HEADERS,
      mark: 'content-type, authorization',
      phase: 'preflight',
    },
  },
  {
    id: 'header-wildcard-credentials',
    title: 'With credentials, `*` in Allow-Headers is an ordinary name',
    pain: [10],
    requests: [{ via: 'fetch', init: { ...json, credentials: 'include' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [CREDENTIALS, 'true'],
        [HEADERS, '*'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'HeaderDisallowedByPreflightResponse',
      parameter: 'content-type',
      header: HEADERS,
      mark: '*',
      phase: 'preflight',
    },
  },
  {
    id: 'same-site-put-credentials',
    title: 'Same host, other port: `*` and credentials, nothing sent',
    pain: [9, 24],
    requests: [{ via: 'fetch', url: '{sameSite}/same-site-put-credentials', init: { ...put, credentials: 'include' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, '*'],
        [METHODS, 'GET'],
      ]),
      PUT: ok([[ORIGIN, '*']]),
    },
    // Without credentials the method would be refused, with them the `*`: a capture cannot tell which it was.
    expect: {
      verdict: 'blocked',
      error: 'PreflightWildcardOriginNotAllowed',
      header: ORIGIN,
      mark: '*',
      phase: 'preflight',
      alternative: 'allow-origin-wildcard-with-credentials',
    },
  },
  {
    id: 'preflight-after-redirect',
    title: 'After a redirect the second preflight fails',
    pain: [5, 6],
    requests: [{ via: 'fetch', init: { headers: { 'X-Tenant': 'a' } } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [HEADERS, 'x-tenant'],
      ]),
      GET: redirect(307, '{api}/preflight-after-redirect/moved', [[ORIGIN, APP]]),
      'OPTIONS /moved': preflight([[ORIGIN, APP]]),
    },
    expect: {
      verdict: 'blocked',
      error: 'HeaderDisallowedByPreflightResponse',
      parameter: 'x-tenant',
      header: HEADERS,
      mark: null,
      phase: 'preflight',
    },
  },
];
