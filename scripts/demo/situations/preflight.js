// The preflight is where most blocked requests end: the actual request is never sent.
import { APP, CREDENTIALS, HEADERS, METHODS, ORIGIN, errorPage, ok, preflight, redirect } from './types.js';

const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
const put = { method: 'PUT', body: 'text' };

/** @type {import('./types.js').Situation[]} */
export const preflights = [
  {
    id: 'preflight-no-headers',
    title: 'OPTIONS is answered without any CORS header',
    pain: [4],
    requests: [{ via: 'fetch', init: json }],
    answers: { OPTIONS: { status: 200, headers: [['Allow', 'GET, POST']] }, POST: ok([[ORIGIN, APP]]) },
    expect: {
      verdict: 'blocked',
      error: 'PreflightMissingAllowOriginHeader',
      header: ORIGIN,
      mark: null,
      phase: 'preflight',
    },
  },
  {
    id: 'options-405',
    title: 'OPTIONS → 405, no CORS header',
    pain: [4],
    requests: [{ via: 'fetch', init: json }],
    answers: { OPTIONS: { status: 405, headers: [['Allow', 'GET, POST']] } },
    expect: {
      verdict: 'blocked',
      error: 'PreflightMissingAllowOriginHeader',
      header: ORIGIN,
      mark: null,
      phase: 'preflight',
    },
  },
  {
    id: 'options-404',
    title: 'OPTIONS → 404 although the headers are right',
    pain: [4],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: preflight(
        [
          [ORIGIN, APP],
          [HEADERS, 'content-type'],
        ],
        404,
      ),
    },
    expect: { verdict: 'blocked', error: 'PreflightInvalidStatus', header: null, mark: '404', phase: 'preflight' },
  },
  {
    id: 'options-401',
    title: 'OPTIONS → 401: authentication runs before CORS',
    pain: [3],
    requests: [{ via: 'fetch', init: { headers: { Authorization: 'Bearer demo' } } }],
    answers: {
      OPTIONS: preflight(
        [
          ['WWW-Authenticate', 'Bearer'],
          [ORIGIN, APP],
          [HEADERS, 'authorization'],
        ],
        401,
      ),
    },
    expect: { verdict: 'blocked', error: 'PreflightInvalidStatus', header: null, mark: '401', phase: 'preflight' },
  },
  {
    id: 'options-403-bare',
    title: 'OPTIONS → 403 from the login wall, no CORS header',
    pain: [3],
    requests: [{ via: 'fetch', init: { headers: { Authorization: 'Bearer demo' } } }],
    answers: { OPTIONS: errorPage(403, 'awselb/2.0') },
    expect: {
      verdict: 'blocked',
      error: 'PreflightMissingAllowOriginHeader',
      header: ORIGIN,
      mark: null,
      phase: 'preflight',
    },
  },
  {
    id: 'options-500',
    title: 'OPTIONS → 500 with `*`',
    pain: [1, 4],
    requests: [{ via: 'fetch', init: put }],
    answers: {
      OPTIONS: preflight(
        [
          [ORIGIN, '*'],
          [METHODS, '*'],
        ],
        500,
      ),
    },
    expect: { verdict: 'blocked', error: 'PreflightInvalidStatus', header: null, mark: '500', phase: 'preflight' },
  },
  {
    id: 'preflight-redirect-slash',
    title: 'OPTIONS is redirected to the path with a slash',
    pain: [5],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: redirect(308, '{api}/preflight-redirect-slash/', [[ORIGIN, APP]]),
      'OPTIONS /': preflight([
        [ORIGIN, APP],
        [HEADERS, 'content-type'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightDisallowedRedirect',
      header: 'Location',
      mark: '{api}/preflight-redirect-slash/',
      phase: 'preflight',
    },
  },
  {
    id: 'preflight-redirect-login',
    title: 'OPTIONS is sent to the login page',
    pain: [3, 5],
    requests: [{ via: 'fetch', init: put }],
    answers: { OPTIONS: redirect(302, '{third}/login?next=%2F') },
    expect: {
      verdict: 'blocked',
      error: 'PreflightDisallowedRedirect',
      header: 'Location',
      mark: '{third}/login?next=%2F',
      phase: 'preflight',
    },
  },
  {
    id: 'preflight-wildcard-credentials',
    title: 'Preflight: `*` and credentials',
    pain: [9],
    requests: [{ via: 'fetch', init: { ...json, credentials: 'include' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, '*'],
        [CREDENTIALS, 'true'],
        [HEADERS, 'content-type'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightWildcardOriginNotAllowed',
      header: ORIGIN,
      mark: '*',
      phase: 'preflight',
    },
  },
  {
    id: 'preflight-duplicate',
    title: 'Preflight: proxy and application both add the origin',
    pain: [7],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, '*'],
        [HEADERS, 'content-type'],
        [ORIGIN, APP],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightMultipleAllowOriginValues',
      parameter: '*, {app}',
      header: ORIGIN,
      mark: APP,
      phase: 'preflight',
    },
  },
  {
    id: 'preflight-no-scheme',
    title: 'Preflight: the scheme was forgotten',
    pain: [8],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, 'app.localhost'],
        [HEADERS, 'content-type'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightInvalidAllowOriginValue',
      parameter: 'app.localhost',
      header: ORIGIN,
      mark: 'app.localhost',
      phase: 'preflight',
    },
  },
  {
    id: 'preflight-trailing-slash',
    title: 'Preflight: a trailing slash',
    pain: [8],
    requests: [{ via: 'fetch', init: json }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, '{app}/'],
        [HEADERS, 'content-type'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightAllowOriginMismatch',
      parameter: '{app}/',
      header: ORIGIN,
      mark: '{app}/',
      phase: 'preflight',
    },
  },
  {
    id: 'preflight-credentials-case',
    title: 'Preflight: `True` is not `true`',
    pain: [9],
    requests: [{ via: 'fetch', init: { ...json, credentials: 'include' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        [CREDENTIALS, 'True'],
        [HEADERS, 'content-type'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightInvalidAllowCredentials',
      parameter: 'True',
      header: CREDENTIALS,
      mark: 'True',
      phase: 'preflight',
    },
  },
];
