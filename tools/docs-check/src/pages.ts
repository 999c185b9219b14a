import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Pages at the root. A missing one is an error when it is read. */
const ROOT_PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
/** Folders whose folders may hold a README. */
const HOMES = ['packages', 'packages/backends', 'apps', 'examples'];

/**
 * The Markdown pages whose code is executed: those at the root, each package's README, and all under `docs/`.
 *
 * @param root the repository
 * @returns paths relative to the repository
 */
export function pages(root: string): string[] {
  const readmes = HOMES.filter((home) => existsSync(join(root, home)))
    .flatMap((home) => ['', ...readdirSync(join(root, home))].map((name) => join(home, name, 'README.md')))
    .filter((page) => existsSync(join(root, page)));
  const docs = existsSync(join(root, 'docs'))
    ? readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
        .map((name) => join('docs', name))
    : [];
  return [...ROOT_PAGES, ...readmes, ...docs].sort();
}
