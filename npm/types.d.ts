/**
 * The public contract. The shapes are generated from the Rust types (npm/pkg/corscope.d.ts, by `npm run build:wasm`); the
 * functions are declared here, the same for Node and for the web.
 */
import type {
  AlternativeView, Answer as GeneratedAnswer, AnswerFacts, AssumptionView, Body, CacheMode, CauseView, Change as GeneratedChange,
  ChecklistItem, CodeDoc, CodeDocs, Comparison, Console, Credentials, Diagnostic, Edit, Engine, EngineView, Exchange as GeneratedExchange, ExchangeView,
  Fact, Fix, HeaderList, Inline, Initiator, Kind, LabelledMark, Line, Mark, Mention, MessageFacts, MessageView as GeneratedMessageView, Mode, NamedInMessage, NetworkError,
  Note, Observed, Outgoing, Phase, PreflightReason, PreflightView, Recipe, RecipeFile, RedirectMode, ReferrerPolicy, Report, RequestInput, RequestPatch, RequestView,
  ResponseType, Row, Scenario as GeneratedScenario, SentView, SessionReport, Skipped, SourceView, TraceStep, Tri, Verdict,
} from './pkg/corscope.js';

export type {
  AlternativeView, AnswerFacts, AssumptionView, Body, CacheMode, CauseView, ChecklistItem, CodeDoc, CodeDocs, Comparison, Console, Credentials,
  Diagnostic, Edit, Engine, EngineView, ExchangeView, Fact, Fix, Inline, Initiator, Kind, LabelledMark, Line, Mark, Mention, MessageFacts, Mode, NamedInMessage, NetworkError,
  Note, Observed, Outgoing, Phase, PreflightReason, PreflightView, Recipe, RecipeFile, RedirectMode, ReferrerPolicy, Report, RequestInput, RequestPatch, RequestView,
  ResponseType, Row, SentView, SessionReport, Skipped, SourceView, TraceStep, Tri, Verdict,
};

/** Header lines: order, case and duplicates kept; one code unit per byte. */
export type HeaderLines = HeaderList;
export type Answer = GeneratedAnswer;
export type Exchange = GeneratedExchange;
export type Scenario = GeneratedScenario;
export type Change = GeneratedChange;
export type MessageView = GeneratedMessageView;
export type Step = TraceStep;

/** Answers of earlier preflights, shared by the calls of one page. */
export class PreflightCache {
  constructor();
}

export interface EngineOption {
  /** Whose rules; `chromium` if left out. */
  engine?: Engine;
}

export interface SimulateOptions extends EngineOption {
  cache?: PreflightCache;
  /** Milliseconds on any clock. */
  now?: () => number;
  /** Ends the call, also while `respond` owes an answer. */
  signal?: AbortSignal;
}

/** What is known of a page and stands in none of its entries. */
export interface PageFacts {
  /** The entries' `pageref`. */
  page: string;
  /** Whether some script of the page mentions this option of `fetch`, which ends calls and shows nowhere. */
  targetAddressSpace: Mention;
}

export interface Capture {
  /** Entries in whatever order; the same entry again is recognised. */
  add(entries: object[]): Change[];
  /** Calls that hang on it are judged anew. What is learnt later takes the place of what was known. */
  learn(facts: PageFacts): Change[];
  rows(): Row[];
  report(id: string): Report;
  session(): SessionReport;
  /** Why the captured documents could not ask for a URL at all, by their own policy or scheme: such a call leaves no entry. */
  whyNoEntry(url: string): Note[];
  /** Entries that could not be read. */
  skipped(): Skipped[];
  drop(ids: Iterable<string>): void;
  clear(): void;
}

export interface HarReport {
  rows: Row[];
  report(id: string): Report;
  session: SessionReport;
  whyNoEntry(url: string): Note[];
  skipped: Skipped[];
}

/**
 * A page's cookies: tough-cookie's `CookieJar`, or anything with these two. `sameSiteContext` is `strict` for a request to the
 * page's own site, `none` for one to another: only cookies with `SameSite=None` are then sent or taken. For Chromium, a cookie
 * without SameSite isn't taken from another site; whether one that is in the jar is sent there, only a jar with `getCookies`,
 * such as tough-cookie's, lets be seen, and any other decides for itself.
 */
export interface CookieJar {
  getCookieString(url: string, options: { sameSiteContext: 'strict' | 'none' }): string | Promise<string>;
  setCookie(cookie: string, url: string, options: { ignoreError: boolean; sameSiteContext: 'strict' | 'none' }): unknown;
}

export interface CreateFetchOptions extends EngineOption {
  /** Of the page, serialised: `https://app.example.com`, an app's or extension's (`capacitor://localhost`), or `null` for an opaque one. */
  origin: string;
  /**
   * Who answers, whatever the host of the URL: the origin of a running server, a Node server or listener (Express, Koa, Fastify,
   * Nest …), what supertest gives (`request(app)`, an agent), an object with `fetch` (Hono, Workers), a function from Request
   * to Response, a module of route handlers, or MSW handlers (a list, or what `setupServer` gave). In Node, a function with two
   * parameters or more is taken for a listener, any other for one from Request to Response; `{ fetch: it }` or
   * `http.createServer(it)` says what it is where that is wrong. Left out: the network; `undefined` is a mistake.
   */
  server?: unknown;
  /** Sends in place of Node's own client; header lines of one name are then joined before they are judged. */
  fetch?: typeof globalThis.fetch;
  /** Sent with requests that include credentials, and filled from `Set-Cookie`. Left out: no cookies. */
  cookies?: CookieJar | null;
  /** Preflight answers kept between calls; one of its own if left out. */
  cache?: PreflightCache;
  /** Told of every call, those that are let through, too. */
  onReport?: (report: Report) => void;
}

