// The same check, asked for by other things than fetch().
import { APP, CREDENTIALS, ORIGIN, ok, preflight } from './types.js';

/** @type {import('./types.js').Expectation} */
const missing = {
  verdict: 'blocked',
  error: 'MissingAllowOriginHeader',
  header: ORIGIN,
  mark: null,
  phase: 'response',
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** @type {import('./types.js').Situation[]} */
export const initiators = [
  {
    id: 'image-crossorigin',
    title: '`<img crossorigin>` for a canvas',
    pain: [27],
    requests: [{ via: 'image', crossorigin: 'anonymous' }],
    answers: { GET: { status: 200, headers: [['Content-Type', 'image/svg+xml']], body: svg } },
    expect: missing,
  },
  {
    id: 'image-use-credentials',
    title: '`<img crossorigin="use-credentials">` and `*`',
    pain: [27, 9],
    requests: [{ via: 'image', crossorigin: 'use-credentials' }],
    answers: {
      GET: {
        status: 200,
        headers: [
          ['Content-Type', 'image/svg+xml'],
          [ORIGIN, '*'],
        ],
        body: svg,
      },
    },
    expect: { verdict: 'blocked', error: 'WildcardOriginNotAllowed', header: ORIGIN, mark: '*', phase: 'response' },
  },
  {
    id: 'image-plain',
    title: '`<img>` without `crossorigin`: not a CORS request',
    pain: [27],
    requests: [{ via: 'image' }],
    answers: { GET: { status: 200, headers: [['Content-Type', 'image/svg+xml']], body: svg } },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'font',
    title: 'A font from a CDN',
    pain: [27],
    requests: [{ via: 'font' }],
    answers: { GET: { status: 200, headers: [['Content-Type', 'font/woff2']], body: 'wOF2' } },
    expect: missing,
  },
  {
    id: 'module',
    title: 'A module script',
    pain: [27],
    requests: [{ via: 'module' }],
    answers: { GET: { status: 200, headers: [['Content-Type', 'text/javascript']], body: 'export {};' } },
    expect: missing,
  },
  {
    id: 'stylesheet',
    title: '`<link rel=stylesheet crossorigin>`',
    pain: [27],
    requests: [{ via: 'stylesheet', crossorigin: 'anonymous' }],
    answers: {
      GET: {
        status: 200,
        headers: [
          ['Content-Type', 'text/css'],
          [ORIGIN, 'https://cdn.example'],
        ],
        body: '',
      },
    },
    expect: {
      verdict: 'blocked',
      error: 'AllowOriginMismatch',
      parameter: 'https://cdn.example',
      header: ORIGIN,
      mark: 'https://cdn.example',
      phase: 'response',
    },
  },
  {
    id: 'eventsource',
    title: 'EventSource',
    pain: [29],
    requests: [{ via: 'eventsource' }],
    answers: { GET: { status: 200, headers: [['Content-Type', 'text/event-stream']], body: 'data: 1\n\n' } },
    expect: missing,
  },
  {
    id: 'beacon-refused',
    title: '`sendBeacon` with JSON, and the preflight knows no credentials',
    pain: [29],
    requests: [{ via: 'beacon', init: { type: 'application/json', body: '{}' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        ['Access-Control-Allow-Headers', 'content-type'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'PreflightInvalidAllowCredentials',
      header: CREDENTIALS,
      mark: null,
      phase: 'preflight',
    },
  },
  {
    id: 'xhr-put',
    title: 'XHR PUT without the method in the list',
    pain: [11],
    requests: [{ via: 'xhr', init: { method: 'PUT', body: 'x' } }],
    answers: {
      OPTIONS: preflight([
        [ORIGIN, APP],
        ['Access-Control-Allow-Methods', 'GET, POST'],
      ]),
    },
    expect: {
      verdict: 'blocked',
      error: 'MethodDisallowedByPreflightResponse',
      parameter: 'PUT',
      header: 'Access-Control-Allow-Methods',
      mark: 'GET, POST',
      phase: 'preflight',
    },
  },
  {
    id: 'worker-blocked',
    title: 'GET from a worker',
    pain: [27],
    requests: [{ via: 'fetch', from: 'worker' }],
    answers: { GET: ok([[ORIGIN, 'http://localhost']]) },
    expect: {
      verdict: 'blocked',
      error: 'AllowOriginMismatch',
      parameter: 'http://localhost',
      header: ORIGIN,
      mark: 'http://localhost',
      phase: 'response',
    },
  },
  {
    id: 'service-worker-blocked',
    title: 'Through a service worker, blocked',
    pain: [23],
    requests: [{ via: 'fetch', from: 'service-worker' }],
    answers: { GET: ok([]) },
    expect: missing,
  },
  {
    id: 'service-worker-allowed',
    title: 'Through a service worker, allowed',
    pain: [23],
    requests: [{ via: 'fetch', from: 'service-worker' }],
    answers: { GET: ok([[ORIGIN, APP]]) },
    expect: { verdict: 'allowed' },
  },
  {
    id: 'sandboxed-frame',
    title: 'A sandboxed frame: its origin is `null`',
    pain: [16],
    requests: [{ via: 'fetch', from: 'sandboxed-frame' }],
    answers: { GET: ok([[ORIGIN, APP]]) },
    expect: {
      verdict: 'blocked',
      error: 'AllowOriginMismatch',
      parameter: APP,
      header: ORIGIN,
      mark: APP,
      phase: 'response',
    },
  },
];
