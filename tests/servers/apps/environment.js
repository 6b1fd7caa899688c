/** What an application is told. */
const { RECIPE, PORT, AUTHORIZATION } = process.env;
if (!RECIPE || !PORT || !AUTHORIZATION) throw new Error('RECIPE, PORT and AUTHORIZATION are not set');

/** The recipe's module. */
export const recipe = await import(RECIPE);
export const listening = { port: Number(PORT), host: '127.0.0.1' };
export const authorization = AUTHORIZATION;
