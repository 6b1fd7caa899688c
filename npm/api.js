/**
 * The package, given its initialised wasm: the same for Node and for everywhere else.
 *
 * @typedef {typeof import('./pkg/corscope.js')} Wasm
 * @typedef {typeof import('./pkg/advice.js')} Advice
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {import('./types.js').Recipe} Recipe
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Scenario} Scenario
 * @typedef {import('./types.js').RequestInput} RequestInput
 * @typedef {import('./types.js').Outgoing} Outgoing
 * @typedef {import('./types.js').Answer} Answer
 */
import { toJson } from './to-json.js';
import { hostSignal } from './abort.js';
import { withAdvice } from './advice.js';
import { explainHarWith, openCaptureWith } from './capture.js';
import { drive } from './drive.js';
import { DEFAULT_ENGINE } from './engines.js';
import { createFetchWith } from './fetch/create.js';
import { given, preflightCache } from './options.js';
import { explainPasted, readPasted } from './pasted.js';
import { scenarioOf } from './scenario-of.js';

/** Answers of earlier preflights, shared by the calls of one page. */
export class PreflightCache {
  /** @type {import('./pkg/corscope.js').PreflightCache|undefined} */
  #kept;

  /**
   * The wasm object behind it, made when it is first needed: a cache may be created before `load()`.
   * @param {Wasm} wasm
   */
  in(wasm) {
    this.#kept ??= new wasm.PreflightCache();
    return this.#kept;
  }
}

/**
 * @param {() => Wasm} wasm gives the initialised wasm, or throws
 * @param {() => Advice | null} advice its second part, where that is loaded
 * @param {Parameters<typeof createFetchWith>[1]} transports how messages can be sent here
 */
export function createApi(wasm, advice, transports) {
  /** @param {string} json @returns {Report} */
  const reportOf = (json) => withAdvice(JSON.parse(json), advice);
  const advised = () => {
    const loaded = advice();
    if (!loaded) throw new Error('corscope is not loaded yet: call `await load()` first');
    return loaded;
  };
  const text = (/** @type {Report} */ report, color = false, /** @type {number|undefined} */ width = undefined) => (
    advised().renderText(toJson('report', report), Boolean(color), width));
  const core = { wasm, reportOf, text, newCache: () => new PreflightCache() };
  return {
    /** For what is no part of every package. */
    core,

    createFetch: createFetchWith(core, transports),

    /**
     * @param {Scenario} scenario
     * @param {{ engine?: Engine }} [options]
     * @returns {Report}
     */
    explain(scenario, options) {
      const { engine = DEFAULT_ENGINE } = given(options);
      return reportOf(wasm().explain(toJson('scenario', scenario), String(engine)));
    },

    /**
     * @param {RequestInput} request
     * @param {(outgoing: Outgoing, credentialed: boolean) => Answer | Promise<Answer>} respond
     * @param {{ engine?: Engine, cache?: PreflightCache, now?: () => number, signal?: AbortSignal }} [options]
     * @returns {Promise<Report>}
     */
    async simulate(request, respond, options) {
      const { engine = DEFAULT_ENGINE, cache = new PreflightCache(), now = Date.now, signal } = given(options);
      if (typeof respond !== 'function') throw new TypeError('respond: not a function');
      if (typeof now !== 'function') throw new TypeError('now: not a function');
      const loaded = wasm();
      const kept = preflightCache(cache).in(loaded);
      return reportOf(await drive(loaded, request, respond, { engine: String(engine), kept, now, signal: hostSignal(signal) }, (call) => call.report()));
    },

    /** @param {{ engine?: Engine }} [options] */
    openCapture: (options) => openCaptureWith(wasm(), advice, advised, options?.engine ?? DEFAULT_ENGINE),

    /**
     * @param {object|string|Uint8Array} har
     * @param {{ engine?: Engine }} [options]
     */
    explainHar: (har, options) => explainHarWith(wasm(), advice, advised, har, options?.engine),

    /**
     * @param {string} pasted
     * @param {{ origin?: string, engine?: Engine }} [options] origin: the page's, where the text may not tell
     * @returns {Report | import('./types.js').CodeDoc}
     */
    explainText(pasted, options) {
      const { origin, engine = DEFAULT_ENGINE } = given(options);
      const loaded = wasm();
      return explainPasted(readPasted(advised(), pasted, origin),
        (scenario) => reportOf(loaded.explain(toJson('scenario', scenario), String(engine))),
        () => openCaptureWith(loaded, advice, advised, engine));
    },

    /**
     * @param {string} code
     * @returns {import('./types.js').CodeDoc}
     */
    explainCode(code) {
      const doc = JSON.parse(advised().explainCode(String(code)));
      if (doc === null) throw new TypeError(`code: \`${code}\` is no code, see codes()`);
      return doc;
    },

    /** @returns {string[]} */
    codes: () => JSON.parse(advised().codes()),

    /**
     * @param {Report} report
     * @param {{ color?: boolean, width?: number }} [options]
     * @returns {string}
     */
    renderText(report, options) {
      const { color = false, width } = given(options);
      return text(report, color, width);
    },

    /**
     * @param {Report | Report[]} report several: what lets all of them through
     * @param {string} [stack]
     * @returns {Recipe[]}
     */
    recipes(report, stack) {
      const loaded = advised();
      const reports = Array.isArray(report) ? report : [report];
      const scenarios = reports.map((one) => toJson('scenario', scenarioOf(one)));
      return JSON.parse(loaded.recipes(scenarios, stack === undefined ? undefined : String(stack)));
    },

    /**
     * @param {Report} report
     * @returns {Scenario}
     */
    toScenario: scenarioOf,

    /**
     * The same value without what must not be shown: credentials, cookies, tokens; the values in URLs' queries on
     * request.
     * @template T
     * @param {T} value
     * @param {{ queries?: boolean }} [options]
     * @returns {T}
     */
    redact(value, options) {
      const { queries = false } = given(options);
      return JSON.parse(wasm().redact(toJson('value', value), Boolean(queries)));
    },
  };
}
