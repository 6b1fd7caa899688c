// The names and fields of the public contract exist; `tsc` is the test. Fields may be added, none of these may go.
import * as node from '../../npm/node.js';
import * as web from '../../npm/web.js';
import type * as types from '../../npm/types.js';

type Has<T, K extends keyof T> = K;
type Is<A, B extends A> = B;

/** Both doors have the same names. */
const doors: [typeof web, typeof node] = [web, node];
void doors;
type Names = Has<typeof node, 'createFetch' | 'simulate' | 'explain' | 'openCapture' | 'explainHar' | 'explainCode' | 'codes' | 'renderText' | 'recipes' | 'toScenario' | 'redact' | 'load'
  | 'installGlobal' | 'PreflightCache'>;

type ReportFields = Has<types.Report, 'schema' | 'id' | 'engine' | 'engineVersion' | 'verdict' | 'responseType' | 'cause' | 'console'
  | 'sent' | 'exposed' | 'hidden' | 'request' | 'preflight' | 'credentialed' | 'reachedServer' | 'observed' | 'agrees' | 'assumptions'
  | 'alternatives' | 'diagnostics' | 'fixes' | 'notes' | 'checklist' | 'trace' | 'view' | 'engines' | 'enginesDiffer' | 'source'>;
type RowFields = Has<types.Row, 'id' | 'method' | 'url' | 'origin' | 'verdict' | 'code' | 'header' | 'phase' | 'status' | 'flags'
  | 'startedAt' | 'timing'>;
type RequestFields = Has<types.RequestInput, 'url' | 'origin' | 'method' | 'headers' | 'mode' | 'credentials' | 'redirect' | 'body'
  | 'uploadListeners' | 'worker' | 'cache' | 'referrerPolicy' | 'topLevelSite' | 'targetAddressSpace' | 'initiator'>;
type DiagnosticFields = Has<types.Diagnostic, 'code' | 'headline' | 'label' | 'severity' | 'primary' | 'secondary' | 'because'
  | 'comparison' | 'rule' | 'links'>;
type FixFields = Has<types.Fix, 'title' | 'at' | 'edits' | 'assumptions' | 'provenIn'>;
type RecipeFields = Has<types.Recipe, 'stack' | 'title' | 'files' | 'notes' | 'tested' | 'guessed' | 'sure' | 'because'>;
type NoteFields = Has<types.Note, 'code' | 'severity' | 'headline' | 'body' | 'marks' | 'evidence'>;
type CauseFields = Has<types.CauseView, 'code' | 'phase' | 'hop' | 'header'>;
type OutgoingFields = Has<types.Outgoing, 'kind' | 'hop' | 'method' | 'url' | 'headers'>;
type SentFields = Has<types.SentView, 'kind' | 'hop' | 'method' | 'url' | 'origin' | 'requestMethod' | 'requestHeaders'>;
type MessageFields = Has<types.MessageView, 'index' | 'exchange' | 'kind' | 'of' | 'hop' | 'url' | 'startLine' | 'state' | 'note' | 'lines'>;
type StepFields = Has<types.Step, 'algorithm' | 'step' | 'url' | 'outcome' | 'hop' | 'message' | 'text' | 'decides'>;
type SessionFields = Has<types.SessionReport, 'schema' | 'calls' | 'verdicts' | 'hosts' | 'notes'>;

type Engines = Is<types.Engine, 'standard' | 'chromium' | 'firefox' | 'webkit'>;
type Verdicts = Is<types.Verdict, 'allowed' | 'blocked' | 'failed' | 'rejected' | 'undetermined'>;
type Phases = Is<types.Phase, 'request' | 'preflight' | 'redirect' | 'response'>;
type Responses = Is<types.ResponseType, 'basic' | 'cors' | 'opaque' | 'opaqueredirect'>;
type Initiators = Is<types.Initiator, 'fetch' | 'xmlhttprequest' | 'script' | 'module' | 'image' | 'stylesheet' | 'font' | 'media'
  | 'eventsource' | 'beacon' | 'worker' | 'preload'>;
type Failures = Is<types.NetworkError, 'dns' | 'refused' | 'tls' | 'timeout' | 'aborted' | 'blocked-by-client' | 'csp' | 'mixed-content'
  | 'orb' | 'corp' | 'local-network-access' | 'other'>;

const scenario: types.Scenario = {
  schema: 1,
  request: {
    url: 'https://api.example/', origin: 'https://app.example', method: 'PUT', headers: [['X-Id', '1']], mode: 'cors',
    credentials: 'unknown', redirect: 'follow', body: { contentType: null, stream: true }, uploadListeners: false, initiator: 'fetch',
  },
  exchanges: [
    { sent: { kind: 'preflight', hop: 0, method: 'OPTIONS', url: 'https://api.example/', headers: [] },
      received: { status: 204, headers: [], source: 'http-cache', joined: true }, at: 1 },
    { sent: { kind: 'request', hop: 0, method: 'PUT', url: 'https://api.example/', headers: [] }, received: { networkError: 'dns' } },
    { sent: { kind: 'request', hop: 1, method: 'PUT', url: 'https://api.example/', headers: [] }, received: { unknown: 'why' } },
  ],
  observed: 'blocked',
};
const installed: types.InstalledGlobal = node.installGlobal({ console: false, window: {}, engine: 'webkit' } satisfies types.InstallGlobalOptions);
const restore: () => void = installed;
const inlines: types.Inline[] = [{ text: '' }, { code: '' }, { value: '', mark: [0, 1] }, { link: '', href: '' }];
const mark: types.Mark = { message: 0, line: 'end-of-headers', from: 0, to: 0 };
const report: types.Report = node.explain(scenario, { engine: 'standard' });
const later: Promise<types.Report> = web.simulate(scenario.request, async () => ({ status: 200, headers: [] }), {
  engine: 'chromium', cache: new web.PreflightCache(), now: () => 0, signal: new AbortController().signal,
});
const capture = node.openCapture();
const changes: types.Change[] = [...capture.add([{}]), ...capture.learn({ page: 'page_1', targetAddressSpace: 'not-mentioned' })];
const rows: types.Row[] = node.explainHar('{}').rows;
const again: types.Scenario = node.toScenario(node.redact(report));
const text: string = node.renderText(report, { color: true, width: 80 });
const ready: Promise<void> = web.load();

export type {
  CauseFields, DiagnosticFields, Engines, Failures, FixFields, Initiators, MessageFields, Names, NoteFields, RecipeFields, OutgoingFields, Phases,
  ReportFields, RequestFields, Responses, RowFields, SentFields, SessionFields, StepFields, Verdicts,
};
export { again, changes, inlines, installed, later, mark, ready, restore, rows, text };
