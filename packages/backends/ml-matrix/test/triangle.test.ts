import { Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { triangle } from '../src/triangle.js';

// R = [2 1 4; 0 −4 −2; 0 0 8]: the signs must not matter.
const R = new Matrix([
  [2, 1, 4],
  [0, -4, -2],
  [0, 0, 8],
]);

test('solve is back substitution, exact where the numbers are', () => {
  // R (1, 2, 3)ᵀ = (16, −14, 24)ᵀ, R (0, 1, 0)ᵀ = (1, −4, 0)ᵀ.
  const b = new Matrix([
    [16, 1],
    [-14, -4],
    [24, 0],
  ]);
  // Adding 0 turns −0 into 0.
  expect(triangle(R).solve(b).add(0).to2DArray()).toEqual([
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
});

test('solveTransposed is forward substitution, exact where the numbers are', () => {
  // Rᵀ (1, 2, 3)ᵀ = (2, −7, 24)ᵀ.
  expect(
    triangle(R)
      .solveTransposed(Matrix.columnVector([2, -7, 24]))
      .to1DArray(),
  ).toEqual([1, 2, 3]);
});
