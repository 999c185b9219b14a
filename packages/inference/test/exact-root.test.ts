import { reference } from '@wellposed/backend-reference';
import { filip, Rational, roundedToFloat32 } from '@wellposed/conformance';
import { doubleDoubleArray, fitSync, fromFloat64, norm } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../src/analysis.js';
import { exactRoot, type ExactRoot } from '../src/exact-root.js';
import { isObstacle, type Obstacle } from '../src/obstacle.js';
import { scaledFit } from '../src/scaled-fit.js';
import { userRoot } from '../src/user-root.js';
import { exactFit } from './exact-fit.js';
import { type DecimalData, type ExactStatistics, exactStatistics } from './exact-statistics.js';
import { randomData } from './random-data.js';
import { referenceData } from './reference-data.js';
import { decimalProblem } from './reference-problem.js';
import { withRoot } from './with-root.js';

const seed = 20261127;

/** The exact root of a fit whose S was changed. */
function rootOf(data: DecimalData, change: (value: number) => number = (value) => value) {
  const { problem, solution, exact } = exactFit(data);
  const changed = withRoot(solution, change);
  const fit = scaledFit(problem, changed);
  return { fit, exact, root: exactRoot(fit, changed.working.inverseRoot!) };
}

function found(root: ExactRoot | Obstacle): ExactRoot {
  if (isObstacle(root)) throw new Error(root.code);
  return root;
}

/** The largest relative error of S Sᵀ, relative to its diagonal, against the exact (AᵀWA)⁻¹. */
function errorOf(fit: ReturnType<typeof scaledFit>, { matrix, rank }: ExactRoot, exact: ExactStatistics): number {
  const entry = (k: number) => Rational.from(matrix.hi[k]!).plus(Rational.from(matrix.lo[k]!));
  let largest = 0;
  exact.inverse.forEach((row, i) => {
    row.forEach((value, j) => {
      let sum = new Rational(0n);
      for (let k = 0; k < rank; k++) sum = sum.plus(entry(i * rank + k).times(entry(j * rank + k)));
      const units = Rational.from(fit.columnScales[i]! * fit.columnScales[j]! * fit.rootWeightScale ** 2);
      const size = Math.sqrt(row[i]!.toNumber() * exact.inverse[j]![j]!.toNumber());
      largest = Math.max(largest, Math.abs(sum.over(units).minus(value).toNumber()) / size);
    });
  });
  return largest;
}

/** κ of about 10⁹, as polynomials far from 0 have. */
const far: DecimalData = {
  x: ['1000', '1001', '1003', '1004', '1007', '1010'].map((value) => [value]),
  y: ['1', '2', '2', '3', '5', '4'],
  intercept: true,
  degree: 2,
};

