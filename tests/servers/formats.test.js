// Recipes for what is not run here: each file is read by a parser of its format, and says what the policy says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { explain, recipes } from '../../npm/node.js';

const ORIGIN = 'https://app.example';
const sent = { kind: /** @type {const} */ ('request'), hop: 0, method: 'GET', url: 'https://api.example/', headers: [] };
/** @param {'omit' | 'include'} credentials */
const reportOf = (credentials) => explain({
  schema: 1,
  request: { url: sent.url, origin: ORIGIN, method: 'PUT', headers: [['X-Request-Id', '7']], credentials },
  exchanges: [{ sent: { ...sent, method: 'PUT' }, received: { status: 200, headers: [['Access-Control-Expose-Headers', 'ETag']] } }],
});

/** @param {string} stack @param {'omit' | 'include'} [credentials] @returns {Record<string, string>} texts by their files' names */
function filesOf(stack, credentials = 'include') {
  const [recipe] = recipes(reportOf(credentials), stack);
  assert.ok(recipe, stack);
  assert.equal(recipe.tested, false);
  return Object.fromEntries(recipe.files.map(({ name, text }) => [name, text]));
}

/** @param {string} stack @param {'omit' | 'include'} [credentials] */
function fileOf(stack, credentials = 'include') {
  const texts = Object.values(filesOf(stack, credentials));
  assert.equal(texts.length, 1);
  return texts[0] ?? '';
}

/** @param {string} command @param {string[]} args @param {string} input */
const through = (command, args, input) => execFileSync(command, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

test('Amazon S3: JSON', () => {
  assert.deepEqual(JSON.parse(fileOf('s3')), {
    CORSRules: [{
      AllowedOrigins: [ORIGIN], AllowedMethods: ['PUT'], AllowedHeaders: ['x-request-id'], ExposeHeaders: ['etag'], MaxAgeSeconds: 7200,
    }],
  });
});

test('Google Cloud Storage: JSON', () => {
  assert.deepEqual(JSON.parse(fileOf('gcs', 'omit')), [
    { origin: [ORIGIN], method: ['PUT'], responseHeader: ['x-request-id', 'etag'], maxAgeSeconds: 7200 },
  ]);
  assert.deepEqual(recipes(reportOf('include'), 'gcs'), []);
});

test('Amazon API Gateway: JSON', () => {
  assert.deepEqual(JSON.parse(fileOf('api-gateway')), {
    AllowOrigins: [ORIGIN], AllowMethods: ['PUT'], AllowHeaders: ['x-request-id'], ExposeHeaders: ['etag'], AllowCredentials: true,
    MaxAge: 7200,
  });
});

/** @param {string} text */
function yaml(text) {
  const toJson = 'import sys, json, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)';
  return JSON.parse(through('/usr/bin/python3', ['-c', toJson], text));
}

test('Traefik: YAML, by PyYAML', () => {
  assert.deepEqual(yaml(fileOf('traefik')), {
    http: { middlewares: { cors: { headers: {
      accessControlAllowOriginList: [ORIGIN], accessControlAllowMethods: ['PUT'], accessControlAllowHeaders: ['x-request-id'],
      accessControlExposeHeaders: ['etag'], accessControlAllowCredentials: true, accessControlMaxAge: 7200, addVaryHeader: true,
    } } } },
  });
});

test('Laravel: PHP', () => {
  const code = fileOf('laravel').replace('<?php', '').replace('return', '$settings =');
  assert.deepEqual(JSON.parse(through('php', ['-r', `${code} echo json_encode($settings);`], '')), {
    paths: ['*'], allowed_origins: [ORIGIN], allowed_origins_patterns: [], allowed_methods: ['PUT'], allowed_headers: ['x-request-id'],
    exposed_headers: ['etag'], supports_credentials: true, max_age: 7200,
  });
});

test('Go with jub0bs/cors: gofmt has nothing to change', () => {
  const text = fileOf('go-jub0bs');
  assert.equal(through('gofmt', [], text), text);
  assert.match(text, /Origins: +\[\]string\{"https:\/\/app\.example"\}/u);
  assert.throws(() => through('gofmt', [], text.replace('{', '')));
});

test('Envoy: YAML, by PyYAML', () => {
  const { 'virtual-host.yaml': host = '', 'http-filters.yaml': filters = '' } = filesOf('envoy');
  const type = 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors';
  assert.deepEqual(yaml(filters), [{ name: 'envoy.filters.http.cors', typed_config: { '@type': type } }]);
  assert.deepEqual(yaml(host), {
    response_headers_to_add: [{ header: { key: 'Vary', value: 'Origin' }, append_action: 'APPEND_IF_EXISTS_OR_ADD' }],
    typed_per_filter_config: { 'envoy.filters.http.cors': {
      '@type': `${type}Policy`, allow_origin_string_match: [{ exact: ORIGIN }], allow_methods: 'PUT', allow_headers: 'x-request-id',
      expose_headers: 'etag', allow_credentials: true, max_age: '7200', forward_not_matching_preflights: false,
    } },
  });
});

test('Azure Blob Storage: JSON', () => {
  assert.deepEqual(JSON.parse(fileOf('azure-blob')), { cors: { corsRules: [{
    allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['x-request-id'], exposedHeaders: ['etag'], maxAgeInSeconds: 7200,
  }] } });
});

test('Spring Boot: Java, by java-parser', () => {
  const { parse } = createRequire(import.meta.url)('java-parser');
  const text = fileOf('spring');
  parse(text);
  assert.match(text, /setAllowedOrigins\(List\.of\("https:\/\/app\.example"\)\)/u);
  assert.match(text, /setAllowCredentials\(true\)/u);
  assert.throws(() => parse(text.replace('{', '')));
});

test('ASP.NET Core: C#, by Mono', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corscope-aspnet-'));
  after(() => rmSync(folder, { recursive: true }));
  const parse = (/** @type {string} */ code) => {
    writeFileSync(join(folder, 'Cors.cs'), code);
    through('mcs', ['--parse', join(folder, 'Cors.cs')], '');
  };
  const text = fileOf('aspnet');
  parse(text);
  assert.match(text, /\.WithOrigins\("https:\/\/app\.example"\)/u);
  assert.match(text, /\.AllowCredentials\(\)/u);
  assert.doesNotMatch(fileOf('aspnet', 'omit'), /AllowCredentials/u);
  assert.throws(() => parse(text.replace('{', '')));
});

