import { workspaceRoot } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { brokenLinks } from '../src/broken-links.js';

describe('broken links', () => {
  it.each([
    ['a file beside the page', 'packages/core/README.md', '[a](package.json)', []],
    ['a file above it, with an anchor', 'packages/core/README.md', '[a](../../README.md#install)', []],
    ['an anchor of the page itself', 'README.md', '[a](#install)', []],
    ['another site', 'README.md', '[a](https://example.org/nowhere)', []],
    [
      'a missing file',
      'docs/README.md',
      'text [a](b.md "title"), ![c](../nowhere/d.png)',
      ['b.md', '../nowhere/d.png'],
    ],
    ['code', 'README.md', '`[a](b.md)`\n\n```text\n[a](b.md)\n```\n\n[c](d.md)', ['d.md']],
  ])('%s', (_what, page, markdown, broken) => {
    expect(brokenLinks(workspaceRoot, page, markdown)).toEqual(broken);
  });
});
