import { reference } from '@wellposed/backend-reference';
import {
  basisProblem,
  columns,
  concatenate,
  features,
  fitSync,
  linearProblem,
  polynomialProblem,
} from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bands, covariance, infer, influence, type PerfectFitOptions } from '../src/index.js';
import { codeOf } from './code-of.js';

const seed = 20261130;
const runs = Number(process.env['WELLPOSED_RUNS'] ?? 200);
const backend = reference;

/** The statistics of a line, and of its columns. */
const lineOf = (x: readonly number[], y: readonly number[], options: PerfectFitOptions = {}) => {
  const problem = linearProblem({ x: x.map((value) => [value]), y });
  return infer(problem, fitSync(problem, { backend }), options);
};

describe('a perfect fit', () => {
  it.each([
    ['y = x', [0, 0.5, 1], [0, 0.5, 1]],
    ['y = 1 − x with a far point', [1, 2, 3, 4, 35], [0, -1, -2, -3, -34]],
    [
      'a constant over Unix seconds',
      [0, 1, 2, 3, 5, 60].map((k) => 1778328000 + 3600 * k),
      Array<number>(6).fill(66094598367756),
    ],
    ['a tenth of x, rounded', [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7].map((value) => 0.1 * value)],
    [
      'x that is rounded',
      [0.1, 0.2, 0.3, 0.7, 1.1].map((value) => value + 1e6),
      [1, 2, 3, 7, 11].map((value) => 1000 * value),
    ],
  ])('has nothing that takes its residuals for noise: %s', (_, x, y) => {
    const found = lineOf(x, y);
    expect(found.perfectFit).toBe(true);
    for (const { estimate, ...rest } of found.coefficients) {
      expect(estimate).toBeDefined();
      expect(rest).toMatchObject({ standardError: undefined, t: undefined, p: undefined, interval: undefined });
    }
    expect(found.anova).toMatchObject({ f: undefined, p: undefined });
    expect([found.logLikelihood, found.aic, found.bic]).toEqual([undefined, undefined, undefined]);
    expect(found.reasons[0]).toMatchObject({ quantity: 'standardError, t, p, interval', code: 'PERFECT_FIT' });
    // What describes the residuals stays.
    expect([
      found.residualStandardDeviation,
      found.anova.residual.sumOfSquares,
      found.anova.total.sumOfSquares,
    ]).not.toContain(undefined);
  });

  it('is told by bands, influence and covariances too', () => {
    const x = [1, 2, 3, 4, 5, 6, 7];
    const problem = polynomialProblem({ x, y: x.map((value) => 0.1 * value), degree: 1 });
    const solution = fitSync(problem, { backend });
    const codes = (perfectFit: 'withhold' | 'report') =>
      [
        bands(problem, solution, [1.5], { perfectFit }),
        influence(problem, solution, { perfectFit }),
        covariance(problem, solution, { perfectFit }),
      ].map(({ reasons }) => reasons.map(({ quantity, code }) => `${code}: ${quantity}`));
    expect(codes('withhold')).toEqual([
      ['PERFECT_FIT: confidence, prediction'],
      ['PERFECT_FIT: standardizedResiduals, studentizedResiduals, cooksDistance'],
      ['PERFECT_FIT: values'],
    ]);
    expect(codes('report')).toEqual([[], [], []]);
    for (const perfectFit of ['yes', null, 1]) {
      const options = { perfectFit } as unknown as PerfectFitOptions;
      expect(codeOf(() => infer(problem, solution, options))).toBe('INVALID_OPTION');
    }
  });

  it('is not the fit of whole numbers that are near a line, nor of data that are known to fewer digits', () => {
    const x = Array.from({ length: 20 }, (_, i) => i);
    // Rounded to whole numbers: s is 0.3, and it is noise.
    expect(
      lineOf(
        x,
        x.map((value) => Math.round(0.377 * value)),
      ).reasons,
    ).toEqual([]);
    expect(
      lineOf(
        x,
        x.map((value) => 1e12 + Math.round(0.377 * value)),
      ).reasons,
    ).toEqual([]);
    expect(
      lineOf(
        x,
        x.map((value) => Number((0.1 * value).toPrecision(12)) + 1e-12 * (value % 3)),
      ).reasons,
    ).toEqual([]);
  });

  it('of features that a caller wrote: their values are rounded', () => {
    const x = Array.from({ length: 12 }, (_, i) => 1.7e9 + 1000 * i);
    const logarithm = { name: 'ln t', evaluate: ([t = 0]: Float64Array) => Math.log(t) };
    const derivative = { ...logarithm, differentiate: ([t = 0]: Float64Array) => 1 / t };
    for (const feature of [logarithm, derivative]) {
      for (const basis of [
        features({ variables: ['t'], features: [feature] }),
        concatenate(columns(['t']), features({ variables: ['t'], features: [feature] })),
      ]) {
        const exact = basisProblem({ x, y: x.map((t) => 3 * Math.log(t)), basis });
        expect(infer(exact, fitSync(exact, { backend })).perfectFit).toBe(true);
        const noisy = basisProblem({ x, y: x.map((t, i) => 3 * Math.log(t) + 1e-9 * (i % 3)), basis });
        expect(infer(noisy, fitSync(noisy, { backend })).perfectFit).toBe(false);
      }
    }
  });

  it(`is every polynomial whose x and y were rounded, and none with noise (seed ${seed}, ${runs} runs)`, () => {
    const coefficient = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 64);
    const exactly = fc.record({
      theta: fc.array(coefficient, { minLength: 1, maxLength: 4 }),
      // Multiples of 2⁻⁸ below 2¹⁰, so that a cubic in them is exact in 53 bits but for its own last rounding.
      x: fc.uniqueArray(fc.integer({ min: -(2 ** 11), max: 2 ** 11 }), { minLength: 8, maxLength: 20 }),
      units: fc.constantFrom(1, 0.1, 1e-5, 1e200, 3e-200),
      weights: fc.option(fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 20, maxLength: 20 }), {
        nil: undefined,
      }),
    });
    fc.assert(
      fc.property(exactly, ({ theta, x, units, weights }) => {
        fc.pre(theta.some((value) => value !== 0));
        const curve = (t: number) => theta.reduceRight((sum, value) => sum * (t / 256) + value, 0) * units;
        const problem = (noise: number) =>
          polynomialProblem({
            x: x.map((t) => t / 256),
            y: x.map((t, i) => curve(t) * (1 + noise * ((i * i * 7 + i) % 11) - 5 * noise)),
            ...(weights && { weights: weights.slice(0, x.length) }),
            degree: theta.length - 1,
          });
        const judged = (noise: number) => {
          const posed = problem(noise);
          return infer(posed, fitSync(posed, { backend })).perfectFit;
        };
        expect([judged(0), judged(1e-8)]).toEqual([true, false]);
      }),
      { seed, numRuns: runs },
    );
  });
});
