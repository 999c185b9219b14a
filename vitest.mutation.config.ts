import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * The tests that judge mutants: those of the packages, not the command line and the tools.
 *
 * Stryker runs them in a copy of the workspace whose `node_modules` is a link to the real one. There `@wellposed/core` would
 * lead back to the sources without mutants, so that each package's name is bound to the copy here.
 */
const alias = ['packages', 'packages/backends']
  .flatMap((home) => readdirSync(home).map((name) => join(process.cwd(), home, name)))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
    return { find: new RegExp(`^${name}$`), replacement: join(folder, 'src/index.ts') };
  });

/** Fewer tests make a faster run: `MUTATION_TESTS=packages/core/test` judges mutants by the tests of core alone. */
const tests = process.env['MUTATION_TESTS'] ?? 'packages/**/test';

export default defineConfig({
  resolve: { alias },
  test: { include: [`${tests}/**/*.test.ts`], testTimeout: 60_000 },
});
