import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { LongestFirst } from './tools/longest-first.mjs';

const root = new URL('..', import.meta.url).pathname;
/**
 * Folders whose tests leave nothing behind in a module, a global or a mock: their files may share what was loaded, which
 * is a quarter of the time they take.
 */
const PURE = [
  'facts',
  'fields',
  'generator',
  'govern',
  'identity',
  'kpi',
  'match',
  'policy',
  'score',
  'signals',
  'stats',
].map((folder) => `tests/unit/${folder}/**/*.test.ts`);

const setupFiles = ['tests/unit/fixed-seed.ts', 'tests/unit/patience.ts'];

/** Every project sees the same aliases and `import.meta.glob` as the built extension. */
export default defineConfig({
  root,
  plugins: await WxtVitest({ root }),
  test: {
    // Long enough for a slow, shared machine: a test fails by what it sees, not by the clock.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One core fewer is the default, which halves a machine of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          exclude: PURE,
          environment: 'node',
          setupFiles,
        },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          include: PURE,
          environment: 'node',
          setupFiles,
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles,
        },
      },
      {
        extends: true,
        test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/browser/harness/run-folder.ts'],
          // Most of their time is spent waiting for pages to settle; more browsers at once would starve each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 90_000 } },
        },
      },
    ],
  },
});
