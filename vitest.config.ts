import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What by law does no I/O and keeps nothing (test/structure.test.ts): its test files may share a worker and what that has loaded. */
const pure = [
  'packages/{acknowledgement,assembly,codesets,domain,fhir,forms,remittance,scrub,simulator,timeliness,x12}/src/**/*.test.ts',
  'services/reporting/web/src/**/*.test.ts',
  'test/{acknowledgement,x12}/**/*.test.ts',
];

export default defineConfig({
  test: {
    // A file waits for its database most of the time: two fit on a machine of two cores, where vitest would run one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes at once on an idle machine, and later on one that runs everything at the same time.
    expect: { poll: { timeout: 15_000 } },
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.claimwright/test-results.json' }]] : ['default'],
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'served',
          include: ['packages/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: pure,
          globalSetup: ['packages/testing/src/global-setup.ts'],
        },
      },
    ],
  },
});
