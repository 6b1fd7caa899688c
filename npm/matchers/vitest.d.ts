import 'vitest';
import type { CorsMatchers } from './types.js';

declare module 'vitest' {
  interface Matchers<T = any> extends CorsMatchers {}
}

export * from './types.js';
