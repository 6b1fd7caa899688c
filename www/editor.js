/** The scenario editor: page origin, request, and the server's answers as raw header lines. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { NETWORK_ERRORS, emptyHop } from './state.js';

/** @import { Outgoing } from '../npm/view/report-types.d.ts' */
/** @import { AnswerDraft, Draft, FieldErrors } from './state.js' */

/**
 * @typedef {object} Editor
 * @property {Draft} draft
 * @property {FieldErrors} errors
 * @property {Outgoing[]} sent what the last evaluation sent
 * @property {Outgoing|null} missing a message without an answer
 * @property {(change: (draft: Draft) => void) => void} onChange
 */

const INITIATORS = ['fetch', 'xmlhttprequest', 'script', 'module', 'image', 'stylesheet', 'font', 'media',
  'eventsource', 'beacon', 'worker', 'preload'];

/** @param {Editor} editor */
export function editorView(editor) {
  const { draft, errors, onChange } = editor;
  const { request } = draft;
  return html`<form class="editor" @submit=${(/** @type {Event} */ event) => event.preventDefault()} novalidate>
    <fieldset><legend>Page and request</legend>
      ${text('origin', 'Page origin', request.origin, errors,
        (value) => onChange((d) => { d.request.origin = value; }))}
      <div class="row">
        ${text('method', 'Method', request.method ?? '', errors,
          (value) => onChange((d) => set(d.request, 'method', value)), 'GET')}
        ${text('url', 'URL', request.url, errors, (value) => onChange((d) => { d.request.url = value; }))}
      </div>
      <div class="row four">
        ${choice('mode', 'Mode', request.mode, ['cors', 'no-cors', 'same-origin'], editor)}
        ${choice('credentials', 'Credentials', request.credentials, ['omit', 'same-origin', 'include'], editor)}
        ${choice('redirect', 'Redirect', request.redirect, ['follow', 'error', 'manual'], editor)}
        ${choice('initiator', 'Made by', request.initiator, INITIATORS, editor)}
      </div>
      ${lines('headers', 'Headers the page sets', draft.headersText, errors,
        (value) => onChange((d) => { d.headersText = value; }), 'Content-Type: application/json')}
      ${errors.body ? html`<p class="problem" role="alert">${errors.body}</p>` : nothing}
      ${errors.form ? html`<p class="problem" role="alert" data-problem="form">${errors.form}</p>` : nothing}
    </fieldset>
    ${draft.hops.map((_, n) => hopView(editor, n))}
    <p class="hops">
      ${editor.missing ? html`<span>The redirect asks for <code>${editor.missing.method} ${
        editor.missing.url}</code>.</span>` : nothing}
      <button type="button" class="cs-button ${editor.missing ? 'cs-primary' : ''}" data-add-hop
        @click=${() => onChange((d) => { d.hops.push(emptyHop()); })}>Add the answer behind a redirect</button>
      ${draft.hops.length > 1 ? html`<button type="button" class="cs-button" data-remove-hop
        @click=${() => onChange((d) => { d.hops.pop(); })}>Remove the last</button>` : nothing}
    </p>
  </form>`;
}

/** @param {Editor} editor @param {number} n */
function hopView(editor, n) {
  const asked = (/** @type {string} */ kind) => editor.sent.find((out) => out.kind === kind && out.hop === n);
  const { preflight, request } = editor.draft.hops[n];
  const written = preflight.kind !== 'http' || preflight.text !== '';
  const title = n === 0 ? 'The server’s answers' : `Behind redirect ${n}`;
  return html`<fieldset data-hop=${n}><legend>${title}</legend>
    ${asked('preflight') || written
      ? answerView(editor, preflight, `hops.${n}.preflight`, 'Answer to OPTIONS', asked('preflight'))
      : html`<details class="quiet"><summary>Answer to OPTIONS (no preflight is sent)</summary>
          ${answerView(editor, preflight, `hops.${n}.preflight`, 'Answer to OPTIONS', undefined)}</details>`}
    ${answerView(editor, request, `hops.${n}.request`, 'Answer to the request', asked('request'))}
  </fieldset>`;
}

/**
 * @param {Editor} editor
 * @param {AnswerDraft} answer
 * @param {string} field
 * @param {string} title
 * @param {Outgoing|undefined} asked
 */