test('Amazon CloudFront: JSON, and a function for Node’s parser that answers preflights only', () => {
  const { 'cors-policy.json': policy = '', 'cors-preflight.js': code = '' } = filesOf('cloudfront');
  assert.deepEqual(JSON.parse(policy).Properties.ResponseHeadersPolicyConfig.CorsConfig, {
    AccessControlAllowOrigins: { Items: [ORIGIN] }, AccessControlAllowMethods: { Items: ['PUT'] },
    AccessControlAllowHeaders: { Items: ['x-request-id'] }, AccessControlExposeHeaders: { Items: ['etag'] },
    AccessControlAllowCredentials: true, AccessControlMaxAgeSec: 7200, OriginOverride: true,
  });
  const handler = runInNewContext(`${code}; handler`);
  /** @param {string} method @param {string} origin */
  const answer = (method, origin) => {
    /** @type {Record<string, { value: string }>} */
    const headers = { origin: { value: origin } };
    if (method === 'OPTIONS') headers['access-control-request-method'] = { value: 'PUT' };
    return JSON.parse(JSON.stringify(handler({ request: { method, headers } })));
  };
  assert.equal(answer('GET', ORIGIN).method, 'GET');
  const good = answer('OPTIONS', ORIGIN);
  assert.deepEqual([good.statusCode, good.headers['access-control-allow-origin'].value], [204, ORIGIN]);
  assert.deepEqual(answer('OPTIONS', `${ORIGIN}.evil.example`).headers, { vary: { value: 'Origin' } });
});

/** The module of a text; in the place of what it imports stands this. @param {string} text @param {string} [imported] */
async function moduleOf(text, imported = '') {
  const code = text.replace(/^import .*$/mu, () => imported);
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Each answer as the platform would give it. @type {Record<string, () => Promise<(request: Request) => Response | Promise<Response>>>} */
const EDGES = {
  nextjs: async () => (await moduleOf(fileOf('nextjs'), `class NextResponse extends Response {
    static next() { return new NextResponse('next', { status: 500 }); }
  }`)).proxy,
  vercel: async () => (await moduleOf(fileOf('vercel'), "const next = ({ headers }) => new Response('next', { status: 500, headers });")).default,
  netlify: async () => {
    const { default: edge, config } = await moduleOf(fileOf('netlify'));
    assert.equal(config.path, '/*');
    return (request) => edge(request, { next: async () => Response.json('next', { status: 500, headers: { Vary: 'Accept' } }) });
  },
};

for (const [stack, load] of Object.entries(EDGES)) {
  test(`${stack}: a module that Node runs, with a stand-in for the platform`, async () => {
    const handle = await load();
    const ask = async (/** @type {string} */ method, /** @type {string | null} */ origin) => {
      const headers = new Headers(origin === null ? {} : { Origin: origin });
      if (method === 'OPTIONS') headers.set('Access-Control-Request-Method', 'PUT');
      const { status, headers: told } = await handle(new Request(sent.url, { method, headers }));
      assert.match(told.get('Vary') ?? '', /\bOrigin\b/u);
      return { status, cors: Object.fromEntries([...told].filter(([name]) => name.startsWith('access-control-'))) };
    };
    const always = {
      'access-control-allow-origin': ORIGIN, 'access-control-allow-credentials': 'true', 'access-control-expose-headers': 'etag',
    };
    assert.deepEqual(await ask('GET', ORIGIN), { status: 500, cors: always });
    assert.deepEqual(await ask('OPTIONS', ORIGIN), { status: 204, cors: {
      ...always, 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-request-id', 'access-control-max-age': '7200',
    } });
    for (const origin of [null, 'null', 'https://evil.example', `${ORIGIN}.evil.example`]) {
      assert.deepEqual(await ask('GET', origin), { status: 500, cors: {} });
      assert.deepEqual(await ask('OPTIONS', origin), { status: 204, cors: {} });
    }
  });
}

test('every recipe that is not run is read here', async () => {
  const source = await readFile(new URL(import.meta.url), 'utf8');
  const unread = recipes(reportOf('omit')).filter(({ tested, stack }) => !tested && !source.includes(`'${stack}'`) && !(stack in EDGES));
  assert.deepEqual(unread.map(({ stack }) => stack), []);
});
