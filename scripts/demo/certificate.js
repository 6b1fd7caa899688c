// A certificate for the demo's `https` page, made anew each time: no key lies in the repository, and none expires.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** DER: tag, length, content. @param {number} tag @param {...(Buffer|number[])} parts */
function der(tag, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (/** @type {(Buffer|number[])[]} */ ...parts) => der(0x30, ...parts);
const text = (/** @type {number} */ tag, /** @type {string} */ value) => der(tag, Buffer.from(value, 'latin1'));
const time = (/** @type {Date} */ date) => text(0x17, `${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`);

/** Object identifiers, encoded. */
const ECDSA_WITH_SHA256 = der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]);
const COMMON_NAME = der(0x06, [0x55, 0x04, 0x03]);
const SUBJECT_ALT_NAME = der(0x06, [0x55, 0x1d, 0x11]);

/**
 * @param {string} host
 * @returns {{ key: string, cert: string, fingerprint: string }} `fingerprint`: of the public key, as
 *   `--ignore-certificate-errors-spki-list` wants it
 */
export function selfSigned(host) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const name = sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, host))));
  const day = 24 * 60 * 60 * 1000;
  const valid = sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + 30 * day)));
  const names = sequence(SUBJECT_ALT_NAME, der(0x04, sequence(text(0x82, host))));
  const version3 = der(0xa0, der(0x02, [2]));
  const serial = der(0x02, [1]);
  const extensions = der(0xa3, sequence(names));
  const body = sequence(version3, serial, algorithm, name, valid, name, publicInfo, extensions);
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, algorithm, der(0x03, [0], signature));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: /** @type {string} */ (privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(publicInfo).digest('base64'),
  };
}
