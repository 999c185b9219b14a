import { reference } from '@wellposed/backend-reference';
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { longley, Rational, referenceSets, roundedToFloat32, type ReferenceFigures } from '@wellposed/conformance';
import { fitSync } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { infer } from '../src/index.js';
import { decimalProblem } from './reference-problem.js';
import { referenceData } from './reference-data.js';

const u = 2 ** -53;
const backends = [reference, mlMatrix, roundedToFloat32(reference)];
const cases = referenceSets.flatMap((set) =>
  backends.map((backend) => ({ name: set.name, set, backend, device: backend.name })),
);
/** Residuals are exactly 0: NIST certifies standard errors of 0 and F = Infinity. */
const isExact = ({ residualStandardDeviation }: ReferenceFigures) => Number(residualStandardDeviation) === 0;

/** Correct to the last digits: at most `units` u of the truth. */
function expectExact(actual: number | undefined, truth: string, units: number): void {
  const exact = Rational.fromDecimal(truth);
  const error = Rational.from(actual!).minus(exact).absolute();
  expect(error.compare(exact.absolute().times(Rational.from(units * u)))).toBeLessThanOrEqual(0);
}

/** Equal to a figure printed with 15 digits: half a unit of the last, and `units` u for our own arithmetic. */
function expectCertified(actual: number | undefined, certified: string, units: number): void {
  const figure = Number(certified);
  const halfUnit = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(figure))) - 14);
  expect(Math.abs(actual! - figure)).toBeLessThanOrEqual(halfUnit + units * u * Math.abs(figure));
}

describe.each(cases)('NIST $name on $device', ({ set, backend }) => {
  const problem = decimalProblem(referenceData(set));
  const solution = fitSync(problem, { backend });
  const inference = infer(problem, solution, { perfectFit: 'report' });
  const { anova } = inference;
  const { exact, certified } = set;

  it('has the degrees of freedom', () => {
    expect(inference.degreesOfFreedom).toBe(exact.anova.residual.degreesOfFreedom);
    expect(anova.residual.degreesOfFreedom).toBe(exact.anova.residual.degreesOfFreedom);
    expect(anova.regression.degreesOfFreedom).toBe(exact.anova.regression.degreesOfFreedom);
    expect(anova.total.degreesOfFreedom).toBe(set.y.length - Number(set.model.intercept));
  });

  it('has the regression sum of squares and R²', () => {
    // One rounding of each, and of the mean square one more.
    expectExact(anova.regression.sumOfSquares, exact.anova.regression.sumOfSquares, 2);
    expectExact(anova.regression.meanSquare, exact.anova.regression.meanSquare, 2);
    expectExact(inference.rSquared, exact.rSquared, 2);
    expectCertified(inference.rSquared, certified.rSquared, 2);
  });

  if (isExact(exact)) {
    it('says that its residuals are rounding: no t, p, F, no likelihood', () => {
      expect(inference.reasons.map(({ quantity, code }) => [quantity, code])).toEqual([
        ['t, p', 'RESIDUALS_ARE_ROUNDING'],
        ['anova.f, anova.p, logLikelihood, aic, bic', 'RESIDUALS_ARE_ROUNDING'],
      ]);
      const largest = Math.max(...problem.y.map(Math.abs));
      expect(inference.residualStandardDeviation! / largest).toBeLessThan(2 ** -90);
      for (const { standardError } of inference.coefficients) expect(standardError! / largest).toBeLessThan(2 ** -80);
    });

    it('is a perfect fit, whose standard errors are withheld unless they are asked for', () => {
      const withheld = infer(problem, solution);
      expect([withheld.perfectFit, inference.perfectFit]).toEqual([true, true]);
      expect(withheld.reasons.map(({ quantity, code }) => [quantity, code])).toEqual([
        ['standardError, t, p, interval', 'PERFECT_FIT'],
        ['anova.f, anova.p, logLikelihood, aic, bic', 'PERFECT_FIT'],
      ]);
      expect(withheld.rSquared).toBe(1);
    });
  } else {
    it('has standard errors, s, residual sum of squares and F to the last digits', () => {
      expect(inference).toEqual(infer(problem, solution));
      expect([inference.reasons, inference.perfectFit]).toEqual([[], false]);
      expect(inference.coefficients).toHaveLength(exact.parameters.length);
      inference.coefficients.forEach(({ standardError, t }, j) => {
        expectExact(standardError, exact.standardErrors[j]!, 2);
        expectCertified(standardError, certified.standardErrors[j]!, 2);
        // t = θ/se of two rounded numbers, and rounded itself.
        const ratio = Rational.fromDecimal(exact.parameters[j]!).over(Rational.fromDecimal(exact.standardErrors[j]!));
        expect(Math.abs(t! / ratio.toNumber() - 1)).toBeLessThan(6 * u);
      });
      expectExact(inference.residualStandardDeviation, exact.residualStandardDeviation, 2);
      expectCertified(inference.residualStandardDeviation, certified.residualStandardDeviation, 2);
      expectExact(anova.residual.sumOfSquares, exact.anova.residual.sumOfSquares, 2);
      expectExact(anova.residual.meanSquare, exact.anova.residual.meanSquare, 2);
      expectExact(anova.f, exact.anova.f, 2);
      expectCertified(anova.f, certified.anova.f, 2);
    });
  }
});

describe('Longley as R prints it', () => {
  // summary(lm(Employed ~ ., longley)) of R, in its other units: t, p, R² and F do not depend on them.
  const printed = [
    ['1', -3.911, 0.00356],
    ['x1', 0.177, 0.863141],
    ['x2', -1.07, 0.312681],
    ['x3', -4.136, 0.002535],
    ['x4', -4.822, 0.000944],
    ['x5', -0.226, 0.826212],
    ['x6', 4.016, 0.003037],
  ] as const;

  it('has its t and p, adjusted R² and F to the digits printed', () => {
    const problem = decimalProblem(referenceData(longley));
    const inference = infer(problem, fitSync(problem, { backend: reference }));
    inference.coefficients.forEach(({ name, t, p }, j) => {
      expect(name).toBe(printed[j]![0]);
      expect(t!.toFixed(3)).toBe(printed[j]![1].toFixed(3));
      expect(p!.toFixed(6)).toBe(printed[j]![2].toFixed(6));
    });
    // "Adjusted R-squared: 0.9925, F-statistic: 330.3 on 6 and 9 DF, p-value: 4.984e-10".
    expect(inference.adjustedRSquared!.toFixed(4)).toBe('0.9925');
    expect(inference.anova.f!.toFixed(1)).toBe('330.3');
    expect(inference.anova.p!.toExponential(3)).toBe('4.984e-10');
  });
});
