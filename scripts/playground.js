/** `npm run playground`: sets up, builds, and serves the playground on this machine. */
import { join } from 'node:path';
import { serve } from './lib/serve.js';
import { ROOT, StepError } from './lib/steps.js';
import { setup } from './setup.js';

try {
  await setup();
  const { origin } = await serve(join(ROOT, 'www', 'build'), 8100);
  console.log(`\nThe playground is at ${origin}/\nEnd with Ctrl+C.`);
} catch (error) {
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
