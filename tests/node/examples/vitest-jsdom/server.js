const cors = {
  'Access-Control-Allow-Origin': 'https://app.example.com',
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'content-type',
  Vary: 'Origin',
};

const answer = (method, headers) => (method === 'OPTIONS' ? new Response(null, { status: 204, headers }) : Response.json([], { headers }));

export const server = ({ method }) => answer(method, cors);

/** What reads is let through; what writes asks first, and is not. */
export const broken = ({ method }) => answer(method, { ...cors, 'Access-Control-Allow-Methods': 'GET, POST' });
