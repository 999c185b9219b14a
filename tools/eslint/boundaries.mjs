import { createProjectGraphAsync } from '@nx/devkit';
import { LAYERS, bannedPackages, layerOf } from './architecture.mjs';
import { nxRules } from './nx-rules.mjs';

const CODE = '**/*.{js,mjs,cjs,ts,mts,cts}';

/**
 * ESLint configuration of the module boundaries, one block a project, made from the tags in the project graph.
 *
 * Fail closed: every import is forbidden until a project with exactly one known layer tag opens its own folder. The graph is
 * computed here because `@nx/enforce-module-boundaries` skips itself, with only a warning, when none is cached.
 *
 * @returns {Promise<import('eslint').Linter.Config[]>}
 */
export async function boundaries() {
  const graph = await createProjectGraphAsync({ exitOnError: false });
  const projects = Object.values(graph.nodes)
    .map((node) => ({ root: node.data.root, tags: node.data.tags ?? [] }))
    // Flat config: the last block wins, so that a nested project must come after the one around it.
    .sort((a, b) => a.root.length - b.root.length);
  return [
    {
      name: 'wellposed/boundaries/closed',
      files: [`{packages,apps,tools}/${CODE}`],
      plugins: { '@nx': nxRules },
      rules: closed('is in no project that has exactly one layer: tag of ARCHITECTURE.md'),
    },
    ...projects.map(projectBoundaries),
  ];
}

/**
 * @param {{ root: string, tags: readonly string[] }} project
 * @returns {import('eslint').Linter.Config}
 */
function projectBoundaries({ root, tags }) {
  const layer = layerOf(tags);
  const block = { name: `wellposed/boundaries/${root}`, files: [`${root}/${CODE}`] };
  if (layer === undefined) {
    return { ...block, rules: closed(`is in ${root}, which must have exactly one layer: tag of ARCHITECTURE.md`) };
  }
  return {
    ...block,
    rules: {
      ...(layer === 'layer:contract'
        ? closedPackage
        : { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' }),
      '@nx/enforce-module-boundaries': ['error', boundaryOptions(layer, tags)],
    },
  };
}

/**
 * @param {string} layer
 * @param {readonly string[]} tags
 * @returns {Record<string, unknown>} options of `@nx/enforce-module-boundaries`
 */
function boundaryOptions(layer, tags) {
  const isTest = layer === 'layer:test';
  return {
    // A test looks inside its own package by relative paths; all else goes through the front door.
    allow: isTest ? ['../src/**', '../../src/**', '../../../src/**'] : [],
    // In a shipped package, what is not in its package.json (or not installed at all) cannot be imported.
    banTransitiveDependencies: !isTest,
    // One backend may be loaded lazily here and imported there.
    checkDynamicDependenciesExceptions: ['.*'],
    depConstraints: [
      {
        sourceTag: layer,
        onlyDependOnLibsWithTags: LAYERS[layer],
        bannedExternalImports: bannedPackages(tags),
      },
    ],
  };
}

/**
 * No import at all.
 *
 * @param {string} why end of the sentence "The importing file …"
 * @returns {import('eslint').Linter.RulesRecord}
 */
function closed(why) {
  const message = `The importing file ${why}: it may import nothing.`;
  return {
    'no-restricted-imports': ['error', { patterns: [{ regex: '.', message }] }],
    'no-restricted-syntax': ['error', { selector: 'ImportExpression', message }],
  };
}

const closedMessage = 'A layer:contract package has no dependencies and runs in browsers: import your own files only.';

/**
 * Imports of the package's own files only: no npm package, no `node:*`.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const closedPackage = {
  'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\.{1,2}/)', message: closedMessage }] }],
  'no-restricted-syntax': ['error', { selector: 'ImportExpression', message: closedMessage }],
};
