// Recipes for what is not run here: each file is read by a parser of its format, and says what the policy says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { explain, recipes } from '../../npm/node.js';

const ORIGIN = 'https://app.example';
const sent = { kind: /** @type {const} */ ('request'), hop: 0, method: 'GET', url: 'https://api.example/', headers: [] };
/** @param {'omit' | 'include'} credentials */
const reportOf = (credentials) => explain({
  schema: 1,
  request: { url: sent.url, origin: ORIGIN, method: 'PUT', headers: [['X-Request-Id', '7']], credentials },
  exchanges: [{ sent: { ...sent, method: 'PUT' }, received: { status: 200, headers: [['Access-Control-Expose-Headers', 'ETag']] } }],
});

/** @param {string} stack @param {'omit' | 'include'} [credentials] */
function fileOf(stack, credentials = 'include') {
  const [recipe] = recipes(reportOf(credentials), stack);
  assert.ok(recipe, stack);
  assert.equal(recipe.tested, false);
  assert.equal(recipe.files.length, 1);
  return recipe.files[0]?.text ?? '';
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

test('Traefik: YAML, by PyYAML', () => {
  const toJson = 'import sys, json, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)';
  assert.deepEqual(JSON.parse(through('/usr/bin/python3', ['-c', toJson], fileOf('traefik'))), {
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
