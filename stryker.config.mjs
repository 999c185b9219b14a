/**
 * Mutation testing, on demand: does a test fail when a solver's arithmetic is wrong?
 *
 *     npm run mutate -- --mutate 'packages/core/src/double-double/*.ts'
 *     MUTATION_TESTS=packages/core/test npm run mutate -- --mutate 'packages/core/src/fit/*.ts'
 *
 * The second judges by the tests of core alone, which is much faster than by the laws of conformance too.
 */
export default {
  mutate: [
    'packages/core/src/**/*.ts',
    'packages/backends/*/src/**/*.ts',
    'packages/dense/src/**/*.ts',
    'packages/device/src/**/*.ts',
    'packages/conformance/src/**/*.ts',
    '!packages/**/src/index.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  incremental: false,
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  // The copies for the runs hold only what the tests need.
  ignorePatterns: ['dist', '.nx', 'coverage', 'reports', 'tools', 'docs', 'examples'],
  tempDirName: '.stryker-tmp',
};
