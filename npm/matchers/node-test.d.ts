import type { BlockedCall, PageCall } from './types.js';

export * from './types.js';

/** Each rejects with an `AssertionError` whose message says which header made it so, and the fix. */
export function assertAllowsCors(app: unknown, call: PageCall): Promise<void>;
/** The opposite of `assertAllowsCors`; a call that ends for another reason than CORS passes neither. */
export function assertBlocksCors(app: unknown, call: BlockedCall): Promise<void>;
export function assertNeedsPreflight(app: unknown, call: PageCall): Promise<void>;
export function assertNeedsNoPreflight(app: unknown, call: PageCall): Promise<void>;
/** Script can read all of them. */
export function assertExposesHeaders(app: unknown, names: string[], call: PageCall): Promise<void>;
/** Script can read none of them. */
export function assertHidesHeaders(app: unknown, names: string[], call: PageCall): Promise<void>;
