import { describe, expect, test } from 'vitest';
import {
  FitError,
  descent,
  gradientDescent,
  fit,
  fitSync,
  linfit,
  polyfit,
  polynomialProblem,
  reference,
} from 'wellposed';
import { mlMatrix } from '@wellposed/backend-ml-matrix';

/** The learner's data: degree 4 on six points of sin(x). */
const x = Float64Array.from({ length: 6 }, (_, i) => 2 + 0.6 * i);
const y = x.map(Math.sin);

describe('polyfit', () => {
  test('answers with the least-squares coefficients in powers of x, each digit certified', () => {
    const result = polyfit(x, y, { degree: 4 });
    expect(result.status).toBe('converged');
    expect(result.names).toEqual(['1', 'x', 'x^2', 'x^3', 'x^4']);
    // numpy, closed form, 8 decimals.
    const known = [-2.72291681, 5.05883689, -2.20639821, 0.31877843, -0.01314764];
    result.coefficients.forEach((value, j) => expect(Math.abs(value - known[j]!)).toBeLessThan(5.1e-9));
    expect(result.solution.residualSumOfSquares).toBeCloseTo(1.8102836e-5, 12);
    expect(result.solution.certificate!.digits.every((digits) => digits >= 15)).toBe(true);
  });

  test('reports in the basis that was asked for', () => {
    const result = polyfit(x, y, { degree: 2, basis: 'legendre', name: 't' });
    expect(result.names).toEqual(['1', 'P1(t)', 'P2(t)']);
    expect(result.toJSON().basis).toEqual({
      name: 'legendre',
      variables: ['t'],
      degree: 2,
      domain: [2, 5],
      intercept: true,
    });
  });

  test.each([100, 1000, 10000])('fits the same curve when x is shifted by %d', (shift) => {
    const shifted = polyfit(
      x.map((value) => value + shift),
      y,
      { degree: 4 },
    );
    const original = polyfit(x, y, { degree: 4 });
    shifted.solution.fitted.forEach((value, i) =>
      expect(Math.abs(value - original.solution.fitted[i]!)).toBeLessThan(1e-9),
    );
    expect(shifted.solution.residualSumOfSquares).toBeCloseTo(1.8102836e-5, 10);
  });

  test('predicts at new points from the working basis, not from rounded powers', () => {
    const shifted = polyfit(
      x.map((value) => value + 1000),
      y,
      { degree: 4 },
    );
    const original = polyfit(x, y, { degree: 4 });
    const at = [2.1, 3.3, 4.9];
    const expected = original.predict(at);
    shifted.predict(at.map((value) => value + 1000)).forEach((value, i) => {
      // x + 1000 is rounded to 2⁻⁴⁴ or so; the slope is below 1.
      expect(Math.abs(value - expected[i]!)).toBeLessThan(2 ** -42);
    });
  });

  test('takes any synchronous backend and its solvers', () => {
    const results = (['cholesky', 'qr', 'svd'] as const).flatMap((solver) => [
      polyfit(x, y, { degree: 4, backend: reference, solver }),
      polyfit(x, y, { degree: 4, backend: mlMatrix, solver }),
    ]);
    for (const result of results) expect(result.coefficients).toEqual(results[0]!.coefficients);
  });

  test('takes an optimizer, in the basis that the user chose', () => {
    const result = polyfit(x, y, {
      degree: 4,
      optimizer: descent(gradientDescent({ learningRate: 1e-6 })),
      maxIterations: 100,
    });
    expect(result.status).toBe('max-iterations');
    expect(result.toJSON().optimizer).toBe('gradient-descent');
    expect(result.solution.descent!.largestStableLearningRate).toBeCloseTo(1.622778e-6, 12);
  });

  test('refuses mistakes with a code and the place', () => {
    expect(() => polyfit([1, 2, NaN], [1, 2, 3], { degree: 1 })).toThrow(
      expect.objectContaining({
        code: 'NON_FINITE_INPUT',
        details: expect.objectContaining({ argument: 'x', row: 2 }),
      }),
    );
    expect(() => polyfit([1, 2], [1], { degree: 1 })).toThrow(FitError);
  });

  test('a wrong backend–solver pair does not compile, and is refused at run time', () => {
    // @ts-expect-error the reference backend has no 'tsqr'
    expect(() => polyfit(x, y, { degree: 4, solver: 'tsqr' })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    );
    // @ts-expect-error ml-matrix has no 'tsqr' either
    expect(() => polyfit(x, y, { degree: 4, backend: mlMatrix, solver: 'tsqr' })).toThrow(FitError);
  });
});

describe('linfit', () => {
  test('takes rows of numbers and names', () => {
    const result = linfit(
      [
        [1, 2],
        [2, 1],
        [3, 5],
        [4, 4],
      ],
      [9, 8, 22, 21],
      { names: ['a', 'b'] },
    );
    // y = 1 + 2 a + 3 b exactly.
    expect(result.names).toEqual(['1', 'a', 'b']);
    expect(Array.from(result.coefficients)).toEqual([1, 2, 3]);
    // The solution is carried in double-double, u² = 2⁻¹⁰⁶, on numbers below 2⁵.
    for (const residual of result.residuals) expect(Math.abs(residual)).toBeLessThan(2 ** -100);
    expect(
      Array.from(
        result.predict([
          [0, 0],
          [1, 1],
        ]),
      ),
    ).toEqual([1, 6]);
  });

  test('names the columns of a dependence and returns the shortest solution', () => {
    const result = linfit(
      [
        [1, 2],
        [2, 4],
        [3, 6],
      ],
      [5, 10, 15],
      { intercept: false },
    );
    expect(result.status).toBe('rank-deficient');
    expect(result.solution.rank!.dependentColumns).toEqual(['x1', 'x2']);
    expect(result.coefficients[0]).toBeCloseTo(1, 14);
    expect(result.coefficients[1]).toBeCloseTo(2, 14);
  });
});

describe('fit and fitSync', () => {
  test('agree', async () => {
    const problem = polynomialProblem({ x, y, degree: 3 });
    expect((await fit(problem)).coefficients).toEqual(fitSync(problem).coefficients);
  });
});

describe('the document', () => {
  test('is JSON with a null and a reason for what is not defined', () => {
    const document = polyfit([1, 2], [1, 3], { degree: 1 }).toJSON();
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.schemaVersion).toBe(1);
    expect(document.coefficients[1]).toMatchObject({ name: 'x', estimate: 2, standardError: null, t: null, p: null });
    expect(document.residualStandardDeviation).toBeNull();
    expect(document.warnings.length).toBeGreaterThan(0);
  });

  test('summary shows every coefficient and the digits', () => {
    const text = polyfit(x, y, { degree: 4 }).summary();
    for (const name of ['1', 'x', 'x^2', 'x^3', 'x^4']) expect(text).toContain(`\n${name} `);
    expect(text).toContain('15.9 correct digits');
  });
});
