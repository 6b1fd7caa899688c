import { load } from 'corscope';
import { said } from '../said.js';

await load();
document.querySelector('#said').textContent = await said();
