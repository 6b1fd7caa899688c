// Passes requests through, except one that it answers itself.
self.addEventListener('install', () => /** @type {any} */ (self).skipWaiting());
self.addEventListener('fetch', (/** @type {any} */ event) => {
  if (event.request.mode === 'navigate' || event.request.url.endsWith('.js')) return;
  const synthetic = event.request.url.endsWith('?synthetic');
  event.respondWith(synthetic ? new Response('{"from":"service worker"}') : fetch(event.request));
});
