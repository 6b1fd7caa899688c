/** The situations of `situations.spec.js`, in the system's own Chromium. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: 'situations.spec.js',
  outputDir: '../../../out/playwright',
  reporter: 'json',
  workers: 1,
  timeout: 20_000,
  use: {
    // As root it has no sandbox.
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
});
