import type { AccessTableOptions, CorsMatchers, PageCall } from './types.js' with { 'resolution-mode': 'import' };
import type { Report } from '../types.js' with { 'resolution-mode': 'import' };

declare global {
  namespace jest {
    interface Matchers<R, T = {}> extends CorsMatchers {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsMatchers {}
}

export function accessTable(app: unknown, options: AccessTableOptions): Promise<string>;
export function ask(app: unknown, call: PageCall): Promise<Report[]>;
