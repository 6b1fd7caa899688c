// Passes requests through, except one that it answers itself, and one that it asks for in mode `no-cors`.
self.addEventListener('install', () => /** @type {any} */ (self).skipWaiting());
self.addEventListener('fetch', (/** @type {any} */ event) => {
  if (event.request.mode === 'navigate' || event.request.url.endsWith('.js')) return;
  const { url } = event.request;
  if (url.endsWith('?synthetic')) event.respondWith(new Response('{"from":"service worker"}'));
  else if (url.endsWith('?opaque')) event.respondWith(fetch(url, { mode: 'no-cors' }));
  else event.respondWith(fetch(event.request));
});
