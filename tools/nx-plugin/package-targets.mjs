import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Infers `lint` for every package, and makes its `test/` folder a project of its own with `lint` and `test`, so that a
 * package needs no configuration beside its package.json and tsconfig.json (`build` and `typecheck`: `@nx/js/typescript`).
 *
 * Why a project of its own: the tests of a backend import the conformance laws, and the tests of the laws import a backend.
 * In one project that would be a cycle in the graph; in two, the shipped code stays acyclic, and a change to a test affects
 * that test only. Why not `@nx/eslint/plugin`: it loads the ESLint configuration while the graph is built, and ours reads
 * the graph (tools/eslint/boundaries.mjs), so that each would wait for the other.
 */
export const name = 'wellposed/package-targets';

/** Tags that a test project inherits: a test may import the engine that its package owns. */
const INHERITED = 'engine:';

/** @type {import('@nx/devkit').CreateNodesV2} */
export const createNodesV2 = [
  '{packages,apps}/**/{package.json,test/**/*.test.ts}',
  (files, _options, { workspaceRoot }) =>
    files
      .filter((file) => basename(file) === 'package.json')
      .map((file) => {
        const root = dirname(file);
        const isTested = files.some((other) => other.startsWith(`${root}/test/`));
        return [
          file,
          {
            projects: {
              [root]: { root, targets: { lint: lint(root, `${root}/test/**`) } },
              ...(isTested ? testProject(workspaceRoot, root) : {}),
            },
          },
        ];
      }),
];

/**
 * @param {string} workspaceRoot absolute path of the workspace
 * @param {string} packageRoot folder of the package, relative to the workspace
 * @returns {Record<string, import('@nx/devkit').ProjectConfiguration>} the one test project, by its root
 */
function testProject(workspaceRoot, packageRoot) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(workspaceRoot, packageRoot, 'package.json'), 'utf8'));
  const owner = /** @type {{ name: string, nx?: { tags?: string[] } }} */ (manifest);
  const root = `${packageRoot}/test`;
  const ownerTags = owner.nx?.tags ?? [];
  return {
    [root]: {
      root,
      name: `${owner.name}-test`,
      projectType: 'library',
      tags: ['layer:test', ...ownerTags.filter((tag) => tag.startsWith(INHERITED))],
      // A test also runs on sources that it reaches by a relative path, which the graph cannot see.
      implicitDependencies: [owner.name],
      targets: { lint: lint(root), test: { command: `vitest run ${root}`, options: { cwd: '{workspaceRoot}' } } },
    },
  };
}

/**
 * @param {string} root folder to lint
 * @param {string} [except] glob to leave out
 * @returns {import('@nx/devkit').TargetConfiguration}
 */
function lint(root, except) {
  const ignore = except === undefined ? '' : ` --ignore-pattern "${except}"`;
  return { command: `eslint ${root}${ignore} --max-warnings 0`, options: { cwd: '{workspaceRoot}' } };
}
