const cors = {
  'Access-Control-Allow-Origin': 'https://app.example.com',
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'content-type',
  'Access-Control-Expose-Headers': 'X-Total',
  Vary: 'Origin',
};

export const server = (request) => (
  request.method === 'OPTIONS' ? new Response(null, { status: 204, headers: cors }) : Response.json([], { headers: { ...cors, 'X-Total': '0' } }));

/** The slash at the end makes it another value. */
export const broken = async (request) => {
  const response = await server(request);
  response.headers.set('Access-Control-Allow-Origin', 'https://app.example.com/');
  return response;
};
