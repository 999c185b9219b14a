import { expect, test } from 'vitest';
import { nearestNames } from '../../../src/problem/constraints/nearest-names.js';

test('the names most like the one wanted, at most five, whatever the case', () => {
  const names = ['height', 'width', 'depth', 'weight', 'age', 'x', 'WIDTH2'];
  expect(nearestNames('widht', names)[0]).toBe('width');
  expect(nearestNames('width2', names).slice(0, 2)).toEqual(['WIDTH2', 'width']);
  expect(nearestNames('wieght', names).slice(0, 2)).toEqual(['weight', 'height']);
  expect(nearestNames('y', names)).toHaveLength(5);
  expect(nearestNames('', ['abc', 'x'])).toEqual(['x', 'abc']);
  expect(nearestNames('x', [])).toEqual([]);
});
