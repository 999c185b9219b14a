import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import {
  correctDigits,
  designColumns,
  exactConstrained,
  exactFitted,
  exactNonnegative,
  overclaim,
  polynomialColumns,
  Rational,
  roundedToFloat32,
  trueDigits,
} from '@wellposed/conformance';
import type { DyadicVector, ExactEquation, ExactVector } from '@wellposed/conformance';
import { FitError, fitSync, linearProblem, polynomialProblem } from '@wellposed/core';
import type { Problem, Solution, SynchronousBackend } from '@wellposed/core';
import { infer } from '@wellposed/inference';
import { describe, expect, it } from 'vitest';

type Solver = 'cholesky' | 'qr' | 'svd';
const methods = [reference, mlMatrix, roundedToFloat32(reference)].flatMap((backend: SynchronousBackend<Solver>) =>
  (['qr', 'svd'] as const).map((solver) => ({ backend, solver })),
);

const series = (length: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => value(i));

/** Solved by every method with 15 digits in all coefficients and in the fitted values, none of them overstated. */
function expectSolved(problem: Problem, columns: readonly DyadicVector[], theta: ExactVector | undefined) {
  const exact = { theta: theta!, fitted: exactFitted(columns, theta!) };
  return methods.map(({ backend, solver }): Solution => {
    const solution = fitSync(problem, { backend, solver });
    expect(solution.status).toBe('converged');
    expect(overclaim(solution, exact)).toBeUndefined();
    const { coefficients, fitted } = trueDigits(solution, exact);
    for (const digits of [...coefficients, fitted]) expect(digits).toBeGreaterThanOrEqual(15);
    return solution;
  });
}

/** The row [1, x, …, x^degree] or its derivative, for whole x. */
const powers = (x: bigint, degree: number, derivative: 0 | 1): DyadicVector => ({
  integers: Array.from({ length: degree + 1 }, (_, k) =>
    derivative === 0 ? x ** BigInt(k) : k === 0 ? 0n : BigInt(k) * x ** BigInt(k - 1),
  ),
  exponent: 0,
});

describe('equality constraints', () => {
  const x = series(30, (i) => 1000 + i / 4);
  const y = series(30, (i) => 3 + Math.sin(i / 4) + (i % 3) / 16);
  const columns = polynomialColumns(x, 4);

  it('takes the curve through a point and gives it a slope, far from 0', () => {
    const constraints = [
      { at: 1005, equals: 3.5 },
      { at: 1000, derivative: 1, equals: 0.25 },
    ] as const;
    const equations: readonly ExactEquation[] = [
      { coefficients: powers(1005n, 4, 0), value: [3.5] },
      { coefficients: powers(1000n, 4, 1), value: [0.25] },
    ];
    const problem = polynomialProblem({ x, y, degree: 4, constraints: [constraints[0]] });
    const theta = exactConstrained(columns, y, undefined, equations.slice(0, 1));
    for (const solution of expectSolved(problem, columns, theta)) {
      // x[20] is 1005, and a constraint gives a degree of freedom back.
      expect(solution.fitted[20]).toBe(3.5);
      expect(solution.degreesOfFreedom).toBe(30 - 5 + 1);
    }
    const both = polynomialProblem({ x, y, degree: 4, constraints });
    for (const solution of expectSolved(both, columns, exactConstrained(columns, y, undefined, equations))) {
      expect(solution.degreesOfFreedom).toBe(30 - 5 + 2);
      expect(Math.min(...solution.certificate!.digits)).toBeGreaterThanOrEqual(15);
      expect(solution.certificate!.fittedDigits).toBeGreaterThanOrEqual(15);
    }
  });

  it('fixes sums of coefficients by name, as exactly as float64 holds them', () => {
    const design = series(60, (k) => [1 + (k % 7), Math.cos(k), (k % 5) - 2][k % 3]!);
    const z = series(20, (i) => 1 + Math.sin(i));
    const problem = linearProblem({
      x: design,
      y: z,
      names: ['a', 'b', 'c'],
      constraints: [{ terms: { a: 1, b: 1, c: 1 }, equals: 1 }],
    });
    const own = [{ integers: [...z].map(() => 1n), exponent: 0 }, ...designColumns(design, 20, 3)];
    const theta = exactConstrained(own, z, undefined, [{ coefficients: [0, 1, 1, 1], value: [1] }]);
    for (const { coefficients } of expectSolved(problem, own, theta)) {
      const [, a, b, c] = coefficients;
      // Three numbers rounded once each.
      const size = Math.abs(a!) + Math.abs(b!) + Math.abs(c!);
      expect(Math.abs(a! + b! + c! - 1)).toBeLessThanOrEqual(2 ** -52 * size);
    }
  });

  it('leaves nothing to fit where there are as many equations as coefficients', () => {
    const constraints = [0, 1, 2].map((power) => ({
      terms: { [['1', 'x', 'x^2'][power]!]: 1 },
      equals: 1 / (1 + power),
    }));
    const quadratic = polynomialProblem({ x, y, degree: 2, constraints });
    for (const { backend, solver } of methods) {
      const { coefficients, certificate, degreesOfFreedom } = fitSync(quadratic, { backend, solver });
      expect([...coefficients]).toEqual([1, 1 / 2, 1 / 3]);
      expect(degreesOfFreedom).toBe(30);
      // What the change of basis back and forth leaves is vouched for; 10⁶ : 1 between the powers of x costs some of it.
      expect(Math.min(...certificate!.digits)).toBeGreaterThan(10);
    }
  });

  it('refuses equations that contradict each other together', () => {
    // A parabola with three values on a straight line has no curvature; with that, no other value at a fourth point.
    const constraints = [0, 1, 2, 3].map((k) => ({ at: 1001 + k, equals: k < 3 ? k : 5 }));
    for (const { backend, solver } of methods) {
      let code: string | undefined;
      try {
        fitSync(polynomialProblem({ x, y, degree: 2, constraints }), { backend, solver });
      } catch (error) {
        if (error instanceof FitError) ({ code } = error);
      }
      expect(code).toBe('INCONSISTENT_CONSTRAINTS');
    }
  });

  it.each([
    ['a point', 4, 1000, [2, 3].map((equals) => ({ at: 1002, equals }))],
    ['a slope', 4, 1000, [2, 3].map((equals) => ({ at: 1002, derivative: 1 as const, equals }))],
    // In powers of x a million from 0, where 5 is small against the rounding of what makes up the intercept.
    ['the intercept', 8, 1e6, [0, 5].map((equals) => ({ terms: { 1: 1 }, equals }))],
  ])('refuses two values for %s', (_what, degree, origin, constraints) => {
    let code: string | undefined;
    try {
      fitSync(polynomialProblem({ x: x.map((value) => value - 1000 + origin), y, degree, constraints }), {
        backend: reference,
      });
    } catch (error) {
      if (error instanceof FitError) ({ code } = error);
    }
    expect(code).toBe('INCONSISTENT_CONSTRAINTS');
  });

  it('has standard errors of the constrained estimates: a line through (0, 0) is a line without intercept', () => {
    const t = series(12, (i) => 1 + i);
    const z = series(12, (i) => 2 * i + 3 + (i % 3) / 4);
    const through = polynomialProblem({ x: t, y: z, degree: 1, constraints: [{ at: 0, equals: 0 }] });
    const without = polynomialProblem({ x: t, y: z, degree: 1, intercept: false });
    for (const { backend, solver } of methods) {
      const [held, plain] = [through, without].map((problem) => infer(problem, fitSync(problem, { backend, solver })));
      const [intercept, slope] = held!.coefficients;
      // Eliminated in another basis, where 0 is a difference in double-double of numbers of the size of y.
      expect(Math.abs(intercept!.estimate!)).toBeLessThan(32 * 2 ** -100);
      expect(slope?.estimate).toBe(plain!.coefficients[0]!.estimate);
      // Both within two roundings of the same number.
      const same = Rational.from(plain!.coefficients[0]!.standardError!);
      expect(correctDigits(slope!.standardError!, same)).toBeGreaterThanOrEqual(15);
    }
  });
});

