/** One message over HTTP, with the header lines as they come. */
import { request } from 'node:http';

/**
 * @param {string} method @param {string} url @param {[string, string][]} lines
 * @returns {Promise<{ status: number, headers: [string, string][] }>}
 */
export function ask(method, url, lines) {
  const { hostname, port, pathname, host } = new URL(url);
  const body = method === 'PUT' ? '{}' : '';
  const headers = [['Host', host], ['Connection', 'close'], ...lines];
  if (body) headers.push(['Content-Length', String(body.length)]);
  return new Promise((resolve, reject) => {
    const message = request({ hostname, port, path: pathname, method, headers: headers.flat(), agent: false }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => {
        const raw = answer.rawHeaders;
        /** @type {[string, string][]} */
        const pairs = [];
        for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
        resolve({ status: answer.statusCode ?? 0, headers: pairs });
      });
    });
    message.once('error', reject);
    message.end(body);
  });
}
