import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { perturbationBound } from '../../src/error-bounds/perturbation-bound.js';
import type { Hessian } from '../../src/descent/hessian.js';
import { gradientCertificate, gradientRounding } from '../../src/descent/gradient-certificate.js';
import { fitSync } from '../../src/fit/fit.js';
import { squared } from '../../src/losses/squared.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { scalarFactorization } from '../support/scalar-factorization.js';
import { trueDigits } from '../support/true-digits.js';
import { runSync } from '../../src/fit/steps.js';

/** Singular values 3 and 4 of a Hessian 2 Ã Ãᵀ. */
const hessian: Hessian = {
  eigenvalues: Float64Array.of(32, 18),
  modulus: 18,
  factorization: { ...scalarFactorization(0), rank: 2, singularValues: Float64Array.of(4, 3) },
};
const system = {
  rows: 5,
  columns: 2,
  design: new Float64Array(10),
  targets: Float64Array.of(1, 2, 4, 2, 0),
  loss: squared({ reduction: 'sum' }),
};
const U = 2 ** -30;
/** Two rows of A = [1 0; 0 2], θ = (3, 4). */
const fit = { fitted: Float64Array.of(3, 8), design: fromFloat64(Float64Array.of(1, 0, 0, 2)) };

describe('gradientRounding', () => {
  test('is (n + 2p + 4) u sup ρ″/divisor ‖Ã‖_F (‖ỹ‖ + ‖Ã‖_F ‖θ‖)', () => {
    // 13 · u · 2/4 · 5 · (5 + 5 · 7).
    expect(gradientRounding(system, hessian, 4, U)(7)).toBeCloseTo(((13 * 2 * 5 * 40) / 4) * U, 18);
    expect(gradientRounding(system, hessian, 1, U)(0)).toBeCloseTo(13 * 2 * 5 * 5 * U, 18);
  });

  test('weights the targets by their roots', () => {
    const weighted = { ...system, weights: Float64Array.of(4, 9, 1, 1, 7) };
    // √(4 + 36 + 16 + 4) = √60.
    expect(gradientRounding(weighted, hessian, 1, U)(0) / (13 * 2 * 5 * Math.sqrt(60) * U)).toBeCloseTo(1, 14);
  });
});

