import { describe, expect, test } from 'vitest';
import {
  FitError,
  basisProblem,
  bspline,
  decimals,
  degreeSummary,
  fitSync,
  fitTargets,
  linearProblem,
  linfit,
  loadModel,
  polyfit,
  polynomialProblem,
  ridge,
  selectDegree,
  selectDegreeSync,
} from 'wellposed';
import { mlMatrix } from '@wellposed/backend-ml-matrix';

const x = Float64Array.from({ length: 12 }, (_, i) => i / 4);
const y = x.map((value, i) => 1 + value - value ** 2 + Math.cos(5 * i) / 10);

describe('statistics of a fit', () => {
  const fit = polyfit(x, y, { degree: 2 });

  test('are at the level that was asked for, bands too', () => {
    const narrow = polyfit(x, y, { degree: 2, confidence: 0.5 });
    expect([fit.statistics.confidence, narrow.statistics.confidence]).toEqual([0.95, 0.5]);
    expect([fit.bands(x).level, narrow.bands(x).level]).toEqual([0.95, 0.5]);
    expect(narrow.toJSON().confidence).toBe(0.5);
    expect(() => polyfit(x, y, { degree: 2, confidence: 2 }).statistics).toThrow(FitError);
  });

  test('covariance: its diagonal holds the squares of the standard errors', () => {
    const { values, names } = fit.covariance;
    expect(names).toEqual(fit.names);
    fit.statistics.coefficients.forEach(({ standardError = NaN }, j) => {
      const square = standardError ** 2;
      expect(Math.abs((values[j]?.[j] ?? NaN) - square)).toBeLessThanOrEqual(2 ** -50 * square);
    });
  });

  test('influence: leverages sum to the number of coefficients, and leave-one-out residuals are those of refits', () => {
    const { leverage, looResiduals } = fit.influence();
    expect(leverage.reduce<number>((sum, h) => sum + (h ?? NaN), 0)).toBeCloseTo(3, 12);
    const others = (array: Float64Array) => array.filter((_, i) => i !== 4);
    const refit = polyfit(others(x), others(y), { degree: 2 });
    const expected = (y[4] ?? NaN) - (refit.predict([x[4] ?? NaN])[0] ?? NaN);
    expect(looResiduals[4]).toBeCloseTo(expected, 13);
  });

  test('bands hold the curve between them, the prediction band outside', () => {
    const { fitted, confidence, prediction } = fit.bands([0.1, 5]);
    expect([...(fitted ?? [])]).toEqual([...fit.predict([0.1, 5])]);
    for (const i of [0, 1]) {
      const edges = [prediction?.low[i], confidence?.low[i], fitted?.[i], confidence?.high[i], prediction?.high[i]];
      expect(edges).toEqual([...edges].sort((a, b) => Number(a) - Number(b)));
      expect(new Set(edges).size).toBe(5);
    }
  });

  test('the sum of squares is one number, of an exact fit too', () => {
    for (const targets of [y, x]) {
      const { residualSumOfSquares, residualStandardDeviation, degreesOfFreedom, anova } = polyfit(x, targets, {
        degree: 2,
      }).toJSON();
      expect(residualSumOfSquares).toBe(anova.residual.sumOfSquares);
      const expected = Math.sqrt((residualSumOfSquares ?? NaN) / degreesOfFreedom);
      // One rounding of the sum, halved by the root, one of the quotient, one of the root and one of s.
      expect(Math.abs((residualStandardDeviation ?? NaN) - expected)).toBeLessThanOrEqual(2 ** -51 * expected);
    }
  });

  test('as text it is its summary', () => {
    expect(String(fit)).toBe(fit.summary());
    expect(String(fit)).toMatch(/^converged: 12 observations/);
  });

  test('one number is one point of a model in one variable, in predictions, bands and saved models', () => {
    const line = polyfit([1, 2, 3, 4], [3, 5, 7, 10], { degree: 1 });
    // 0.5 + 2.3 x: Σ(x − x̄)(y − ȳ)/Σ(x − x̄)² = 11.5/5, ȳ = 6.25.
    expect([...line.predict(5)]).toEqual([12]);
    expect(line.bands(5)).toEqual(line.bands([5]));
    expect(loadModel(line.save()).predict(5)).toEqual(line.predict([5]));
    expect(() => line.predict(NaN)).toThrow(expect.objectContaining({ code: 'NON_FINITE_INPUT' }));
    const plane = linfit([[1, 2], [2, 1], [3, 5], [4, 4]], [9, 8, 22, 21.5]); // prettier-ignore
    for (const call of [() => plane.predict(5), () => plane.bands(5), () => loadModel(plane.save()).predict(5)]) {
      expect(call).toThrow(
        expect.objectContaining({ code: 'SHAPE_MISMATCH', message: expect.stringContaining('takes 2 columns') }),
      );
    }
  });

  test('predict takes numbers in double-double', () => {
    const exact = polyfit(decimals(['0', '0.1', '0.2']), decimals(['0', '0.3', '0.6']), { degree: 1 });
    expect(exact.coefficients[1]).toBe(3);
    expect(exact.predict(decimals(['0.1']))[0]).toBe(0.3);
    expect(exact.predict([decimals(['0.1'])])[0]).toBe(0.3);
    expect(exact.bands([decimals(['0.1'])]).fitted?.[0]).toBe(0.3);
  });
});

