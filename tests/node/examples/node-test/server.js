const listener = (preflightStatus) => (request, response) => {
  response.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  response.setHeader('Access-Control-Allow-Methods', 'DELETE');
  response.setHeader('Vary', 'Origin');
  response.writeHead(request.method === 'OPTIONS' ? preflightStatus : 204).end();
};

export const server = listener(204);
/** It wants to know who asks before it answers anybody, the browser that asks for leave, too. */
export const broken = listener(401);
