// The same in Node, Deno and Bun.
import { load } from 'corscope';
import { said } from '../said.js';

await load();
console.log(await said());
