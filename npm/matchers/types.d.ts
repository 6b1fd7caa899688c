/** What the matchers of all test runners take. */
import type { CookieJar, Engine, Report } from '../types.js';

/** A call that a page makes. */
export interface PageCall {
  /** The page's origin, serialised, as `createFetch` takes it: `https://app.example.com`, or `null` for an opaque one. */
  from: string;
  /** Of the target; relative to the URL that stands for the server, else to `https://api.test`. Left out: the root. */
  path?: string;
  /** The target, in place of `path`. */
  url?: string;
  /** `GET` if left out. */
  method?: string;
  /** That the page sets. */
  headers?: HeadersInit;
  /** `true`: `include`. Left out, or `false`: `same-origin`, as `fetch` has it. */
  credentials?: boolean | RequestCredentials;
  body?: BodyInit | null;
  /** As `fetch` wants it beside a stream. */
  duplex?: 'half';
  mode?: 'cors' | 'no-cors' | 'same-origin';
  redirect?: 'follow' | 'error' | 'manual';
  /** As `createFetch` takes them. */
  cookies?: CookieJar | null;
  /**
   * Whose decision is asked for; `['chromium']` if left out. Messages are sent once, as the first one sends them; for the others
   * the same answers are judged.
   */
  engines?: Engine[];
}

export interface BlockedCall extends PageCall {
  /** The code that has to be the cause, such as `allow-origin-mismatch`. */
  code?: string;
}

/** `Result` is what the test runner's own asynchronous matchers give. Each holds, or with `.not` doesn't, in every engine asked for. */
export interface CorsMatchers<Result = Promise<void>> {
  /** A page can make this call and read the answer. */
  toAllowCors(call: PageCall): Result;
  /** CORS keeps the page from it. A call that ends for another reason is neither allowed nor blocked. */
  toBlockCors(call: BlockedCall): Result;
  /** The browser asks the server's leave first. */
  toNeedPreflight(call: PageCall): Result;
  /** Script can read all these headers of the answer; with `.not`, none of them. */
  toExposeHeaders(names: string[], call: PageCall): Result;
}

export interface AccessTableOptions extends Omit<PageCall, 'from' | 'method'> {
  origins: string[];
  /** `['GET']` if left out. */
  methods?: string[];
}

/**
 * Who may read what, as a text for a snapshot: a line for each origin, a column for each method. What `app` may be, see
 * `server` of `createFetch`; the URL of a running server is the target itself.
 */
export function accessTable(app: unknown, options: AccessTableOptions): Promise<string>;

/** How the call ends, in each engine asked for: what the matchers judge. */
export function ask(app: unknown, call: PageCall): Promise<Report[]>;
