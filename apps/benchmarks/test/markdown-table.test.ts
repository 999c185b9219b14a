import { format } from 'prettier';
import { expect, it } from 'vitest';
import { markdownTable } from '../src/markdown-table.js';

const table = { head: ['name', 'a', 'long heading'], rows: [['x² – y', '12345', '1'], ['z']], leftColumns: 1 };

it('writes tables as prettier does, so that the format check passes on generated pages', async () => {
  const text = markdownTable(table);
  expect(await format(text, { parser: 'markdown' })).toBe(text);
});

it('keeps every cell', () => {
  const cells = markdownTable(table)
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(cells[0]).toEqual(['', 'name', 'a', 'long heading', '']);
  expect(cells[2]).toEqual(['', 'x² – y', '12345', '1', '']);
  expect(cells[3]).toEqual(['', 'z', '', '', '']);
});
