import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'services/*/src/**/*.test.ts',
      'services/reporting/web/src/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    globalSetup: ['packages/testing/src/global-setup.ts'],
    // A file waits for its database most of the time: two fit on a machine of two cores, where vitest would run one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes at once on an idle machine, and later on one that runs everything at the same time.
    expect: { poll: { timeout: 15_000 } },
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.claimwright/test-results.json' }]] : ['default'],
  },
});
