import { expect, test } from 'vitest';
import { squared } from '../../src/losses/squared.js';

test('the squared loss is r², its derivative 2r, its curvature 2', () => {
  const loss = squared({ reduction: 'mean' });
  expect(loss).toMatchObject({ name: 'squared', reduction: 'mean', quadratic: true, maximalCurvature: 2 });
  expect([loss.rho(-3), loss.derivative(-3), loss.curvature(-3)]).toEqual([9, -6, 2]);
  expect(squared({ reduction: 'sum' }).reduction).toBe('sum');
});
