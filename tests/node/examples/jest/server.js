const listener = (allowedHeaders) => (request, response) => {
  response.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  response.setHeader('Vary', 'Origin');
  if (request.method === 'OPTIONS') {
    response.writeHead(204, { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': allowedHeaders }).end();
  } else {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
  }
};

exports.server = listener('content-type, x-request-id');
exports.broken = listener('content-type');
