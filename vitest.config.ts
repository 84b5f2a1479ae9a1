import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Native addons crash when worker threads end; processes do not.
    pool: 'forks',
    globalSetup: ['test/support/seed-global-setup.ts'],
    setupFiles: ['test/support/seed-setup.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
