import { fromFloat64 } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import {
  type FitDocument,
  FitResult,
  fitSync,
  gradientDescent,
  descent,
  linearProblem,
  linfit,
  polyfit,
} from '../src/index.js';

/** Quantiles of one set of residuals bound its sum of squares. */
const spread = ({ residualQuantiles: quantiles }: FitDocument) => Math.max(-quantiles!.minimum, quantiles!.maximum);

describe('the table comes from one solution', () => {
  it.each([
    ['three points', [0, 0.5, 1], [0, 0.5, 1]],
    [
      'a constant over Unix seconds',
      [0, 1, 2, 3, 70].map((k) => 1778328000 + 3600 * k),
      Array<number>(5).fill(66094598367756),
    ],
    ['a far point', [1, 2, 3, 4, 35], [0, -1, -2, -3, -34]],
  ])('of a perfect fit: %s', (_, x, y) => {
    const fit = polyfit(x, y, { degree: 1 });
    const document = fit.toJSON();
    expect(document.perfectFit).toBe(true);
    for (const { estimate, standardError, t, p, interval } of document.coefficients) {
      expect(estimate).not.toBeNull();
      expect([standardError, t, p, interval]).toEqual([null, null, null, null]);
    }
    expect([document.anova.f, document.anova.p, document.logLikelihood, document.aic]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(fit.summary()).toContain('perfect fit: the residuals are no larger than the rounding of the data');
    expect(document.warnings.some((warning) => warning.includes("perfectFit: 'report'"))).toBe(true);
    const reported = polyfit(x, y, { degree: 1, perfectFit: 'report' });
    expect(reported.statistics.coefficients.every(({ standardError }) => standardError !== undefined)).toBe(true);
    expect([reported.perfectFit, reported.toJSON().perfectFit]).toEqual(['report', true]);
    expect(fit.bands([2]).confidence).toBeUndefined();
    expect(reported.bands([2]).confidence).toBeDefined();
  });

  it('of a descent to a perfect fit: what is left is its distance from the solution', () => {
    const x = [1, 2, 3, 4, 35].map((value) => [value]);
    const problem = linearProblem({ x, y: [0, -1, -2, -3, -34] });
    const optimizer = descent(gradientDescent({ learningRate: 'auto' }));
    const fit = fitSync(problem, { optimizer, maxIterations: 10_000 });
    const document = fit.toJSON();
    expect([document.status, document.perfectFit]).toEqual(['converged', false]);
    expect(fit.statistics.reasons.map(({ code }) => code)).toEqual(['NOT_AT_THE_MINIMUM', 'NOT_AT_THE_MINIMUM']);
    const largest = spread(document);
    expect(largest).toBeGreaterThan(1e-13);
    expect(document.residualSumOfSquares! / largest ** 2).toBeGreaterThanOrEqual(1);
    expect(document.residualSumOfSquares! / largest ** 2).toBeLessThanOrEqual(5);
    expect(document.residualStandardDeviation! ** 2 * 3).toBeCloseTo(document.residualSumOfSquares!, 30);
  });

  it('of coefficients that are off: sums of squares, R² and quantiles are theirs', () => {
    const { problem, solution } = linfit([[0], [1], [2], [3], [4]], [1.5, 2.25, 5, 6.75, 9.5]);
    const theta = fromFloat64(solution.working.theta.hi.map((value) => value * 1.01));
    const residuals = problem.y.map((y, i) => y - theta.hi[0]! - theta.hi[1]! * (problem.x[i]! - 2));
    const document = new FitResult(problem, {
      ...solution,
      residuals,
      working: { ...solution.working, theta },
    }).toJSON();
    const sum = residuals.reduce((total, value) => total + value ** 2, 0);
    expect(document.residualSumOfSquares).toBeCloseTo(sum, 12);
    expect(document.rSquared).toBeCloseTo(1 - sum / document.anova.total.sumOfSquares!, 12);
    expect(spread(document)).toBe(Math.max(...residuals.map(Math.abs)));
    expect(document.coefficients.map(({ standardError }) => standardError)).toEqual([null, null]);
  });
});

describe('one line through the origin has one R²', () => {
  const x = [0.05, 0.5, 1, 2, 3.5, 5];
  const y = [
    0.283441746634894, 1.26762275157997, 3.43248288736777, 9.69228927203065, 19.1615325375433, 26.0196905766526,
  ];
  const spellings = [
    ['no intercept', polyfit(x, y, { degree: 1, intercept: false })],
    [
      'a column without intercept',
      linfit(
        x.map((value) => [value]),
        y,
        { intercept: false },
      ),
    ],
    ['a constraint at 0', polyfit(x, y, { degree: 1, constraints: [{ at: 0, equals: 0 }] })],
    [
      'a constraint on the intercept',
      linfit(
        x.map((value) => [value]),
        y,
        { constraints: [{ terms: { '1': 1 }, equals: 0 }] },
      ),
    ],
    [
      'a column of ones that is bound',
      linfit(
        x.map((value) => [1, value]),
        y,
        { intercept: false, constraints: [{ terms: { x1: 1 }, equals: 0 }] },
      ),
    ],
  ] as const;

  it.each(spellings)('%s', (_, fit) => {
    const { rSquared, rSquaredAbout, rSquaredAboutMean, rSquaredAboutZero, anova, adjustedRSquared } = fit.toJSON();
    expect(fit.coefficients.at(-1)).toBeCloseTo(5.19096198245316, 13);
    expect(rSquaredAbout).toBe('zero');
    // R: summary(lm(y ~ 0 + x)).
    expect([rSquared!.toFixed(4), rSquaredAboutZero!.toFixed(4), rSquaredAboutMean!.toFixed(4)]).toEqual([
      '0.9945',
      '0.9945',
      '0.9886',
    ]);
    expect([anova.regression.degreesOfFreedom, anova.total.degreesOfFreedom]).toEqual([1, 6]);
    expect(anova.f! / (((rSquared! / (1 - rSquared!)) * 5) / 1)).toBeCloseTo(1, 10);
    expect(1 - adjustedRSquared!).toBeCloseTo(((1 - rSquared!) * 6) / 5, 14);
    expect(fit.summary()).toContain('R² 0.9945 about 0 (0.9886 about the mean), adjusted R² 0.9934');
  });

  it('about the mean, where constants are in the model by any spelling', () => {
    const rows = x.map((value) => [value]);
    const group = [0, 1, 0, 1, 0, 1];
    const fits = [
      linfit(rows, y),
      linfit(
        x.map((value) => [7, value]),
        y,
        { intercept: false },
      ),
      linfit(
        x.map((value, i) => [value, 0.1 * value + 3, group[i]!, 1 - group[i]!].slice(0, 2)),
        y,
        { intercept: false },
      ),
      linfit(
        x.map((value) => [value, 1]),
        y,
        { constraints: [{ terms: { '1': 1 }, equals: 0 }] },
      ),
    ];
    const [first] = fits;
    for (const fit of fits) {
      const { rSquared, rSquaredAbout, anova } = fit.statistics;
      expect(rSquaredAbout).toBe('mean');
      expect(rSquared! / first!.statistics.rSquared!).toBeCloseTo(1, 13);
      expect(anova.f! / first!.statistics.anova.f!).toBeCloseTo(1, 11);
      expect(anova.total.degreesOfFreedom).toBe(5);
      expect(fit.summary()).not.toContain('about 0');
    }
    // Dummies that add up to one, and shares that do so but for their rounding.
    const dummies = linfit(
      x.map((_, i) => [group[i]!, 1 - group[i]!]),
      y,
      { intercept: false },
    );
    expect(dummies.statistics).toMatchObject({ rSquaredAbout: 'mean', anova: { regression: { degreesOfFreedom: 1 } } });
    const shares = linfit(
      x.map((value) => [value / 7, 1 - value / 7]),
      y,
      { intercept: false },
    );
    expect(shares.statistics.rSquaredAbout).toBe('mean');
    expect(shares.statistics.rSquared! / first!.statistics.rSquared!).toBeCloseTo(1, 12);
    // A penalised fit has no tests, and the same convention.
    expect(
      linfit(
        x.map((value) => [1, value]),
        y,
        { intercept: false, nonnegative: true },
      ).statistics.rSquaredAbout,
    ).toBe('mean');
    expect(linfit(rows, y, { intercept: false, nonnegative: true }).statistics.rSquaredAbout).toBe('zero');
  });
});