describe('the exact root', () => {
  it(`is exact to its own bound, from float64, from float32 and from three bits (seed ${seed})`, () => {
    const roundings = [(value: number) => value, Math.fround, (value: number) => Number(value.toPrecision(1))];
    fc.assert(
      fc.property(randomData, fc.constantFrom(...roundings), (data, rounding) => {
        const { fit, exact, root } = rootOf(data, rounding);
        const { relativeError } = found(root);
        expect(relativeError).toBeLessThan(2 ** -70);
        expect(errorOf(fit, found(root), exact)).toBeLessThan(relativeError);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('is exact to its own bound where κ is 10⁹', () => {
    const { fit, exact, root } = rootOf(far);
    const { relativeError } = found(root);
    expect(relativeError).toBeLessThan(2 ** -53);
    expect(errorOf(fit, found(root), exact)).toBeLessThan(relativeError);
  });

  it('is exact from any matrix of full rank, since more steps follow while B is far from I', () => {
    const { problem, solution, exact } = exactFit({ ...far, degree: 1 });
    const fit = scaledFit(problem, solution);
    const root = found(exactRoot(fit, fromFloat64(Float64Array.of(1, 0, 0, 1))));
    expect(errorOf(fit, root, exact)).toBeLessThan(root.relativeError);
  });

  it('is exact from columns of length 1 that nearly are parallel: what is off the diagonal of B counts', () => {
    const { problem, solution, exact } = exactFit({ ...far, degree: 1 });
    const fit = scaledFit(problem, solution);
    const { hi } = solution.working.inverseRoot!;
    // S [1, c; 0, s] with c² + s² = 1: B = [1, c; c, 1], of condition 4/s² = 2⁴².
    const s = 2 ** -20;
    const c = Math.sqrt(1 - s ** 2);
    const mixed = hi.map((value, k) => (k % 2 === 0 ? value : hi[k - 1]! * c + value * s));
    const root = found(exactRoot(fit, fromFloat64(mixed)));
    expect(errorOf(fit, root, exact)).toBeLessThan(root.relativeError);
  });

  it('is vouched for to (16 p + 2 n) ε K', () => {
    const orthogonal = [
      ['3', '-4'],
      ['4', '3'],
      ['0', '0'],
    ];
    // Columns (0.75, 1, 0) and (−1, 0.75, 0) once scaled: K = 1.25 √2 · 0.8 √2 = 2.
    const { root } = rootOf({ x: orthogonal, y: ['1', '2', '3'], intercept: false });
    expect(found(root).relativeError / ((32 + 6) * 2 ** -101 * 2)).toBeCloseTo(1, 12);
  });

  it('does not look at rows of weight zero, which can be infinite in these units', () => {
    const { problem, solution } = exactFit({
      ...far,
      intercept: false,
      degree: 1,
      weights: ['1', '1', '1', '1', '1', '0'],
    });
    const scale = 2 ** -600;
    const tiny = problem.x.map((value, i) => (i === 5 ? 1e300 : value * scale));
    const fit = scaledFit({ ...problem, x: tiny, low: {} }, solution);
    expect(fit.design.hi[5]).toBe(Infinity);
    const rough = fromFloat64(solution.working.inverseRoot!.hi.map((value) => value / scale));
    const plain = found(exactRoot(scaledFit(problem, solution), solution.working.inverseRoot!));
    const { matrix, relativeError } = found(exactRoot(fit, rough));
    expect([matrix, relativeError]).toEqual([plain.matrix, plain.relativeError]);
  });

  it.each([
    ['dependent columns', Float64Array.of(1, 2, 1, 2)],
    ['zeros', new Float64Array(4)],
    ['NaN', Float64Array.of(1, 0, NaN, 1)],
    ['infinities', Float64Array.of(1, 0, 0, Infinity)],
  ])('is refused for %s', (_, rough) => {
    const { problem, solution } = exactFit({ ...far, degree: 1 });
    const root = exactRoot(scaledFit(problem, solution), fromFloat64(rough));
    expect(isObstacle(root) && root.code).toBe('PRECISION_EXHAUSTED');
  });

  it.each([
    [60, undefined],
    [72, 'PRECISION_EXHAUSTED'],
  ])('of columns that differ by 2^-%i, where κ leaves some digits or fewer than half: %s', (exponent, code) => {
    const { problem, solution } = exactFit({
      x: [
        ['1', '1'],
        ['2', '2'],
        ['3', '4'],
      ],
      y: ['1', '2', '4'],
      intercept: false,
    });
    const delta = 2 ** -exponent;
    const nearly = {
      ...problem,
      x: Float64Array.of(1, 1, 2, 2, 3, 3),
      low: { x: Float64Array.of(0, 0, 0, 0, 0, delta) },
    };
    // A S̃ = [1 0; 2 0; 3 1].
    const root = exactRoot(scaledFit(nearly, solution), fromFloat64(Float64Array.of(1, -1 / delta, 0, 1 / delta)));
    expect(isObstacle(root) ? root.code : undefined).toBe(code);
    if (isObstacle(root)) return;
    // (AᵀA)⁻¹ of [1 1; 2 2; 3 3+δ]: det = 5δ², so that its last entry is 14/(5δ²); the columns are scaled by 2.
    const { hi } = root.matrix;
    const last = (hi[2]! ** 2 + hi[3]! ** 2) / 2 ** 2;
    expect(Math.abs((last * 5 * delta ** 2) / 14 - 1)).toBeLessThan(root.relativeError + 2 ** -50);
  });

  it('neither overflows nor underflows with the units of columns and weights', () => {
    const { problem, solution } = exactFit({ ...far, degree: 1, weights: ['1', '2', '3', '1', '0', '2'] });
    const before = found(exactRoot(scaledFit(problem, solution), solution.working.inverseRoot!));
    for (const [column, weight] of [
      [500, 0],
      [-500, 0],
      [400, 300],
      [-400, -300],
    ] as const) {
      const { hi } = solution.working.inverseRoot!;
      // S of the scaled columns and weights: row j ÷ column scale, all ÷ √weight scale.
      const rough = hi.map((value, k) => (value / (k < 2 ? 1 : 2 ** column)) * 2 ** -weight);
      const fit = scaledFit(
        {
          ...problem,
          x: problem.x.map((value) => value * 2 ** column),
          low: {},
          weights: problem.weights!.map((value) => value * 4 ** weight),
        },
        solution,
      );
      const after = found(exactRoot(fit, fromFloat64(rough)));
      expect(after.matrix).toEqual(before.matrix);
    }
  });

  it('keeps its digits in the basis of the user', () => {
    const problem = decimalProblem(referenceData(filip));
    const solution = fitSync(problem, { backend: roundedToFloat32(reference) });
    const analysis = analyse(problem, solution);
    const { matrix, rank, units } = userRoot(analysis, found(analysis.root));
    const exact = exactStatistics(referenceData(filip));
    units.forEach((unit, j) => {
      let sum = new Rational(0n);
      for (let k = j * rank; k < (j + 1) * rank; k++) {
        const entry = Rational.from(matrix.hi[k]!).plus(Rational.from(matrix.lo[k]!));
        sum = sum.plus(entry.times(entry));
      }
      const variance = sum.times(Rational.from(unit)).times(Rational.from(unit));
      const error = variance.over(exact.inverse[j]![j]!).minus(new Rational(1n)).absolute().toNumber();
      // The features and the change of basis come from recurrences of ten steps, with an error of 3¹¹ ε at most.
      expect(error).toBeLessThan(3 ** 11 * 2 ** -101 * 1e3);
    });
  });

  it('has no columns where constraints leave nothing free', () => {
    const { problem, solution } = exactFit({ ...far, degree: 1 });
    const root = found(exactRoot(scaledFit(problem, solution), doubleDoubleArray(0)));
    expect([root.rank, root.relativeError, norm(root.rows.hi)]).toEqual([0, 0, 0]);
  });
});
