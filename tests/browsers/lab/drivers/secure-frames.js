/** Frames over https, for the one browser that treats them apart: only Chromium can be told to trust their certificate. */
import { once } from 'node:events';
import https from 'node:https';
import { selfSigned } from '../../../../scripts/demo/certificate.js';
import { PORTS, SECURE } from '../places.js';
import { FRAME } from '../runner.js';

/** @returns {Promise<{ fingerprint: string, close: () => void }>} fingerprint: of the certificate's public key */
export async function openSecureFrames() {
  const { key, cert, fingerprint } = selfSigned(`page.${SECURE}`);
  const server = https.createServer({ key, cert }, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(FRAME);
  });
  server.listen(PORTS.secure, '127.0.0.1');
  await once(server, 'listening');
  return {
    fingerprint,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
