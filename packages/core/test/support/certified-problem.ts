import fc from 'fast-check';
import type { Problem } from '../../src/contracts/problem.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { exactLeastSquares } from './exact-least-squares.js';
import { powerDesign } from './power-design.js';
import { Rational } from './rational.js';

/** A problem and the exact coefficients of its minimiser, in the user's basis. */
export interface CertifiedProblem {
  readonly problem: Problem;
  readonly exact: readonly Rational[];
}

const numbers = (length: number, most = 1000) =>
  fc.array(fc.integer({ min: -most, max: most }), { minLength: length, maxLength: length });
/** Weights: zero, small, large and ordinary. */
const weightsOf = (length: number) =>
  fc.array(fc.constantFrom(0, 0.1, 1, 1, 3, 1e6, 1e-3), { minLength: length, maxLength: length });

/**
 * Columns that nearly depend on each other: the last is the sum of the others plus 2^−closeness times a column of its
 * own, so that κ is about 2^closeness; units apart by powers of ten; y near the range of A or not at all.
 */
export const columnProblem: fc.Arbitrary<CertifiedProblem | undefined> = fc
  .record({ p: fc.integer({ min: 1, max: 4 }), extra: fc.integer({ min: 1, max: 6 }) })
  .chain(({ p, extra }) =>
    fc.record({
      rows: fc.array(numbers(p), { minLength: p + extra, maxLength: p + extra }),
      closeness: fc.integer({ min: 0, max: 40 }),
      units: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: p, maxLength: p }),
      truth: numbers(p, 50),
      noise: numbers(p + extra, 100),
      noiseSize: fc.integer({ min: -30, max: 4 }),
      weights: fc.option(weightsOf(p + extra), { nil: undefined }),
      intercept: fc.boolean(),
      lambda: fc.option(fc.double({ min: 1e-6, max: 1e3, noNaN: true }), { nil: undefined, freq: 3 }),
    }),
  )
  .map(({ rows, closeness, units, truth, noise, noiseSize, weights, intercept, lambda }) => {
    const p = truth.length;
    const x = rows.map((row) =>
      row.map((value, j) => {
        const others = row.slice(0, j).reduce((sum, other) => sum + other, 0);
        return (j === p - 1 && p > 1 ? others + value * 2 ** -closeness : value) * 10 ** units[j]!;
      }),
    );
    const y = rows.map((row, i) => row.reduce((sum, value, j) => sum + value * truth[j]!, noise[i]! * 2 ** noiseSize));
    const design = x.map((row) => [...(intercept ? [1] : []), ...row].map((value) => Rational.of(value)));
    const diagonal = design[0]!.map((_, j) => Rational.of(intercept && j === 0 ? 0 : (lambda ?? 0)));
    return certified({ design, y, ...(weights && { weights }), ...(lambda !== undefined && { diagonal }) }, () =>
      linearProblem({
        x,
        y,
        intercept,
        ...(weights && { weights }),
        ...(lambda !== undefined && { penalty: ridge(lambda) }),
      }),
    );
  });

/** Polynomials at points far from the origin, where the powers of x nearly depend on each other. */
export const polynomialInShiftedX: fc.Arbitrary<CertifiedProblem | undefined> = fc
  .record({ degree: fc.integer({ min: 0, max: 5 }), extra: fc.integer({ min: 1, max: 5 }) })
  .chain(({ degree, extra }) =>
    fc.record({
      degree: fc.constant(degree),
      steps: fc.uniqueArray(fc.integer({ min: -64, max: 64 }), {
        minLength: degree + 1 + extra,
        maxLength: degree + 1 + extra,
      }),
      shift: fc.constantFrom(0, 3.5, -100, 1010.1, 1e4),
      unit: fc.constantFrom(0.1, 1 / 64, 7),
      y: numbers(degree + 1 + extra),
      weights: fc.option(weightsOf(degree + 1 + extra), { nil: undefined }),
    }),
  )
  .map(({ degree, steps, shift, unit, y, weights }) => {
    const x = steps.map((step) => shift + step * unit);
    return certified({ design: powerDesign(x, degree), y, ...(weights && { weights }) }, () =>
      polynomialProblem({ x, y, degree, ...(weights && { weights }) }),
    );
  });

/** undefined where the exact matrix is singular or no row has a weight. */
function certified(
  exactProblem: Parameters<typeof exactLeastSquares>[0],
  problem: () => Problem,
): CertifiedProblem | undefined {
  const exact = exactLeastSquares(exactProblem);
  return exact && { problem: problem(), exact };
}
