import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import type { Problem } from '../../src/contracts/problem.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fitSync } from '../../src/fit/fit.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { trueDigits } from '../support/true-digits.js';
import { runSync } from '../../src/fit/steps.js';

/** The exact minimiser over θ ≥ 0 (the `free` excepted): the face whose Kuhn–Tucker conditions hold, by trying them all. */
function exactly(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  weights: readonly number[] | undefined,
  free: readonly number[],
): Rational[] | undefined {
  const p = rows[0]!.length;
  const design = rows.map((row) => row.map((value) => Rational.of(value)));
  for (let face = 0; face < 2 ** p; face++) {
    const passive = Array.from({ length: p }, (_, j) => j).filter((j) => free.includes(j) || (face >> j) % 2 === 1);
    const part = design.map((row) => passive.map((j) => row[j]!));
    const found = passive.length === 0 ? [] : exactLeastSquares({ design: part, y, ...(weights && { weights }) });
    if (!found) continue;
    const theta = Array.from({ length: p }, (_, j) => {
      const k = passive.indexOf(j);
      return k < 0 ? Rational.zero : found[k]!;
    });
    if (theta.some((value, j) => !free.includes(j) && value.toNumber() < 0)) continue;
    const residual = y.map((value, i) =>
      design[i]!.reduce((sum, a, j) => sum.minus(a.times(theta[j]!)), Rational.of(value)),
    );
    const ascent = theta.map((_, j) =>
      residual.reduce(
        (sum, r, i) => sum.plus(r.times(design[i]![j]!).times(Rational.of(weights?.[i] ?? 1))),
        Rational.zero,
      ),
    );
    if (ascent.every((value, j) => passive.includes(j) || value.toNumber() <= 0)) return theta;
  }
  return undefined;
}

/** The sets of coefficients that algorithm NNLS (Lawson & Hanson 1974, 23.10) solves for, one after the other. */
function pathOf(design: readonly (readonly number[])[], y: readonly number[]): number[][] {
  const path: number[][] = [];
  const solve = (passive: number[]) => {
    path.push(passive);
    const part = design.map((row) => passive.map((j) => Rational.of(row[j]!)));
    const found = passive.length === 0 ? [] : exactLeastSquares({ design: part, y })!;
    const theta = design[0]!.map(() => 0);
    for (const [k, j] of passive.entries()) theta[j] = found[k]!.toNumber();
    return theta;
  };
  let theta = solve([]);
  for (let passive: number[] = []; ;) {
    const residual = design.map((row, i) => row.reduce((sum, a, j) => sum - a * theta[j]!, y[i]!));
    const ascent = theta.map((_, j) =>
      passive.includes(j) ? 0 : design.reduce((sum, row, i) => sum + row[j]! * residual[i]!, 0),
    );
    const steepest = Math.max(...ascent);
    if (steepest < 1e-9) return path;
    passive = [...passive, ascent.indexOf(steepest)].sort((a, b) => a - b);
    for (let target = solve(passive); ; target = solve(passive)) {
      const negative = passive.filter((j) => target[j]! <= 0);
      if (negative.length === 0) {
        theta = target;
        break;
      }
      const shares = negative.map((j) => theta[j]! / (theta[j]! - target[j]!));
      const share = Math.min(...shares);
      const leaving = negative[shares.indexOf(share)]!;
      theta = theta.map((value, j) => (j === leaving ? 0 : value + share * (target[j]! - value)));
      passive = passive.filter((j) => theta[j]! > 0);
    }
  }
}

const numbers = (length: number, most = 20) =>
  fc.array(fc.integer({ min: -most, max: most }), { minLength: length, maxLength: length });

const problems = fc
  .record({ p: fc.integer({ min: 1, max: 5 }), extra: fc.integer({ min: 0, max: 5 }) })
  .chain(({ p, extra }) =>
    fc.record({
      rows: fc.array(numbers(p), { minLength: p + extra, maxLength: p + extra }),
      y: numbers(p + extra),
      exact: fc.boolean(),
      truth: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: p, maxLength: p }),
      closeness: fc.integer({ min: 0, max: 20 }),
      units: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: p, maxLength: p }),
      weights: fc.option(fc.array(fc.constantFrom(0.1, 1, 3, 1e4), { minLength: p + extra, maxLength: p + extra }), {
        nil: undefined,
      }),
      free: fc.subarray(Array.from({ length: p }, (_, j) => j)),
      single: fc.boolean(),
    }),
  );

const powerOfTwoFree = (value: number) => value / 2 ** Math.floor(Math.log2(value));

