import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { roundedToFloat32 } from '@wellposed/conformance';
import { type Constraint, fitSync, linearProblem, polynomialProblem } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { bands, correlation, covariance, infer, influence } from '../src/index.js';
import { u } from './figures.js';

const backends = [reference, mlMatrix, roundedToFloat32(reference)];
const x = [1, 2, 3, 4, 5, 7, 8, 10];
const y = [2.1, 3.9, 6.2, 8.1, 9.8, 14.3, 15.7, 20.4];
const weights = [1, 2, 1, 0.5, 1, 3, 1, 1];
const close = (actual: number | undefined, expected: number | undefined, units = 16) =>
  expect(Math.abs(actual! - expected!)).toBeLessThanOrEqual(units * u * Math.abs(expected!));

describe.each(backends)('a constrained fit on $name is the fit of what it leaves free', (backend) => {
  const fitOf = (degree: number, intercept: boolean, constraints: readonly Constraint[] = []) => {
    const problem = polynomialProblem({ x, y, weights, degree, intercept, constraints });
    return [problem, fitSync(problem, { backend })] as const;
  };
  const through = fitOf(2, true, [{ at: 0, equals: 0 }]);
  const without = fitOf(2, false);

  it('through the origin: no intercept', () => {
    const [bound, free] = [infer(...through), infer(...without)];
    expect(bound.degreesOfFreedom).toBe(6);
    expect(bound.coefficients[0]).toMatchObject({ standardError: 0, t: undefined, p: undefined });
    expect(bound.reasons[0]).toMatchObject({ quantity: 't, p', code: 'FIXED_BY_CONSTRAINTS', coefficients: ['1'] });
    free.coefficients.forEach(({ standardError, t, p }, j) => {
      close(bound.coefficients[j + 1]!.standardError, standardError);
      close(bound.coefficients[j + 1]!.t, t);
      close(bound.coefficients[j + 1]!.p, p, 1000);
    });
    close(bound.residualStandardDeviation, free.residualStandardDeviation);
    close(bound.logLikelihood, free.logLikelihood);
    // One model, however it is spelled, has one R² and one F.
    expect([bound.rSquaredAbout, free.rSquaredAbout]).toEqual(['zero', 'zero']);
    for (const key of ['rSquared', 'rSquaredAboutMean', 'adjustedRSquared'] as const) close(bound[key], free[key]);
    close(bound.anova.f, free.anova.f);
    expect(
      [bound, free].map(({ anova }) => [anova.regression, anova.total].map((row) => row.degreesOfFreedom)),
    ).toEqual([
      [2, 8],
      [2, 8],
    ]);
    expect(bound.reasons).toHaveLength(1);
  });

  it('the same influence of each row, covariances and bands', () => {
    const [bound, free] = [influence(...through), influence(...without)];
    expect(bound.reasons).toEqual([]);
    for (const key of ['leverage', 'standardizedResiduals', 'cooksDistance', 'looResiduals'] as const) {
      bound[key].forEach((value, i) => close(value, free[key][i], 64));
    }
    close(bound.press, free.press);
    close(covariance(...through).values[1]![2], covariance(...without).values[0]![1]);
    const [band, other] = [bands(...through, [3, 12]), bands(...without, [3, 12])];
    band.prediction!.high.forEach((value, i) => close(value, other.prediction!.high[i]));
    const origin = bands(...through, [0]);
    expect(Math.abs(origin.confidence!.high[0]!)).toBeLessThan(u);
  });

  it('a slope that is given: the mean of what is left of y', () => {
    const [problem, solution] = fitOf(1, true, [{ terms: { x: 1 }, equals: 2 }]);
    const inference = infer(problem, solution);
    const mean = polynomialProblem({ x, y: y.map((value, i) => value - 2 * x[i]!), weights, degree: 0 });
    const free = infer(mean, fitSync(mean, { backend }));
    expect(inference.degreesOfFreedom).toBe(7);
    // y − 2x is rounded before that fit: to an error of ½ ulp of y beside residuals a hundredth of it.
    close(inference.coefficients[0]!.standardError, free.coefficients[0]!.standardError, 1000);
    expect(inference.coefficients[1]).toMatchObject({ standardError: 0, interval: [2, 2] });
    expect(inference.reasons[0]).toMatchObject({ quantity: 't, p', code: 'FIXED_BY_CONSTRAINTS', coefficients: ['x'] });
    expect(covariance(problem, solution).values[1]).toEqual([0, 0]);
    expect(correlation(problem, solution)).toMatchObject({
      values: [
        [1, undefined],
        [undefined, undefined],
      ],
      reasons: [{ code: 'FIXED_BY_CONSTRAINTS', coefficients: ['x'] }],
    });
  });

  it('a quadratic term that is bound to 0: the line, with its F', () => {
    const [bound, line] = [infer(...fitOf(2, true, [{ terms: { 'x^2': 1 }, equals: 0 }])), infer(...fitOf(1, true))];
    close(bound.anova.f, line.anova.f, 64);
    expect(bound.anova.regression.degreesOfFreedom).toBe(1);
    close(bound.adjustedRSquared, line.adjustedRSquared);
    close(bound.aic, line.aic);
  });
});

describe.each(backends)('a non-negative fit on $name', (backend) => {
  it.each([
    ['bound', [3, 2, 1, 0]],
    ['free', [0, 1, 2, 3.5]],
  ])('has sums of squares and R², and no errors, even where its coefficients are %s', (_, targets) => {
    const problem = linearProblem({ x: [1, 2, 3, 4], y: targets, nonnegative: true });
    const solution = fitSync(problem, { backend });
    const { reasons, rSquared, anova } = infer(problem, solution);
    expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(['INEQUALITY_CONSTRAINTS']));
    expect([rSquared, anova.total.sumOfSquares, anova.residual.sumOfSquares]).not.toContain(undefined);
    expect(new Set(influence(problem, solution).reasons.map(({ code }) => code))).toEqual(
      new Set(['INEQUALITY_CONSTRAINTS']),
    );
  });
});
