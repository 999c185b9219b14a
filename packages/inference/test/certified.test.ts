import { describe, expect, it } from 'vitest';
import { infer } from '../src/index.js';
import { exactFit } from './exact-fit.js';
import { longley, noInt1, norris } from './nist-strd.js';

const u = 2 ** -53;

/** Equal to a figure printed with 15 digits: half a unit of the last, and 16u for our own arithmetic. */
function expectCertified(actual: number | undefined, certified: number): void {
  const halfUnit = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(certified))) - 14);
  expect(Math.abs(actual! - certified)).toBeLessThanOrEqual(halfUnit + 16 * u * Math.abs(certified));
}

describe.each([norris, noInt1, longley])('NIST $name', (set) => {
  const { problem, solution } = exactFit(set);
  const inference = infer(problem, solution);

  it('has the certified standard errors, residual standard deviation, R² and degrees of freedom', () => {
    inference.coefficients.forEach(({ estimate, standardError }, j) => {
      expectCertified(estimate, set.parameters[j]!);
      expectCertified(standardError, set.standardErrors[j]!);
    });
    expect(inference.coefficients).toHaveLength(set.standardErrors.length);
    expectCertified(inference.residualStandardDeviation, set.residualStandardDeviation);
    expectCertified(inference.rSquared, set.rSquared);
    expect(inference.degreesOfFreedom).toBe(set.degreesOfFreedom);
    expect(inference.reasons).toEqual([]);
  });

  it('has t = estimate ÷ standard error', () => {
    inference.coefficients.forEach(({ t }, j) => {
      // Two figures of 15 digits: each half a unit of the last, at most 5e-15 relatively.
      expect(Math.abs(t! / (set.parameters[j]! / set.standardErrors[j]!) - 1)).toBeLessThan(2 * 5e-15 + 16 * u);
    });
  });
});

describe('Longley as R prints it', () => {
  // summary(lm(Employed ~ ., longley)) of R, in its other units: t and p do not depend on them.
  const printed = [
    ['1', -3.911, 0.00356],
    ['x1', 0.177, 0.863141],
    ['x2', -1.07, 0.312681],
    ['x3', -4.136, 0.002535],
    ['x4', -4.822, 0.000944],
    ['x5', -0.226, 0.826212],
    ['x6', 4.016, 0.003037],
  ] as const;

  it('has its t and p to the digits printed', () => {
    const { problem, solution } = exactFit(longley);
    infer(problem, solution).coefficients.forEach(({ name, t, p }, j) => {
      expect(name).toBe(printed[j]![0]);
      expect(t!.toFixed(3)).toBe(printed[j]![1].toFixed(3));
      expect(p!.toFixed(6)).toBe(printed[j]![2].toFixed(6));
    });
  });
});
