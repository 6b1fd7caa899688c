import { createFetch, explain, load, renderText } from 'corscope';

await load();
const request = { url: 'https://api.example.com/orders', origin: 'https://app.example.com' };
const sent = { kind: 'request', hop: 0, method: 'GET', url: request.url, headers: [] };
const report = explain({ schema: 1, request, exchanges: [{ sent, received: { status: 200, headers: [] } }] });
const fetch = createFetch({
  origin: request.origin,
  server: (asked) => new Response('[]', { headers: asked.url.endsWith('/open') ? { 'Access-Control-Allow-Origin': '*' } : {} }),
});
document.querySelector('#said').textContent = [
  `${report.verdict} ${report.cause.code}`,
  renderText(report).split('\n')[0],
  await (await fetch('https://api.example.com/open')).text(),
  await fetch('https://api.example.com/closed').catch((error) => error.cause.cause.code),
  '',
].join('\n');