/**
 * A `fetch` that behaves as the browser's does on a page of `origin`. Where the browser refuses, it rejects with a `TypeError`
 * whose `cause` is the Report and whose message says why. A signal ends the call whoever is asked; `integrity` is checked;
 * a mistake in `options`, or a `server` that turns out to be of another kind, is a `TypeError` that names the field.
 */
export function createFetch(options: CreateFetchOptions): typeof globalThis.fetch;

/** The options of `createFetch`, and the environment's. */
export interface InstallGlobalOptions extends Omit<CreateFetchOptions, 'origin'> {
  /**
   * Of the page; `location.origin` of the environment if left out, each time that of then. Where there is no `location`, it
   * has to be said. A page that is told to be of another origin than its location lies at the root of that one.
   */
  origin?: string;
  /** The window of jsdom, happy-dom or the like; `globalThis.window`, or what is global itself, if left out. */
  window?: object;
  /**
   * Where it is said why an `XMLHttpRequest` failed, since script learns nothing but the event `error`: `true`, or left out:
   * `console.error` of the test; `false`: nowhere.
   */
  console?: boolean | { error(line: unknown): void };
}

/** Puts back what was there: by calling it, by `restore()`, or by `using`. Calling it again does nothing. */
export interface InstalledGlobal {
  (): void;
  restore(): void;
  [Symbol.dispose](): void;
}

/**
 * For test environments in Node: what a page calls behaves as in the browser from now on. `globalThis.fetch`, and the window's,
 * are those of `createFetch`; where there is an `XMLHttpRequest` (jsdom, happy-dom), it is replaced by one whose calls the same
 * core judges. Relative URLs are those of the page. Throws where it is installed already.
 *
 * The `XMLHttpRequest` takes the steps of its standard, https://xhr.spec.whatwg.org:
 * - `open()`: a method that is none, or a URL that is none, is a `SyntaxError`; `CONNECT`, `TRACE` and `TRACK` are a
 *   `SecurityError`; a synchronous call is an `InvalidAccessError`, because nothing could come while it waits.
 * - `setRequestHeader()`: what browsers don't let script set is passed over; values of one name are combined.
 * - `send()`: the mode is `cors`, the credentials mode `include` with `withCredentials` and `same-origin` without; a listener on
 *   `upload` at this moment forces a preflight, and one that comes later is told nothing. Then `loadstart`, of the upload, too;
 *   `progress`, `load` and `loadend` of the upload when the body was sent; `readystatechange` with the headers; `readystatechange`
 *   and `progress` while the body comes, at most each 50 ms; and `progress`, `readystatechange`, `load`, `loadend` at the end.
 * - A refused call, one without an answer, and one whose body is cut off: status 0, then `readystatechange`, and `error` and
 *   `loadend`, first of the upload that has not ended. `abort()` and `timeout` end it in the same order by their own event.
 * - `getResponseHeader()` and `getAllResponseHeaders()` show what CORS lets script read. `response` is made as `responseType` and
 *   `overrideMimeType()` say; a document where the environment has a DOMParser.
 *
 * Why a call was refused stands in the Report that `onReport` gets, and in `console.error`, in the words of `createFetch`'s error.
 */
export function installGlobal(options?: InstallGlobalOptions): InstalledGlobal;
/**
 * Runs a request; `respond` is asked for the answer to every message that goes out, and told whether cookies go with it.
 */
export function simulate(
  request: RequestInput,
  respond: (outgoing: Outgoing, credentialed: boolean) => Answer | Promise<Answer>,
  options?: SimulateOptions,
): Promise<Report>;
/** Judges recorded messages; absent facts are unknown. */
export function explain(scenario: Scenario, options?: EngineOption): Report;
/** A capture that grows. */
export function openCapture(options?: EngineOption): Capture;
/** A whole HAR file: parsed, as text, or as bytes. */
export function explainHar(har: object | string | Uint8Array, options?: EngineOption): HarReport;
/**
 * What somebody pasted: a `curl` command, a call of `fetch` ("Copy as cURL", "Copy as fetch"), HTTP messages (raw, of
 * `curl -v`, or devtools' headers), or what a browser's console printed, which gets the documentation of its code.
 * `origin` is the page's, where the text may not name it. Throws a `TypeError` that says what can't be read.
 */
export function explainText(text: string, options?: EngineOption & { origin?: string }): Report | CodeDoc;
/** What a code stands for: what happened, why browsers do this, an example, how to mend it. */
export function explainCode(code: string): CodeDoc;
/** All codes, in the order in which a call can meet them. */
export function codes(): string[];
/** A Report as a terminal shows it. */
export function renderText(report: Report, options?: { color?: boolean; width?: number }): string;
/**
 * What to write into a server's configuration so that these calls are let through, and nothing beyond them: the stacks first
 * that the answers name, then all others; or only the one asked for. Nothing where no policy would be safe.
 */
export function recipes(report: Report | Report[], stack?: string): Recipe[];
/** The scenario a Report was made of. */
export function toScenario(report: Report): Scenario;
/** The same value without credentials, cookies and tokens. */
export function redact<T>(value: T, options?: { queries?: boolean }): T;
type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** Loads the wasm, in two parts; calling it again does nothing. In Node everything works on import. */
export function load(source?: Source, adviceSource?: Source): Promise<void>;
/** Loads only what a verdict needs: until `load()` has ended, too, Reports have no fixes, no checklist, no trace and no audits, and there is no `renderText`. */
export function loadEvaluator(source?: Source): Promise<void>;
