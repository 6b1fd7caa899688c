// Redirects of the actual request: every 3xx is checked itself, and the Origin may become `null`.
import { APP, ORIGIN, ok, redirect } from './types.js';

/** @type {import('./types.js').Situation[]} */
export const redirects = [
  {
    id: 'redirect-bare',
    title: 'The redirect itself lacks the header',
    pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(301, '{api}/redirect-bare/final'), 'GET /final': ok([[ORIGIN, '*']]) },
    expect: { verdict: 'blocked', error: 'MissingAllowOriginHeader', header: ORIGIN, mark: null, phase: 'redirect' },
  },
  {
    id: 'redirect-login',
    title: 'Sent to a login page of a third origin: Origin becomes `null`',
    pain: [6, 16],
    requests: [{ via: 'fetch' }],
    answers: {
      GET: redirect(302, '{third}/redirect-login/login', [[ORIGIN, APP]]),
      'GET /login': {
        status: 200,
        headers: [
          ['Content-Type', 'text/html'],
          [ORIGIN, APP],
        ],
        body: '<form></form>',
      },
    },
    expect: {
      verdict: 'blocked',
      error: 'AllowOriginMismatch',
      parameter: APP,
      header: ORIGIN,
      mark: APP,
      phase: 'response',
    },
  },
  {
    id: 'redirect-back',
    title: 'Redirected back to the page’s own origin',
    pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(302, '{app}/redirect-back/final', [[ORIGIN, APP]]), 'GET /final': ok([]) },
    expect: { verdict: 'blocked', error: 'MissingAllowOriginHeader', header: ORIGIN, mark: null, phase: 'response' },
  },
  {
    id: 'redirect-from-own',
    title: 'A same-origin request redirected to the API',
    pain: [6],
    requests: [{ via: 'fetch', url: '{app}/redirect-from-own' }],
    answers: { GET: redirect(302, '{api}/redirect-from-own/final'), 'GET /final': ok([]) },
    expect: { verdict: 'blocked', error: 'MissingAllowOriginHeader', header: ORIGIN, mark: null, phase: 'response' },
  },
  {
    id: 'redirect-user-info',
    title: 'The redirect’s target carries a user name',
    pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(302, 'http://user:secret@{apiHost}/redirect-user-info/final', [[ORIGIN, APP]]) },
    expect: {
      verdict: 'blocked',
      error: 'RedirectContainsCredentials',
      header: 'Location',
      mark: 'http://user:secret@{apiHost}/redirect-user-info/final',
      phase: 'redirect',
    },
  },
  {
    id: 'redirect-app-scheme',
    title: 'Redirected to an app’s own scheme',
    pain: [6],
    requests: [{ via: 'fetch' }],
    answers: { GET: redirect(302, 'shop-app://open/7', [[ORIGIN, APP]]) },
    expect: {
      verdict: 'blocked',
      error: 'CorsDisabledScheme',
      header: 'Location',
      mark: 'shop-app://open/7',
      phase: 'redirect',
    },
  },
];