describe('non-negative coefficients', () => {
  // Spectra of three substances and a background: overlapping peaks.
  const peak = (centre: number, i: number): number => Math.exp(-(((i - centre) / 6) ** 2));
  const n = 40;
  const design = series(4 * n, (k) => {
    const i = Math.floor(k / 4);
    return [peak(12, i), peak(18, i), peak(24, i), 1][k % 4]!;
  });
  const columns = designColumns(design, n, 4);
  const names = ['a', 'b', 'c', 'background'];

  it('are found exactly, and those held at 0 named', () => {
    // Substance b is not there, and noise would make it negative.
    const y = series(n, (i) => 2 * peak(12, i) + 0.5 * peak(24, i) + 0.125 - peak(18, i) / 16 + ((i * 5) % 7) / 512);
    const problem = linearProblem({ x: design, y, names, intercept: false, nonnegative: true });
    const theta = exactNonnegative(columns, y, undefined, [0, 1, 2, 3]);
    expect(theta?.component(1).isZero).toBe(true);
    for (const solution of expectSolved(problem, columns, theta)) {
      expect(solution.atBound).toEqual(['b']);
      expect(solution.coefficients[1]).toBe(0);
      expect(solution.certificate!.digits[1]).toBe(15.9);
    }
  });

  it('change nothing where the plain solution is positive', () => {
    const y = series(n, (i) => 2 * peak(12, i) + peak(18, i) + 0.5 * peak(24, i) + 0.125);
    const plain = linearProblem({ x: design, y, names, intercept: false });
    const bounded = linearProblem({ x: design, y, names, intercept: false, nonnegative: ['b', 'c'] });
    for (const { backend, solver } of methods) {
      const [one, other] = [plain, bounded].map((problem) => fitSync(problem, { backend, solver }));
      expect([...other!.coefficients]).toEqual([...one!.coefficients]);
      expect(other!.atBound).toEqual([]);
    }
  });

  it('are all 0 for a y that points away from every column', () => {
    const y = series(n, (i) => -1 - i);
    for (const { backend, solver } of methods) {
      const problem = linearProblem({ x: design, y, names, intercept: false, nonnegative: true });
      const { coefficients, atBound, status, fitted } = fitSync(problem, { backend, solver });
      expect(status).toBe('converged');
      expect([...coefficients]).toEqual([0, 0, 0, 0]);
      expect(atBound).toEqual(names);
      expect(Math.max(...fitted.map(Math.abs))).toBe(0);
    }
  });
});
