import type { CorsMatchers } from './types.js';

declare global {
  namespace jest {
    interface Matchers<R, T = {}> extends CorsMatchers {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsMatchers {}
}

export * from './types.js';
