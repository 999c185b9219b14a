import { describe, expect, test } from 'vitest';
import type { FitResult } from '../src/index.js';
import { columns, basisProblem, fitSync, linfit, loadModel, polyfit } from '../src/index.js';

/** What every fit promises, whatever its numbers: no NaN, and a model that predicts to the same bits from its text. */
function checked(fit: FitResult): FitResult {
  const { coefficients, fitted, residuals, residualSumOfSquares } = fit.solution;
  expect([...coefficients, ...fitted, ...residuals, residualSumOfSquares].some(Number.isNaN)).toBe(false);
  for (const saved of [fit.save(), fit.toJSON()]) {
    expect(loadModel(JSON.stringify(saved)).predict(fit.problem.x)).toEqual(fit.predict(fit.problem.x));
  }
  expect(fit.summary()).not.toContain('NaN');
  return fit;
}

const digitsOf = ({ solution }: FitResult) => [...solution.certificate!.digits];

describe('a constant column beside y of 1e300', () => {
  const b = [3, -1, 2, 7];
  const x = b.map((value) => [0.1, value]);
  const y = b.map(() => 1e300);

  test('with an intercept: the shortest of many solutions, 1e300/1.01 and a tenth of it, and b takes no part', () => {
    for (const fit of [
      linfit(x, y, { names: ['a', 'b'] }),
      fitSync(basisProblem({ x, y, basis: columns(['a', 'b']) })),
    ].map(checked)) {
      expect(fit.status).toBe('rank-deficient');
      const [one, a, slope] = fit.coefficients;
      expect(one! / (1e300 / 1.01)).toBeCloseTo(1, 13);
      expect(a! / (1e299 / 1.01)).toBeCloseTo(1, 13);
      expect(Math.abs(slope! / 1e300)).toBeLessThan(1e-15);
      expect(fit.predict([0.1, 5])[0]! / 1e300).toBeCloseTo(1, 13);
    }
  });

  test('without: ten times y, and no digit of a slope that is rounding', () => {
    const fit = checked(linfit(x, y, { names: ['a', 'b'], intercept: false }));
    expect(fit.status).toBe('converged');
    expect(fit.coefficients[0]).toBe(1e301);
    expect(digitsOf(fit)).toEqual([15.9, 0]);
  });
});

