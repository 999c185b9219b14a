import { expect, it } from 'vitest';
import { codeBlocks } from '../src/code-block.js';

const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\``;

it('gives the line of the code, counted from 1', () => {
  expect(codeBlocks(`# Title\n\n${fence('ts', 'f();')}`)).toEqual([
    { language: 'ts', line: 4, code: 'f();', expected: undefined, noRun: undefined },
  ]);
});

it('takes the text block right below as the expected output', () => {
  expect(codeBlocks(`${fence('js', 'f();')}\n\n${fence('text', '1\n2')}`)[0]?.expected).toBe('1\n2');
});

it('does not take a text block after prose as output', () => {
  expect(codeBlocks(`${fence('js', 'f();')}\n\nAn example:\n\n${fence('text', '1')}`)[0]?.expected).toBeUndefined();
});

it('removes the indentation of a list item', () => {
  expect(codeBlocks('- item:\n\n  ```sh\n  ls\n    -l\n  ```\n')[0]?.code).toBe('ls\n  -l');
});

it('reads why a block is not run', () => {
  expect(codeBlocks(fence('sh no-run="installs packages"', 'npm ci'))[0]?.noRun).toBe('installs packages');
});

it.each([
  ['no-run without a reason', fence('sh no-run', 'ls')],
  ['no-run with an empty reason', fence('sh no-run=""', 'ls')],
  ['another attribute', fence('ts skip', 'f();')],
  ['another spelling of a language', fence('typescript', 'f();')],
  ['no language', fence('', 'f();')],
  ['a block that is never closed', '```ts\nf();'],
])('refuses %s', (_what, markdown) => {
  expect(() => codeBlocks(markdown)).toThrow(/line \d+/);
});