describe('constraints, bounds and penalties', () => {
  test('pass through polyfit and linfit', () => {
    const through = polyfit(x, y, { degree: 2, constraints: [{ at: 0, equals: 1 }] });
    expect(through.coefficients[0]).toBe(1);
    expect(through.toJSON().constraints).toEqual([{ terms: [{ name: '1', factor: 1 }], equals: 1 }]);
    expect(through.summary()).toContain('subject to intercept = 1');
    const slope = polyfit(x, y, { degree: 2, constraints: [{ at: 1.5, derivative: 1, equals: 0 }] });
    expect(slope.summary()).toContain("subject to f'(1.5) = 0");
    const bounded = linfit([[1], [2], [3]], [3, 2, 1], { nonnegative: true });
    expect([...bounded.coefficients]).toEqual([2, 0]);
    expect(bounded.toJSON()).toMatchObject({ nonnegative: ['x'], atBound: ['x'] });
    const shrunk = polyfit(x, y, { degree: 1, penalty: ridge(1e6) });
    expect(Math.abs(shrunk.coefficients[1] ?? NaN)).toBeLessThan(1e-3);
    expect(shrunk.summary()).toMatch(/^converged: 12 observations, monomial basis of degree 1, ridge penalty, qr/);
  });

  test('are refused by code', () => {
    const wrong = [{ terms: { z: 1 }, equals: 1 }];
    expect(() => polyfit(x, y, { degree: 1, constraints: wrong })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
    const contradiction = [1, 2].map((equals) => ({ terms: { x: 1 }, equals }));
    expect(() => polyfit(x, y, { degree: 1, constraints: contradiction })).toThrow(
      expect.objectContaining({ code: 'INCONSISTENT_CONSTRAINTS' }),
    );
    expect(() => polyfit(x, y, { degree: 1, nonnegative: true, constraints: [{ at: 0, equals: 1 }] })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    );
  });
});

describe('fitTargets', () => {
  test.each([
    ['the default backend', {}],
    ['another', { backend: mlMatrix }],
  ])('gives one whole fit for each y, on %s', async (_name, options) => {
    const other = y.map((value) => 2 - value);
    const fits = await fitTargets(polynomialProblem({ x, y, degree: 2 }), [y, other], { ...options, confidence: 0.9 });
    expect(fits).toHaveLength(2);
    [y, other].forEach((target, i) => {
      const alone = polyfit(x, target, { degree: 2, confidence: 0.9, ...options });
      expect(fits[i]?.problem.y).toEqual(target);
      expect(fits[i]?.toJSON()).toEqual(alone.toJSON());
    });
  });

  test('refuses a target that is wrong, with its number', async () => {
    const problem = linearProblem({ x: [[1], [2], [3]], y: [1, 2, 3] });
    await expect(
      fitTargets(problem, [
        [1, 2, 4],
        [1, 2],
      ]),
    ).rejects.toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
    await expect(fitTargets(problem, [[1, 2, NaN]])).rejects.toThrow(
      expect.objectContaining({ code: 'NON_FINITE_INPUT' }),
    );
  });
});

describe('selectDegree', () => {
  const settings = { x, y, maxDegree: 4, criterion: 'bic' } as const;

  test('chooses on the default backend and on others, at once or later', async () => {
    expect((await selectDegree(settings)).chosen).toBe(2);
    expect(selectDegreeSync(settings).chosen).toBe(2);
    expect((await selectDegree({ ...settings, backend: mlMatrix })).chosen).toBe(2);
  });

  test('is told as a table with the chosen degree marked, and a note for what is undefined', () => {
    const text = degreeSummary(selectDegreeSync({ ...settings, criterion: 'f' }));
    expect(text).toMatch(/^Degrees, chosen by F tests: p of the highest terms below 0\.05:\n/);
    expect(text).toMatch(/\n→ +2 /);
    expect(text).toMatch(/\n +0 .* – +–\n/);
    expect(text).toMatch(/\nnote: degree 0: f, p: /);
  });
});

test('a spline is a basis like others', () => {
  const basis = bspline({ knots: [1, 2], degree: 3, domain: [0, 2.75], ends: 'natural', variable: 't' });
  const fit = fitSync(basisProblem({ x, y, basis }));
  expect(fit.summary()).toContain('natural bspline basis of degree 3, 2 interior knots');
  expect(fit.toJSON().basis).toMatchObject({ name: 'bspline', variables: ['t'], knots: [1, 2] });
});
