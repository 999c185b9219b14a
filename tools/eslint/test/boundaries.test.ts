import { createProjectGraphAsync, workspaceRoot } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';
import { layerOf } from '../architecture.mjs';

/**
 * The proof that the import rules forbid something: code that breaks each of them, linted with the configuration of this
 * workspace as if it stood in a real package. Only the rules that need types are off, since the files do not exist.
 */
const eslint = new ESLint({ cwd: workspaceRoot, overrideConfig: [tseslint.configs.disableTypeChecked] });

/** What lint says of the code: each finding as `rule` or, where the rule has several messages, `rule/message`. */
async function findings(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId, messageId }) => [ruleId, messageId].filter(Boolean).join('/'));
}

const LAYER = '@nx/enforce-module-boundaries/onlyTagsConstraintViolation';
const ENGINE = '@nx/enforce-module-boundaries/bannedExternalImportsViolation';
const CIRCULAR = '@nx/enforce-module-boundaries/noCircularDependencies';
const UNDECLARED = '@nx/enforce-module-boundaries/noTransitiveDependencies';
const RELATIVE = '@nx/enforce-module-boundaries/noRelativeOrAbsoluteImportsAcrossLibraries';
const NO_IMPORTS = 'no-restricted-imports/patternWithCustomMessage';
const NO_DYNAMIC = 'no-restricted-syntax/restrictedSyntax';
const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const a${i} = ${i};`).join('\n');

const FORBIDDEN: [what: string, filePath: string, code: string, rule: string][] = [
  ['core imports a backend', 'packages/core/src/a.ts', `export * from '@wellposed/backend-reference';`, NO_IMPORTS],
  ['core imports what imports core', 'packages/core/src/a.ts', `export * from 'wellposed';`, CIRCULAR],
  ['core imports node:fs', 'packages/core/src/a.ts', `import 'node:fs';`, NO_IMPORTS],
  ['core imports fs', 'packages/core/src/a.ts', `import 'fs';`, NO_IMPORTS],
  ['core imports node:fs lazily', 'packages/core/src/a.ts', `await import('node:fs');`, NO_DYNAMIC],
  ['core imports a package', 'packages/core/src/a.ts', `import 'fast-check';`, NO_IMPORTS],
  [
    'a backend imports a backend',
    'packages/backends/reference/src/a.ts',
    `import '@wellposed/backend-ml-matrix';`,
    LAYER,
  ],
  ["a backend imports another's engine", 'packages/backends/reference/src/a.ts', `import 'ml-matrix';`, ENGINE],
  [
    "a backend imports another's engine lazily",
    'packages/backends/reference/src/a.ts',
    `await import('ml-matrix');`,
    ENGINE,
  ],
  ["a test imports another's engine", 'packages/backends/reference/test/a.test.ts', `import 'ml-matrix';`, ENGINE],
  ['a method imports a backend', 'packages/optimizers/src/a.ts', `import '@wellposed/backend-reference';`, LAYER],
  ['a method imports a method', 'packages/inference/src/a.ts', `import '@wellposed/optimizers';`, LAYER],
  ['a kit imports the umbrella', 'packages/plot/src/a.ts', `import 'wellposed';`, CIRCULAR],
  ['a kit imports the engine of a kit', 'packages/conformance/src/a.ts', `import '@observablehq/plot';`, ENGINE],
  ['an app imports an engine', 'apps/cli/src/a.ts', `import 'ml-matrix';`, ENGINE],
  ['a package imports an app', 'packages/conformance/src/a.ts', `import '@wellposed/cli';`, CIRCULAR],
  [
    'a package imports an engine that is not installed',
    'packages/plot/src/a.ts',
    `import '@tensorflow/tfjs';`,
    UNDECLARED,
  ],
  ['a package imports what it does not declare', 'packages/plot/src/a.ts', `import 'yargs';`, UNDECLARED],
  ['a package reaches into another', 'packages/inference/src/a.ts', `export * from '../../core/src/at.js';`, RELATIVE],
  ['an untagged project imports core', 'tools/eslint/fixtures/untagged/a.ts', `import '@wellposed/core';`, NO_IMPORTS],
  ['an untagged project imports node:fs', 'tools/eslint/fixtures/untagged/a.ts', `import 'node:fs';`, NO_IMPORTS],
  ['an untagged project imports lazily', 'tools/eslint/fixtures/untagged/a.ts', `await import('x');`, NO_DYNAMIC],
  ['a folder that is no project imports core', 'packages/nowhere/src/a.ts', `import '@wellposed/core';`, NO_IMPORTS],
  ['a source file has 301 lines', 'packages/core/src/a.ts', lines(301), 'max-lines/exceed'],
  ['a file is called utils', 'packages/core/src/utils.ts', `export const a = 1;`, 'wellposed/file-name/vague'],
  ['a folder is called helpers', 'packages/core/src/helpers/a.ts', `export const a = 1;`, 'wellposed/file-name/vague'],
  ['a file is not in kebab case', 'packages/core/src/fitError.ts', `export const a = 1;`, 'wellposed/file-name/case'],
  ['a rule is switched off', 'packages/core/src/a.ts', `/* eslint-disable */ import 'fs';`, NO_IMPORTS],
  ['core has a dependency', 'packages/core/package.json', `{ "dependencies": { "ml-matrix": "6.15.1" } }`, NO_DYNAMIC],
  [
    'a dependency is declared but not used',
    'packages/optimizers/package.json',
    `{ "dependencies": { "yargs": "18.2.0" } }`,
    '@nx/dependency-checks/obsoleteDependency',
  ],
];

it.each(FORBIDDEN)('%s: forbidden', async (_what, filePath, code, rule) => {
  expect(await findings(filePath, code)).toContain(rule);
});

const ALLOWED: [what: string, filePath: string, code: string][] = [
  ['core imports its own file', 'packages/core/src/a.ts', `export * from './at.js';`],
  ['a backend imports core', 'packages/backends/reference/src/a.ts', `export * from '@wellposed/core';`],
  ['a backend imports its engine', 'packages/backends/ml-matrix/src/a.ts', `export * from 'ml-matrix';`],
  ['the umbrella imports a backend', 'packages/wellposed/src/a.ts', `export * from '@wellposed/backend-reference';`],
  ['an app imports the umbrella', 'apps/cli/src/a.ts', `export * from 'wellposed';`],
  ['a test imports the laws', 'packages/backends/reference/test/a.test.ts', `export * from '@wellposed/conformance';`],
  ['a test imports its sources', 'packages/core/test/a.test.ts', `export * from '../src/at.js';`],
  ['a nested test imports its sources', 'packages/core/test/basis/a.test.ts', `export * from '../../src/at.js';`],
  ['a source file has 300 lines', 'packages/core/src/a.ts', `// comment\n\n${lines(300)}`],
];

it.each(ALLOWED)('%s: allowed', async (_what, filePath, code) => {
  expect(await findings(filePath, code)).toEqual([]);
});

it('gives every project but the fixture exactly one layer', async () => {
  const { nodes } = await createProjectGraphAsync({ exitOnError: false });
  const untagged = Object.values(nodes).filter(({ data }) => layerOf(data.tags ?? []) === undefined);
  expect(untagged.map(({ name }) => name)).toEqual(['untagged-fixture']);
});
