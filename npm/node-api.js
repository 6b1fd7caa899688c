/** The package's functions in Node, and what they are made of. */
import { createApi } from './api.js';
import { loadedAdvice, wasm } from './node-wasm.js';
import { httpTransport } from './transport/http.js';
import { ofServer } from './transport/of-server.js';

export const transports = { ofNetwork: httpTransport, ofServer };
export const api = createApi(() => wasm, loadedAdvice, transports);