function answerView({ draft, errors, onChange }, answer, field, title, asked) {
  const [, n, kind] = field.split('.');
  const edit = (/** @type {(answer: AnswerDraft) => void} */ change) =>
    onChange((d) => change(d.hops[Number(n)][/** @type {'preflight'|'request'} */ (kind)]));
  const { url, method } = draft.request;
  const rest = Object.entries(answer.rest).filter(([, value]) => value !== undefined);
  return html`<div class="answer ${asked ? '' : 'unasked'}" data-answer=${field}>
    <div class="row">
      <span class="answer-title" title=${asked ? `${asked.method} ${asked.url}` : `${method ?? 'GET'} ${url}`}>${title}
        ${asked ? nothing : html`<span class="cs-chip">not asked for</span>`}
        ${rest.map(([name, value]) => html`<span class="cs-chip">${name}: ${String(value)}</span>`)}</span>
      ${answer.kind === 'http' ? text(`${field}.status`, 'Status', answer.status, errors,
        (value) => edit((a) => { a.status = value.trim(); })) : nothing}
      <label><span class="cs-offscreen">What came back</span>
        <select data-field="${field}.kind" .value=${live(answer.kind)}
          @change=${(/** @type {Event} */ event) => edit((a) => { a.kind = valueOf(event); })}>
          <option value="http" ?selected=${answer.kind === 'http'}>an answer</option>
          ${NETWORK_ERRORS.map((name) => html`<option value=${name} ?selected=${answer.kind === name}
            >${name}</option>`)}
          <option value="unknown" ?selected=${answer.kind === 'unknown'}>not known</option>
        </select></label>
    </div>
    ${answer.kind === 'http' ? lines(`${field}.headers`, 'Header lines', answer.text, errors,
      (value) => edit((a) => { a.text = value; }), 'Access-Control-Allow-Origin: …', title) : nothing}
  </div>`;
}

/**
 * @param {string} field
 * @param {string} label
 * @param {string} value
 * @param {FieldErrors} errors
 * @param {(value: string) => void} onInput
 * @param {string} [placeholder]
 */
function text(field, label, value, errors, onInput, placeholder = '') {
  return html`<label class="field"><span>${label}</span>
    <input type="text" spellcheck="false" autocomplete="off" autocapitalize="none" data-field=${field}
      .value=${live(value)} placeholder=${placeholder} aria-invalid=${field in errors}
      aria-describedby=${field in errors ? problemId(field) : nothing}
      @input=${(/** @type {Event} */ event) => onInput(valueOf(event))}>
    ${problem(field, errors)}</label>`;
}

/**
 * @param {string} field
 * @param {string} label
 * @param {string} value
 * @param {FieldErrors} errors
 * @param {(value: string) => void} onInput
 * @param {string} placeholder
 * @param {string} [of] whose header lines
 */
function lines(field, label, value, errors, onInput, placeholder, of) {
  return html`<label class="field"><span>${label}${
    of ? html`<span class="cs-offscreen"> of: ${of}</span>` : nothing}</span>
    <textarea spellcheck="false" autocomplete="off" autocapitalize="none" wrap="off" data-field=${field}
      rows=${Math.min(12, Math.max(2, value.split('\n').length + 1))} .value=${live(value)} placeholder=${placeholder}
      aria-invalid=${field in errors} aria-describedby=${field in errors ? problemId(field) : nothing}
      @input=${(/** @type {Event} */ event) => onInput(valueOf(event))}></textarea>
    ${problem(field, errors)}</label>`;
}

/**
 * A field with a platform default: nothing chosen leaves it to the platform.
 * @param {'mode'|'credentials'|'redirect'|'initiator'} field
 * @param {string} label
 * @param {string|undefined} value
 * @param {string[]} options
 * @param {Editor} editor
 */
function choice(field, label, value, options, { errors, onChange }) {
  const known = value === undefined || options.includes(value) ? options : [...options, value];
  return html`<label class="field"><span>${label}</span>
    <select data-field=${field} .value=${live(value ?? '')} aria-invalid=${field in errors}
      @change=${(/** @type {Event} */ event) => onChange((d) => set(d.request, field, valueOf(event)))}>
      <option value="" ?selected=${value === undefined}>default</option>
      ${known.map((option) => html`<option value=${option} ?selected=${option === value}>${option}</option>`)}
    </select>${problem(field, errors)}</label>`;
}

/** @param {string} field @param {FieldErrors} errors */
function problem(field, errors) {
  if (!(field in errors)) return nothing;
  return html`<span class="problem" role="alert" id=${problemId(field)} data-problem=${field}>${errors[field]}</span>`;
}

/** @param {string} field */
function problemId(field) {
  return `problem-${field.replaceAll('.', '-')}`;
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

/** @param {Record<string, any>} target @param {string} name @param {string} value */
function set(target, name, value) {
  if (value === '') delete target[name];
  else target[name] = value;
}
