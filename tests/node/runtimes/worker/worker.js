// A Worker compiles no wasm at run time: it is given compiled modules.
import { load } from 'corscope';
import advice from 'corscope/advice.wasm';
import evaluator from 'corscope/evaluator.wasm';
import { said } from '../said.js';

export default {
  async fetch() {
    await load(evaluator, advice);
    return new Response(await said());
  },
};
