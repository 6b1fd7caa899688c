// What each place is asked, once the package is loaded there.
import { createFetch, explain, renderText } from 'corscope';

const request = { url: 'https://api.example.com/orders', origin: 'https://app.example.com' };

/** An explained call, and two of a fetch that enforces CORS, line by line. */
export async function said() {
  const sent = { kind: 'request', hop: 0, method: 'GET', url: request.url, headers: [] };
  const report = explain({ schema: 1, request, exchanges: [{ sent, received: { status: 200, headers: [] } }] });
  const server = (asked) => new Response('[]', { headers: asked.url.endsWith('/open') ? { 'Access-Control-Allow-Origin': '*' } : {} });
  const fetch = createFetch({ origin: request.origin, server });
  return [
    `${report.verdict} ${report.cause.code}`,
    renderText(report).split('\n')[0],
    await (await fetch('https://api.example.com/open')).text(),
    await fetch('https://api.example.com/closed').catch((error) => error.cause.cause.code),
  ].join('\n');
}
