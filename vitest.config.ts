import { defineConfig } from 'vitest/config';

/** Tests run on the sources: packages of the workspace export them under this condition. */
const conditions = ['@wellposed/source'];
/** Where to write a JSON report beside the usual output; `.ci/run` counts tests from it. */
const jsonReport = process.env['WELLPOSED_TEST_REPORT'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,apps,tools}/**/test/**/*.test.ts'],
    testTimeout: 60_000,
    // A forgotten `.only` would skip the rest of a file unseen.
    allowOnly: false,
    reporters: jsonReport === undefined ? ['default'] : ['default', ['json', { outputFile: jsonReport }]],
    coverage: { provider: 'v8', include: ['packages/**/src/**', 'apps/**/src/**'], reporter: ['text-summary', 'html'] },
  },
});