describe('what underflows', () => {
  test('is given, for x · 1e-200', () => {
    // Of x = t · 1e-200 the coefficient of x² is of the size of 1e400.
    const fit = checked(
      polyfit(
        [1, 2, 3, 4, 5].map((t) => t * 1e-200),
        [3, 1.5, 2, 4, 3.5],
        { degree: 2 },
      ),
    );
    const plain = polyfit([1, 2, 3, 4, 5], [3, 1.5, 2, 4, 3.5], { degree: 2 });
    expect(fit.coefficients[0]).toBeCloseTo(plain.coefficients[0]!, 13);
    expect(fit.coefficients[1]! / 1e200).toBeCloseTo(plain.coefficients[1]!, 13);
    expect(fit.coefficients[2]).toBe(Infinity * Math.sign(plain.coefficients[2]!));
    expect(fit.status).toBe('precision-exhausted');
    expect(digitsOf(fit)[2]).toBe(0);
    expect(Math.min(...digitsOf(fit).slice(0, 2))).toBeGreaterThan(15);
    expect(fit.solution.warnings.join()).toContain("'x^2' overflows");
    // The curve is float64's all the same, with its digits.
    expect(fit.predict([2.5e-200])[0]).toBeCloseTo(plain.predict([2.5])[0]!, 13);
    expect(fit.solution.certificate!.fittedDigits).toBe(15.9);
  });

  test('a column of subnormal numbers has its intercept, as with a column of ones', () => {
    const t = [1, 2, 3, 10].map((value) => value * 5e-324);
    const y = [1, 2, 4, 3];
    // Over t: mean 4, Σ(t − 4)² = 50, Σ(t − 4)(y − 2.5) = 7, thus slope 0.14 and intercept 1.94.
    const own = checked(
      linfit(
        t.map((value) => [value]),
        y,
      ),
    );
    const ones = checked(
      linfit(
        t.map((value) => [1, value]),
        y,
        { intercept: false },
      ),
    );
    for (const fit of [own, ones]) {
      expect([...fit.coefficients]).toEqual([1.94, Infinity]);
      expect(digitsOf(fit)).toEqual([15.9, 0]);
      expect([...fit.solution.fitted]).toEqual([2.08, 2.22, 2.36, 3.34]);
    }
    const small = checked(
      linfit(
        t.map((value) => [value]),
        y.map((value) => value * 1e-20),
      ),
    );
    expect(small.status).toBe('converged');
    expect(small.coefficients[1]! * 5e-324).toBeCloseTo(0.14e-20, 33);
    expect(digitsOf(small)).toEqual([15.9, 15.9]);
  });

  test('coefficients of 1e-307 are saved', () => {
    const fit = checked(polyfit([1, 2, 3, 4], [1e-307, 2e-307, 2.5e-307, 7e-307], { degree: 2 }));
    expect(fit.status).toBe('converged');
    // 10³⁰⁷ times: 2.875, −2.525, 0.875.
    const exact = [2.875e-307, -2.525e-307, 8.75e-308];
    for (const [j, value] of exact.entries()) expect(fit.coefficients[j]! / value).toBeCloseTo(1, 14);
  });

  test('fitted values that are 0 for that reason have no digits', () => {
    // The largest, 3 · 2⁻¹⁰⁷⁴, is off by half of 2⁻¹⁰⁷⁴ perhaps.
    const fit = checked(linfit([[2 ** -600], [2 ** -570]], [0, 3 * 2 ** -1074], { intercept: false }));
    expect([...fit.solution.fitted]).toEqual([0, 3 * 2 ** -1074]);
    expect(fit.solution.certificate!.fittedDigits).toBeLessThan(0.7);
    // A slope of 2⁻¹¹⁰¹: half of 2⁻⁶⁰ · 2⁻¹⁰⁴⁰.
    const lost = checked(linfit([[1], [1], [2 ** -60]], [2 ** -1040, -(2 ** -1040), 2 ** -1040], { intercept: false }));
    expect([...lost.solution.fitted]).toEqual([0, 0, 0]);
    expect(lost.solution.certificate!.fittedDigits).toBe(0);
  });

  test('a sum of squares of subnormal residuals is said, not 0', () => {
    for (const [size, how] of [
      [1e-320, 'underflows'],
      [1e200, 'overflows'],
    ] as const) {
      const fit = checked(
        polyfit(
          [1, 2, 3, 4],
          [1, 2, 2.5, 7].map((value) => value * size),
          { degree: 1 },
        ),
      );
      expect(fit.status).toBe('converged');
      expect(fit.solution.warnings.filter((warning) => warning.includes('residual sum of squares'))).toHaveLength(1);
      expect(fit.solution.warnings.join()).toContain(how);
      expect(fit.summary()).toContain(how);
    }
  });
});

describe('predictions', () => {
  test('are given at x of 1e300 and more, where float64 holds them', () => {
    const line = checked(polyfit([1e300, 2e300, 3e300], [2e300, 4e300, 6e300], { degree: 1 }));
    for (const x of [1e300, 5e300, 8e307, -8e307]) expect(line.predict([x])[0]! / x).toBeCloseTo(2, 14);
    const flat = checked(linfit([[1e300], [2e300], [4e300]], [1e-300, 2e-300, 4e-300], { intercept: false }));
    expect(flat.predict([1.7e308])[0]! / 1.7e-292).toBeCloseTo(1, 14);
  });

  test('beyond float64 are refused by row, from a loaded model too', () => {
    const fit = checked(polyfit([1e300, 2e300, 3e300], [2e300, 4e300, 6e300], { degree: 1 }));
    for (const model of [fit, loadModel(fit.save())]) {
      expect(() => model.predict([1e300, 1.7e308])).toThrow(
        expect.objectContaining({ code: 'OUT_OF_RANGE', details: expect.objectContaining({ argument: 'x', row: 1 }) }),
      );
    }
    expect(fit.bands([1e300, 1.7e308]).fitted).toBeUndefined();
  });
});

test('a column from one end of float64 to the other is fitted', () => {
  const fit = checked(linfit([[1.7e308], [-1.7e308], [0]], [1, 2, 1.5]));
  expect(fit.status).toBe('converged');
  expect(fit.coefficients[0]).toBeCloseTo(1.5, 14);
  expect(fit.coefficients[1]! * 1.7e308).toBeCloseTo(-0.5, 14);
});
