import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';
import { afterAll, describe, expect, it } from 'vitest';
import { brokenLinks } from '../src/broken-links.js';
import { codeBlocks } from '../src/code-block.js';
import { outputMatches } from '../src/output-matches.js';
import { pages } from '../src/pages.js';
import { checkShellSyntax, runCode } from '../src/run-code.js';
import { scratchFolder } from '../src/scratch-folder.js';
import { typeErrors } from '../src/type-errors.js';

/**
 * Executes the code blocks of the documentation; CONTRIBUTING.md tells how to write them. The blocks of a page run in
 * order, in one working folder, so that a later one may read what an earlier one wrote.
 */
const all = pages(workspaceRoot).map((page) => {
  const markdown = readFileSync(join(workspaceRoot, page), 'utf8');
  try {
    return { page, markdown, blocks: codeBlocks(markdown), malformed: undefined };
  } catch (error) {
    return { page, markdown, blocks: [], malformed: String(error) };
  }
});

const label = (page: string, line: number) => `${page.replaceAll(/[^\w]+/g, '-')}-${line}`;

it('finds code to run in README.md', () => {
  const readme = all.find(({ page }) => page === 'README.md');
  expect(readme?.blocks.some(({ noRun }) => noRun === undefined)).toBe(true);
});

for (const { page, malformed } of all) {
  it(`${page} says of each block what it is`, () => {
    expect(malformed).toBeUndefined();
  });
}

for (const { page, markdown } of all) {
  it(`${page} links to files that are there`, () => {
    expect(brokenLinks(workspaceRoot, page, markdown)).toEqual([]);
  });
}

it('has only ts blocks that type-check', () => {
  const folder = scratchFolder(workspaceRoot);
  const snippets = all.flatMap(({ page, blocks }) =>
    blocks.filter(({ language }) => language === 'ts').map(({ line, code }) => ({ label: label(page, line), code })),
  );
  try {
    expect(typeErrors(snippets, folder.path)).toEqual([]);
  } finally {
    folder.dispose();
  }
});

for (const { page, blocks } of all.filter((each) => each.blocks.length > 0)) {
  describe(page, () => {
    const folder = scratchFolder(workspaceRoot);
    afterAll(folder.dispose);

    for (const { language, line, code, expected, noRun } of blocks) {
      const name = `${page}:${line} (${language})`;
      if (noRun === undefined) {
        it(`${name} runs`, { timeout: 130_000 }, async () => {
          const { exitCode, stdout, stderr } = await runCode(language, code, folder.path, label(page, line));
          expect(exitCode, stderr).toBe(0);
          if (expected !== undefined && !outputMatches(expected, stdout)) {
            expect(stdout.trimEnd()).toBe(expected.trimEnd());
          }
        });
      } else if (language === 'sh') {
        it(`${name} is not run (${noRun}), but bash can parse it`, async () => {
          const { exitCode, stderr } = await checkShellSyntax(code, folder.path);
          expect(exitCode, stderr).toBe(0);
        });
      }
    }
  });
}
