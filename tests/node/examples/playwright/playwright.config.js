import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '*.test.js',
  reporter: 'list',
  workers: 1,
  use: {
    // The system's own Chromium, so that nothing is downloaded; as root it has no sandbox.
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
});
