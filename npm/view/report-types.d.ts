// What the views are drawn from: the shapes of the public contract, as far as a view reads them.
export type Engine = 'standard' | 'chromium' | 'firefox' | 'webkit';
export type HeaderLines = [name: string, value: string][];
export type Verdict = 'allowed' | 'blocked' | 'failed' | 'rejected' | 'undetermined';
export type Phase = 'request' | 'preflight' | 'redirect' | 'response';

export interface RequestInput {
  url: string; origin: string; method?: string; headers?: HeaderLines;
  mode?: 'cors' | 'no-cors' | 'same-origin'; credentials?: 'omit' | 'same-origin' | 'include';
  redirect?: 'follow' | 'error' | 'manual'; body?: null | { contentType: string | null; stream?: boolean };
  uploadListeners?: boolean; cache?: string; referrerPolicy?: string; topLevelSite?: string;
  targetAddressSpace?: string; initiator?: string;
  dropped?: string[];
}
export interface Outgoing { kind: 'preflight' | 'request'; hop: number; method: string; url: string;
  headers: HeaderLines }
export type Answer =
  | { status: number; headers: HeaderLines; source?: string; joined?: true; addressSpace?: string }
  | { networkError: string; text?: string }
  | { unknown: string };
export interface Exchange { sent: Outgoing; received: Answer; at?: number }
export interface Scenario { schema: 1; request: RequestInput; exchanges: Exchange[];
  observed?: 'allowed' | 'blocked' | 'unknown' }

export interface Mark { message: number; line: number | 'end-of-headers'; from: number; to: number }
export type Inline =
  | { text: string } | { code: string } | { value: string; mark?: [number, number] | null } | { link: string; href: string };
export interface Comparison { expected: string; found: string; differs: [number, number][] }
export interface Diagnostic { code: string; headline: Inline[]; label: Inline[];
  severity: 'error' | 'warning' | 'info'; primary: Mark; secondary: (Mark & { label: Inline[] })[];
  because: Inline[]; comparison?: Comparison | null; rule: { algorithm: string; step: string; url: string };
  links: { text: string; href: string }[] }
export interface MessageView { index: number; exchange: number; kind: 'request' | 'response';
  of: 'preflight' | 'request'; hop: number; url: string; startLine: string;
  state: 'captured' | 'provisional' | 'computed' | 'not-sent' | 'not-captured' | 'failed';
  note: Inline[]; lines: HeaderLines }
export interface Step { algorithm: string; step: string; url: string; outcome: 'pass' | 'fail' | 'info';
  hop: number; message: number | null; text: Inline[]; decides: boolean }
export interface Cause { code: string; phase: Phase; hop: number; header: string | null }
export interface ConsoleText { error: string; parameter: string; text: string }
export interface Edit { message: number; op: 'set' | 'append' | 'remove'; name: string; value?: string | null;
  needed: 'verdict' | 'safety'; evidence: 'captured' | 'not-captured' }
export interface Fix { title: Inline[] | string; at: 'server' | 'client' | 'architecture'; edits: Edit[];
  assumptions: Inline[]; provenIn: Engine[] }
export interface Note { code: string; severity: 'info' | 'warning' | 'danger'; headline: Inline[]; body: Inline[];
  marks: Mark[]; evidence: string[] }
export interface ChecklistItem { title: Inline[]; state: 'done' | 'failed' | 'unknown' | 'not-applicable';
  detail: Inline[] }
export interface SentRequest { kind: 'preflight' | 'request'; hop: number; method: string; url: string;
  origin: string | null; requestMethod: string | null; requestHeaders: string | null }

export interface Report {
  schema: 1; id: string; engine: Engine; engineVersion: string; verdict: Verdict;
  responseType: null | 'basic' | 'cors' | 'opaque' | 'opaqueredirect';
  cause: Cause | null; console: ConsoleText | null; sent: SentRequest[]; exposed: string[]; hidden: string[];
  request: RequestInput;
  preflight: { state: 'not-needed' | 'needed' | 'sent' | 'cached' | 'unknown';
    because: { rule: string; header?: string | null }[] };
  credentialed: boolean | 'unknown'; reachedServer: 'yes' | 'no' | 'unknown';
  observed: 'allowed' | 'blocked' | 'unknown'; agrees: boolean | null;
  assumptions: { fact: string; value: string; reason: Inline[] }[];
  alternatives: { assume: string; verdict: Verdict; cause: Cause | null }[];
  diagnostics: Diagnostic[]; fixes: Fix[]; notes: Note[]; checklist: ChecklistItem[]; trace: Step[];
  view: { messages: MessageView[] };
  engines: { engine: Engine; verdict: Verdict; cause: Cause | null; console: ConsoleText | null;
    needs?: Outgoing | null }[];
  source?: { entries: number[]; startedAt: number; page?: string;
    initiator?: { url: string; line: number; column: number } } | null;
}

export interface Row { id: string; method: string; url: string; origin: string | null; verdict: Verdict;
  code: string | null; header: string | null; phase: string | null; status: number | null; flags: string[];
  startedAt: number | null; timing: { total: number | null; preflight: number | null } }
