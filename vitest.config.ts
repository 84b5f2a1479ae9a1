import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Native addons crash when worker threads end; processes do not.
    pool: 'forks',
    // All cores: the main process only listens, and with one core fewer a machine of two would run one file at a time.
    maxWorkers: '100%',
    globalSetup: ['test/support/seed-global-setup.ts'],
    setupFiles: ['test/support/seed-setup.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
