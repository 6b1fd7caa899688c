export { installGlobal } from '../types.js';
export type { InstallGlobalOptions, InstalledGlobal } from '../types.js';