describe('gradientCertificate', () => {
  test('bounds the error by (‖g‖ + its rounding)/μ, and adds the rounding of the design', () => {
    const theta = Float64Array.of(3, 4);
    const certificate = (gradient: number[], rounding: number, unitRoundoff = 2 ** -53, residualSumOfSquares = 0) =>
      runSync(
        gradientCertificate(hessian, theta, { value: 0, gradient: Float64Array.from(gradient) }, () => rounding, {
          unitRoundoff,
          residualSumOfSquares,
          ...fit,
        }),
      );
    expect(certificate([0, 0], 0)).toMatchObject({
      method: 'gradient-bound',
      conditionNumber: 4 / 3,
      unitRoundoff: 2 ** -53,
      refinementSteps: 0,
    });
    // ‖g‖ = 0.05, rounding 0.04: 0.005 of 3 and of 4 is 10^−2.78 and 10^−2.90.
    expect([...certificate([0.03, -0.04], 0.04).digits]).toEqual([2.7, 2.9]);
    // 0.0018/18 = 1e-4 of 3 and of 4: 10^−4.48 and 10^−4.60.
    expect([...certificate([0.0018, 0], 0).digits]).toEqual([4.4, 4.6]);
    // The design rounded once, u = 10⁻⁶ and ‖r‖ = 8.
    const sensitivity = { norm: 4, inverseNorm: 1 / 3, theta: 5, residual: 8, f: 28, g: 0 };
    const design = perturbationBound(Math.SQRT2 * 1e-6, sensitivity).theta;
    expect([...certificate([0, 0], 0, 1e-6, 64).digits]).toEqual(
      [3, 4].map((value) => Math.floor(-Math.log10(design / (value - design) + 2 ** -53) * 10) / 10),
    );
    expect([...certificate([100, 0], 0).digits]).toEqual([0, 0]);
    // Errors of 0.005 in both coefficients: at most 0.01 of 8 in the fitted values.
    expect(certificate([0.03, -0.04], 0.04).fittedDigits).toBe(2.9);
    expect(certificate([Infinity, 0], 0).fittedDigits).toBe(0);
  });

  test('passes ‖θ‖ to the rounding', () => {
    const seen: number[] = [];
    runSync(
      gradientCertificate(
        hessian,
        Float64Array.of(3, 4),
        { value: 0, gradient: new Float64Array(2) },
        (size) => {
          seen.push(size);
          return 0;
        },
        { unitRoundoff: 2 ** -53, residualSumOfSquares: 0, ...fit },
      ),
    );
    expect(seen).toEqual([5]);
  });

  test('never claims more digits than there are, however the descent ended', () => {
    const numbers = (length: number, most: number) =>
      fc.array(fc.integer({ min: -most, max: most }), { minLength: length, maxLength: length });
    const setting = fc.integer({ min: 1, max: 3 }).chain((p) =>
      fc.record({
        x: fc.array(numbers(p, 20), { minLength: p + 2, maxLength: p + 5 }),
        closeness: fc.integer({ min: 0, max: 8 }),
        y: numbers(p + 5, 100),
        weights: fc.option(fc.array(fc.constantFrom(0, 0.1, 1, 3), { minLength: p + 5, maxLength: p + 5 }), {
          nil: undefined,
        }),
        intercept: fc.boolean(),
        lambda: fc.option(fc.constantFrom(0.1, 2.7, 30), { nil: undefined }),
        reduction: fc.constantFrom('sum' as const, 'mean' as const),
        maxIterations: fc.constantFrom(0, 3, 100, 400),
        tolerance: fc.constantFrom(0, 1e-3, 1e-10),
        unit: fc.constantFrom(1, 0.1, 1000),
      }),
    );
    holds(
      fc.property(
        setting,
        ({ x, closeness, y: targets, weights: all, unit, intercept, lambda, reduction, ...settings }) => {
          const rows = x.map(([a, ...others]) =>
            [a!, ...others.map((value) => a! + value * 2 ** -closeness)].map((value) => value * unit),
          );
          const y = targets.slice(0, rows.length);
          const weights = all?.slice(0, rows.length);
          fc.pre(weights === undefined || weights.some((weight) => weight > 0));
          const total = (weights ?? rows.map(() => 1)).reduce(
            (sum, weight) => sum.plus(Rational.of(weight)),
            Rational.zero,
          );
          const added = Rational.of(lambda ?? 0).times(reduction === 'mean' ? total : Rational.of(1));
          const design = rows.map((row) => [...(intercept ? [1] : []), ...row].map((value) => Rational.of(value)));
          const diagonal = design[0]!.map((_, j) => (intercept && j === 0 ? Rational.zero : added));
          const exact = exactLeastSquares({ design, y, diagonal, ...(weights && { weights }) });
          fc.pre(exact !== undefined);
          const problem = linearProblem({
            x: rows,
            y,
            intercept,
            loss: squared({ reduction }),
            ...(weights && { weights }),
            ...(lambda !== undefined && { penalty: ridge(lambda) }),
          });
          const probe = fitSync(problem, { backend: denseBackend(), optimizer: gradientDescent(1), maxIterations: 0 });
          const { coefficients, certificate } = fitSync(problem, {
            backend: denseBackend(),
            optimizer: gradientDescent(probe.descent!.largestStableLearningRate! * 0.9),
            ...settings,
          });
          for (const [j, claimed] of [...(certificate?.digits ?? [])].entries()) {
            expect(claimed).toBeLessThanOrEqual(Math.max(0, trueDigits(coefficients[j]!, exact[j]!)));
          }
        },
      ),
      300,
    );
  });

  test('claims most of the digits that a good descent has', () => {
    const problem = linearProblem({
      x: [
        [1, 0.5],
        [-0.5, 1],
        [0.3, 0.2],
      ],
      y: [1, 2, 3],
      intercept: false,
    });
    const { certificate, coefficients } = fitSync(problem, {
      backend: denseBackend(),
      optimizer: gradientDescent(0.3),
      tolerance: 1e-9,
    });
    const exact = exactLeastSquares({
      design: [
        [1, 0.5],
        [-0.5, 1],
        [0.3, 0.2],
      ].map((row) => row.map((value) => Rational.of(value))),
      y: [1, 2, 3],
    })!;
    for (const [j, claimed] of [...certificate!.digits].entries()) {
      expect(claimed).toBeGreaterThan(8);
      expect(claimed).toBeGreaterThan(trueDigits(coefficients[j]!, exact[j]!) - 2);
    }
  });
});
