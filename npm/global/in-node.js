/** `installGlobal` for a global object that need not be this module's own: Jest's tests have another one. */
import { api, transports } from '../node-api.js';
import { installGlobalWith } from './install.js';

export const installGlobalIn = installGlobalWith(api.core, transports);
