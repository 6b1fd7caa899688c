import type { InstallGlobalOptions, InstalledGlobal } from '../types.js' with { 'resolution-mode': 'import' };

export type { InstallGlobalOptions, InstalledGlobal };
export function installGlobal(options?: InstallGlobalOptions): InstalledGlobal;
