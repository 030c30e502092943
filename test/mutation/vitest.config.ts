import { defineConfig } from 'vitest/config';

// What mutation testing runs: the tests of the rules alone, without the databases the whole suite starts.
export default defineConfig({
  test: {
    include: ['packages/scrub/src/**/*.test.ts'],
    exclude: ['**/*.property.test.ts', '**/node_modules/**'],
    // One worker for all files: a mutant costs a fifth of a second in place of a whole one.
    isolate: false,
  },
});
