const { broken, server } = require('./server.js');

const call = {
  from: 'https://app.example.com', path: '/orders', method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-Request-Id': '7' },
};

test('the app may write orders', async () => {
  await expect(server).toAllowCors(call);
  await expect(server).toBlockCors({ ...call, from: 'https://evil.example', code: 'allow-origin-mismatch' });
});

test('the broken server', async () => {
  await expect(broken).toAllowCors(call);
});
