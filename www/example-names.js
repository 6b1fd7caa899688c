/** Which case stands for which symptom; a plain list, so that tests can read it without a bundler. */
export const EXAMPLES = [
  { file: 'cors-check', name: 'allow-origin-absent', symptom: 'No Access-Control-Allow-Origin at all' },
  { file: 'cors-check', name: 'allow-origin-trailing-slash', symptom: 'The origin is listed, with a trailing slash' },
  { file: 'cors-check', name: 'allow-origin-two-lines-equal', symptom: 'Application and proxy both add the header' },
  { file: 'cors-check-credentials', name: 'credentials-wildcard', symptom: 'Cookies, and “*” as the allowed origin' },
  { file: 'cors-check-credentials', name: 'credentials-true-capitalised', symptom: 'Allow-Credentials is “True”' },
  { file: 'preflight-status', name: 'preflight-status-401-is-not-ok', symptom: 'OPTIONS is answered with 401' },
  { file: 'preflight-status', name: 'preflight-status-301-with-location', symptom: 'OPTIONS is redirected' },
  { file: 'request-headers', name: 'request-header-two-of-three-missing', symptom: 'My own headers are refused' },
  { file: 'redirect-origin-null', name: 'redirect-origin-null-at-the-third-origin',
    symptom: 'After a redirect, Origin is null' },
  { file: 'expose-headers', name: 'expose-absent', symptom: 'It works, but headers.get() gives null' },
];
