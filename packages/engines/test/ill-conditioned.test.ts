import { describeIfAvailable, designColumns, exactFitted, exactLeastSquares, overclaim } from '@wellposed/conformance';
import { reference } from '@wellposed/backend-reference';
import { fit, fitSync, linearProblem } from '@wellposed/core';
import { engines } from '@wellposed/engines';
import { describe, expect, it } from 'vitest';

/*
 * Designs with κ from 3e7 to 1e13: float32 has no digit of their smallest singular values, u κ > 1. The host finds those that a
 * device has lost, in float64, so that a fit ends with the digits of a float64 backend, and says so.
 */
const designs: readonly (readonly [name: string, rows: readonly (readonly number[])[]])[] = [
  ['Hilbert, 11 × 8', grid(11, 8, (i, j) => 1 / (i + j + 1))],
  ['Hilbert, 13 × 10', grid(13, 10, (i, j) => 1 / (i + j + 1))],
  ['Läuchli, ε = 2⁻²⁴', [[1, 1, 1, 1], ...grid(4, 4, (i, j) => (i === j ? 2 ** -24 : 0))]],
  ['a column within 2⁻³⁴ of the sum of two', grid(12, 3, (i, j) => nearSum(i)[j] ?? 0)],
];

function grid(rows: number, columns: number, entry: (i: number, j: number) => number): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_unused, j) => entry(i, j)));
}

function nearSum(i: number): readonly number[] {
  const [a, b] = [(i * 7) % 11, (i * 5) % 13];
  return [a, b, a + b + 2 ** -34 * ((i * i) % 5)];
}

for (const { backend } of engines) {
  await describeIfAvailable({ describe, it }, backend, () => {
    describe(`${backend.name}: designs that float32 is too coarse for`, () => {
      it.each(designs)('%s has the digits of float64', async (_, rows) => {
        const y = rows.map((_row, i) => (3 * i * i + 1) % 17);
        const problem = linearProblem({ x: rows, y, intercept: false });
        const columns = designColumns(problem.x, rows.length, rows[0]!.length);
        const { theta } = exactLeastSquares(columns, problem.y);
        const solution = await fit(problem, { backend, solver: 'qr' });
        expect(solution).toMatchObject({ status: 'converged', rank: { numerical: rows[0]!.length } });
        expect(solution.warnings.some((text) => text.includes('lost'))).toBe(backend.supports.precision === 'f32');
        expect(overclaim(solution, { theta, fitted: exactFitted(columns, theta) })).toBeUndefined();
        // κ is known to a factor of two here and there: a third of a digit.
        const float64 = fitSync(problem, { backend: reference }).certificate!;
        solution.certificate!.digits.forEach((claimed, j) =>
          expect(claimed).toBeGreaterThan(float64.digits[j]! - 0.35),
        );
      });
    });
  });
}
