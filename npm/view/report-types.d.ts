// What the views are drawn from: the public contract, and nothing else of the package.
export * from '../types.d.ts';
export type { Console as ConsoleText, SentView as SentRequest } from '../types.d.ts';
