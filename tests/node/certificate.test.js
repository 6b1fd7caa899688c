import { strictEqual } from 'node:assert';
import https from 'node:https';
import { test } from 'node:test';
import { selfSigned } from '../../scripts/demo/certificate.js';

/** Its base64 fills the last line for some lengths: a line too many made OpenSSL refuse it. */
test('a certificate for a host name of any length can be served', () => {
  for (let length = 1; length <= 49; length += 1) {
    const { key, cert } = selfSigned(`${'a'.repeat(length)}.example`);
    https.createServer({ key, cert });
    strictEqual(/\n\n/u.test(cert), false, `${length}`);
  }
});
