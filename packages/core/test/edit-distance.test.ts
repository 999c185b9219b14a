import { expect, test } from 'vitest';
import { editDistance } from '../src/edit-distance.js';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['flaw', 'lawn', 2],
  ['ab', 'ba', 2],
])('from %j to %j it takes %i changes', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});
