import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import jsoncParser from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';
import { boundaries } from './tools/eslint/boundaries.mjs';
import { fileName } from './tools/eslint/file-name.mjs';
import { nxRules } from './tools/eslint/nx-rules.mjs';

const TYPED = ['{packages,apps,tools}/**/*.{ts,mts,js,mjs}', '*.config.{ts,mjs}'];
const TESTS = ['**/test/**'];
/** What is shipped: a package's sources, and the tools. */
const SOURCES = ['{packages,apps}/**/src/**/*.ts', 'tools/**/*.{ts,mjs}'];
const MANIFESTS = ['packages/*/package.json', 'packages/backends/*/package.json', 'apps/*/package.json'];
const MAX_LINES = 300;

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '.nx/', '.stryker-tmp/', 'coverage/', 'reports/']),
  {
    // A rule that does not fit is changed here, for everyone to see; no comment switches one off.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    name: 'wellposed/typescript',
    files: TYPED,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { wellposed: { rules: { 'file-name': fileName } } },
    rules: {
      'wellposed/file-name': 'error',
      eqeqeq: 'error',
      // TypeScript knows the globals of each package better.
      'no-undef': 'off',
      // Text from outside is cleaned of control characters, which must be named for that.
      'no-control-regex': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An async function without await is how a contract turns a throw into a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    name: 'wellposed/sources',
    files: SOURCES,
    ignores: TESTS,
    rules: { 'max-lines': ['error', { max: MAX_LINES, skipBlankLines: true, skipComments: true }] },
  },
  {
    name: 'wellposed/libraries',
    files: ['packages/**/src/**'],
    rules: { 'no-console': 'error' },
  },
  {
    name: 'wellposed/tests',
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // vitest's matchers (expect.any, expect.objectContaining) are of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) =>
          ['only', 'skip', 'todo', 'fails'].map((property) => ({ object, property, message: 'Every test runs.' })),
        ),
      ],
    },
  },
  {
    name: 'wellposed/manifests',
    files: MANIFESTS,
    languageOptions: { parser: jsoncParser },
    plugins: { '@nx': nxRules },
    // The fonts are found by their path, which no import shows.
    rules: { '@nx/dependency-checks': ['error', { ignoredDependencies: ['dejavu-fonts-ttf'] }] },
  },
  {
    name: 'wellposed/core-manifest',
    files: ['packages/core/package.json'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSONProperty[key.value=/^(d|devD|peerD|optionalD)ependencies$/]',
          message: 'core has no dependencies.',
        },
      ],
    },
  },
  await boundaries(),
);
