import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exampleData } from './example-data.js';
import { runInProcess } from './run-in-process.js';

const files = readdirSync(exampleData('')).filter((file) => !file.endsWith('.md'));

test('every file of examples/data has its source in the README', () => {
  const readme = readFileSync(exampleData('README.md'), 'utf8');
  expect(files.length).toBeGreaterThanOrEqual(4);
  expect(files.filter((file) => !readme.includes(`\`${file}\``))).toEqual([]);
});

test('sine-6.csv is sin x at x = linspace(2, 5, 6), to the last bit', () => {
  const [, ...rows] = readFileSync(exampleData('sine-6.csv'), 'utf8').trim().split('\n');
  expect(rows).toHaveLength(6);
  rows.forEach((row, i) => {
    const [x, y] = row.split(',').map(Number);
    expect(x).toBe(2 + (3 * i) / 5);
    // Engines may differ in the last bit of sin.
    expect(Math.abs((y ?? NaN) - Math.sin(x ?? NaN))).toBeLessThanOrEqual(2 ** -53);
  });
});

test.each([
  ['longley.csv', 'x1,x2,x3,x4,x5,x6', 16],
  ['norris.csv', 'x', 36],
  ['filip.csv', 'x', 82],
])('%s has as many observations as NIST says', async (file, x, observations) => {
  const { code, stdout } = await runInProcess(['fit', exampleData(file), '--x', x, '--y', 'y', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ observations });
});