describe('non-negative least squares', () => {
  test('finds the face of the exact solution, and never claims more digits than there are', () => {
    let faces = 0;
    let claims = 0;
    holds(
      fc.property(problems, ({ rows, y: noisy, exact: onRange, truth, closeness, units, weights, free, single }) => {
        const p = units.length;
        const x = rows.map((row) =>
          row.map((value, j) => {
            const last = j === p - 1 && p > 1;
            return (last ? row[0]! + value * 2 ** -closeness : value) * 10 ** units[j]!;
          }),
        );
        // Data without noise put multipliers of exactly 0 at the coefficients that are 0.
        const y = onRange ? x.map((row) => row.reduce((sum, value, j) => sum + value * truth[j]!, 0)) : noisy;
        const exact = exactly(x, y, weights, free);
        const problem: Problem = {
          ...linearProblem({ x, y, intercept: false, ...(weights && { weights }) }),
          nonnegative: units.map((_, j) => j).filter((j) => !free.includes(j)),
        };
        const { coefficients, certificate, status, atBound } = fitSync(problem, { backend: denseBackend({ single }) });
        fc.pre(exact !== undefined && status === 'converged');
        for (const [j, value] of coefficients.entries()) {
          if (!free.includes(j)) expect(value).toBeGreaterThanOrEqual(0);
          const claimed = certificate!.digits[j]!;
          claims += Number(claimed >= 15);
          if (claimed > 0) expect(trueDigits(value, exact[j]!)).toBeGreaterThanOrEqual(claimed);
          if (atBound!.includes(`x${j + 1}`) || (p === 1 && atBound!.includes('x'))) expect(value).toBe(0);
        }
        faces += Number(atBound!.length > 0);
      }),
      400,
    );
    expect(faces).toBeGreaterThan(100);
    expect(claims).toBeGreaterThan(400);
  });

  test('goes from face to face as Lawson and Hanson do', () => {
    // Columns are known by their entries in the first row, whatever power of two scales them.
    const first = [9, 11, 13, 15, 17, 19];
    const known = (entry: number) => first.map(powerOfTwoFree).indexOf(powerOfTwoFree(entry));
    // Columns and y of one sign, so that a column that enters can drive out others.
    const alike = (length: number) =>
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: length, maxLength: length });
    let [left, longest] = [0, 0];
    holds(
      fc.property(fc.array(alike(6), { minLength: 8, maxLength: 8 }), alike(9), (rest, y) => {
        const x = [first, ...rest];
        const backend = denseBackend();
        const problem = { ...linearProblem({ x, y, intercept: false }), nonnegative: [0, 1, 2, 3, 4, 5] };
        const { status } = fitSync(problem, { backend });
        fc.pre(status === 'converged');
        const { design, columns } = runSync(scaledSystem({ design: fromFloat64(problem.x), targets: problem.y }));
        const path = pathOf(
          y.map((_, i) => [...design.hi.subarray(i * columns, (i + 1) * columns)]),
          y,
        );
        // The whole design first, for its rank; a face without columns is not factorised.
        const faces = backend.log.systems
          .slice(1)
          .map((system) => [...system.design.subarray(0, system.columns)].map(known));
        expect(faces).toEqual(path.filter((passive) => passive.length > 0));
        left += Number(path.some((passive, k) => k > 0 && passive.length < path[k - 1]!.length));
        longest = Math.max(longest, path.length);
      }),
      300,
    );
    expect(left).toBeGreaterThan(50);
    // One face for each column and the empty one would be 7.
    expect(longest).toBeGreaterThan(7);
  });

  test('by hand: everything at its bound, and nothing', () => {
    const fit = (y: number[], nonnegative: number[], intercept = false) =>
      fitSync(
        {
          ...linearProblem({
            x: [
              [1, 0],
              [0, 1],
              [1, 1],
            ],
            y,
            intercept,
            names: ['a', 'b'],
          }),
          nonnegative,
        },
        { backend: denseBackend() },
      );
    const none = fit([-1, -2, -3], [0, 1]);
    expect([...none.coefficients]).toEqual([0, 0]);
    expect(none).toMatchObject({ status: 'converged', atBound: ['a', 'b'], degreesOfFreedom: 3 });
    expect([...none.certificate!.digits]).toEqual([15.9, 15.9]);
    expect(none.working).not.toHaveProperty('inverseRoot');
    const all = fit([1, 2, 3], [0, 1]);
    expect([...all.coefficients]).toEqual([1, 2]);
    expect(all.atBound).toEqual([]);
    // With a = 0: b = (−3 · 1 + 1 · 1)/… : Σ b y/Σ b² = (2 + 1)/2.
    const one = fit([-3, 2, 1], [0, 1]);
    expect([...one.coefficients]).toEqual([0, 1.5]);
    expect(one.atBound).toEqual(['a']);
    expect(fit([-3, 2, 1], []).atBound).toEqual([]);
  });

  describe('columns that depend on each other', () => {
    const solve = (x: number[][], y: number[], nonnegative: number[]) =>
      fitSync({ ...linearProblem({ x, y, intercept: false }), nonnegative }, { backend: denseBackend() });

    test('leave many solutions: the shortest of them, to the last digit, and the names of what differs', () => {
      // Any x1 + 2 x2 = 187/30: the shortest is 187/150 (1, 2).
      const columns = [1, 2, 3, 4].map((a) => [a, 2 * a]);
      const { status, coefficients, rank, undetermined, atBound, certificate } = solve(
        columns,
        [6, 10, 19, 26],
        [0, 1],
      );
      expect([status, rank!.numerical, rank!.verdict]).toEqual(['rank-deficient', 1, 'deficient']);
      expect([undetermined, atBound]).toEqual([['x1', 'x2'], []]);
      expect([...coefficients]).toEqual([187 / 150, 187 / 75]);
      expect([...certificate!.digits, certificate!.fittedDigits]).toEqual([15.9, 15.9, 15.9]);
    });

    test('may leave one solution all the same', () => {
      // The slope that y wants is negative: x1 and x2 = 2 x1 are 0, and the mean is left.
      const x = [1, 2, 3].map((a) => [a, 2 * a, 1]);
      const { status, coefficients, rank, undetermined, atBound, certificate } = solve(x, [4, 3, 2], [0, 1, 2]);
      expect([status, rank!.numerical, rank!.dependentColumns]).toEqual(['converged', 2, ['x1', 'x2']]);
      expect([undetermined, atBound]).toEqual([[], ['x1', 'x2']]);
      expect([...coefficients]).toEqual([0, 0, 3]);
      expect([...certificate!.digits]).toEqual([15.9, 15.9, 15.9]);
    });

    test('a wide design of which the bounds leave one solution, which only its rows can show', () => {
      // (1, 0, 0) + t (4, −3, 1) are the solutions without bounds: t ≥ 0 for x3, and t ≤ 0 for x2.
      const { coefficients, undetermined, status } = solve(
        [
          [1, 1, -1],
          [1, 2, 2],
        ],
        [1, 1],
        [0, 1, 2],
      );
      expect([status, undetermined]).toEqual(['converged', []]);
      expect([...coefficients]).toEqual([1, 0, 0]);
    });

    test('bounds can hold the shortest', () => {
      // a + b − c = 4/3: (4, 4, −4)/9 without bounds, (2, 2, 0)/3 with c ≥ 0.
      const x = [1, 1, 1].map((one) => [one, one, -one]);
      const { coefficients, undetermined, atBound } = solve(x, [1, 2, 1], [1, 2]);
      expect(coefficients[0]).toBeCloseTo(2 / 3, 15);
      expect(coefficients[1]).toBeCloseTo(2 / 3, 15);
      expect(coefficients[2]).toBe(0);
      expect([undetermined, atBound]).toEqual([['x1', 'x2', 'x3'], ['x3']]);
    });

    test('free ones among them do not keep the bounded from entering', () => {
      // x1 = 2 x2 are free, x3 is bounded and needed.
      const { coefficients, undetermined, status } = solve(
        [
          [2, 1, 1],
          [4, 2, 0],
          [6, 3, 1],
          [2, 1, 5],
        ],
        [-3, 2, 5, 7],
        [2],
      );
      expect([status, undetermined]).toEqual(['rank-deficient', ['x1', 'x2']]);
      expect(coefficients[0]! / coefficients[1]!).toBeCloseTo(2, 14);
      expect(coefficients[2]!).toBeCloseTo(29 / 27, 14);
    });
  });

  test('free columns that depend on each other leave the problem deficient', () => {
    const problem: Problem = {
      ...linearProblem({
        x: [
          [1, 2, 1],
          [2, 4, 0],
          [3, 6, 5],
        ],
        y: [1, 2, 4],
        intercept: false,
      }),
      nonnegative: [2],
    };
    expect(fitSync(problem, { backend: denseBackend() }).status).toBe('rank-deficient');
  });

  test('in the powers of x, since it is their coefficients that are bounded; with a penalty too', () => {
    const x = [1, 2, 3, 4, 5, 6];
    const y = [9, 7, 6, 5.5, 5.2, 5.1];
    const base = polynomialProblem({ x, y, degree: 2 });
    const solution = fitSync({ ...base, nonnegative: [0, 1, 2] }, { backend: denseBackend() });
    expect(solution.working.model.basis.specification.name).toBe('monomial');
    expect(solution.atBound).toEqual(['x', 'x^2']);
    expect(solution.coefficients[0]).toBeCloseTo(37.8 / 6, 14);
    const damped = fitSync({ ...base, penalty: ridge(1), nonnegative: [1, 2] }, { backend: denseBackend() });
    expect(damped.coefficients[0]).toBeCloseTo(37.8 / 6, 14);
  });

  test('a factorisation that breaks down exhausts the precision', () => {
    const backend = denseBackend({
      tamper: (factorization) => ({ ...factorization, outcome: 'not-positive-definite', rank: 0 }),
    });
    const problem = { ...linearProblem({ x: [[1], [2], [3]], y: [1, 2, 4] }), nonnegative: [1] };
    expect(fitSync(problem, { backend }).status).toBe('precision-exhausted');
    expect(backend.log.disposed).toBe(backend.log.systems.length);
  });
});
