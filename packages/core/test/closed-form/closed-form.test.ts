import { describe, expect, test } from 'vitest';
import { overflowAdvice } from '../../src/closed-form/advice.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { matrixProduct } from '../../src/double-double/matrix-product.js';
import { fitSync } from '../../src/fit/fit.js';
import { squared } from '../../src/losses/squared.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { powerDesign } from '../support/power-design.js';
import { Rational } from '../support/rational.js';
import { trueDigits } from '../support/true-digits.js';

const U = 2 ** -53;

/** Three columns, the last the sum of the others plus 2^−closeness of its own: κ is about 2^(closeness + 2). */
function nearlyDependent(closeness: number) {
  const x = [
    [3, -1, 5],
    [-2, 7, 1],
    [4, 4, -3],
    [1, -6, 2],
    [5, 2, 7],
    [-3, 1, 4],
  ].map(([a, b, own]) => [a!, b!, a! + b! + own! * 2 ** -closeness]);
  const y = x.map(([a, b, c], i) => 2 * a! - 3 * b! + 5 * c! + (i - 2) * 2 ** (-closeness - 1));
  const exact = exactLeastSquares({ design: x.map((row) => row.map((value) => Rational.of(value))), y })!;
  return { problem: linearProblem({ x, y, intercept: false }), exact };
}

const worst = (coefficients: Float64Array, exact: readonly Rational[]) =>
  Math.min(...exact.map((value, j) => trueDigits(coefficients[j]!, value)));

describe('accuracy', () => {
  test.each([0, 5, 10, 15, 20, 25, 30, 35])('refined in float64, closeness 2^-%i: every digit', (closeness) => {
    const { problem, exact } = nearlyDependent(closeness);
    const { coefficients, certificate, status } = fitSync(problem, { backend: denseBackend() });
    expect(status).toBe('converged');
    expect(certificate).toMatchObject({ method: 'refinement', unitRoundoff: U });
    expect(certificate!.refinementSteps).toBeGreaterThan(0);
    // κ within a factor: the columns have norms of 1 to 2√2 after scaling.
    expect(Math.log2(certificate!.conditionNumber) - closeness).toBeGreaterThan(-2);
    expect(Math.log2(certificate!.conditionNumber) - closeness).toBeLessThan(5);
    expect(worst(coefficients, exact)).toBeGreaterThanOrEqual(15.9);
    expect(Math.min(...certificate!.digits)).toBeGreaterThanOrEqual(15.8);
  });

  test.each([0, 4, 8, 12, 15])(
    'refined from a factor in single precision, closeness 2^-%i: every digit',
    (closeness) => {
      const { problem, exact } = nearlyDependent(closeness);
      const { coefficients, certificate, status } = fitSync(problem, { backend: denseBackend({ single: true }) });
      expect(status).toBe('converged');
      expect(certificate!.unitRoundoff).toBe(2 ** -24);
      expect(worst(coefficients, exact)).toBeGreaterThanOrEqual(15.9);
      expect(Math.min(...certificate!.digits)).toBeGreaterThanOrEqual(15.8);
    },
  );

  test('the worse the condition, the more steps refinement takes', () => {
    const steps = [0, 15, 30, 40].map(
      (closeness) =>
        fitSync(nearlyDependent(closeness).problem, { backend: denseBackend() }).certificate!.refinementSteps,
    );
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[3]).toBeGreaterThan(steps[0]!);
  });

  test('normal equations refine to every digit too, until κ² u is near 1', () => {
    for (const closeness of [0, 6, 12, 18]) {
      const { problem, exact } = nearlyDependent(closeness);
      const { coefficients, status } = fitSync(problem, { backend: denseBackend(), solver: 'cholesky' });
      expect(status).toBe('converged');
      expect(worst(coefficients, exact)).toBeGreaterThanOrEqual(15.9);
    }
    const exhausted = fitSync(nearlyDependent(34).problem, { backend: denseBackend(), solver: 'cholesky' });
    expect(exhausted.status).toBe('precision-exhausted');
    expect([...exhausted.certificate!.digits]).toEqual([0, 0, 0]);
    expect(exhausted.working).not.toHaveProperty('inverseRoot');
  });

  test('unrefined, the claim is the forward error bound: too low, by a few digits at most, and falling as κ grows', () => {
    let before = Infinity;
    for (const closeness of [5, 15, 25]) {
      const { problem, exact } = nearlyDependent(closeness);
      const { coefficients, certificate } = fitSync(problem, { backend: denseBackend(), refine: false });
      expect(certificate).toMatchObject({ method: 'forward-error-bound', refinementSteps: 0 });
      const claimed = Math.min(...certificate!.digits);
      const there = worst(coefficients, exact);
      expect(claimed).toBeLessThanOrEqual(there);
      // ε = n p^{3/2} u instead of u, the norm instead of one coefficient, and no luck: 10^1.7, 10^1, 10^1.3.
      expect(claimed).toBeGreaterThan(there - 4.5);
      expect(claimed).toBeLessThan(before - 2.5);
      before = claimed;
    }
  });

  test('a claim of one digit more would be false', () => {
    const { problem, exact } = nearlyDependent(10);
    const { coefficients, certificate } = fitSync(problem, { backend: denseBackend() });
    const overstated = [...certificate!.digits].filter(
      (claimed, j) => claimed + 1 > trueDigits(coefficients[j]!, exact[j]!),
    );
    expect(overstated.length).toBeGreaterThan(0);
  });

  test('a polynomial of high degree loses digits in the change of basis, and says so', () => {
    const degree = 24;
    const x = Array.from({ length: 41 }, (_, i) => (i - 20) / 16);
    const y = x.map((value) => Math.round(2 ** 20 / (1 + value * value)) / 2 ** 20);
    const exact = exactLeastSquares({ design: powerDesign(x, degree), y })!;
    const { coefficients, certificate } = fitSync(polynomialProblem({ x, y, degree }), { backend: denseBackend() });
    // Even powers matter, odd ones nearly vanish by symmetry: their digits are fewer, and never claimed.
    for (let j = 0; j <= degree; j++) {
      expect(certificate!.digits[j]!).toBeLessThanOrEqual(Math.max(0, trueDigits(coefficients[j]!, exact[j]!)));
      if (j % 2 === 0) expect(certificate!.digits[j]!).toBeGreaterThan(14);
    }
  });

  test.each([1000, -5e4])('a polynomial in x around %f: every digit survives the change of basis', (shift) => {
    const x = Array.from({ length: 12 }, (_, i) => shift + i * 0.7);
    const y = x.map((_, i) => ((i * 7) % 5) - 2);
    const exact = exactLeastSquares({ design: powerDesign(x, 4), y })!;
    const { coefficients, certificate } = fitSync(polynomialProblem({ x, y, degree: 4 }), { backend: denseBackend() });
    expect(worst(coefficients, exact)).toBeGreaterThanOrEqual(15.8);
    // 320u² and the cancellation in M, (|shift|/4)⁴ at most: far below u for the first.
    expect(Math.min(...certificate!.digits)).toBeGreaterThan(shift === 1000 ? 15.5 : 7);
  });

  test('what cancels in the change of basis costs digits of small coefficients; where nothing cancels, nothing is lost', () => {
    const x = Array.from({ length: 40 }, (_, i) => 1000 + i / 4);
    const fitted = (y: number[], basis: 'monomial' | 'chebyshev') =>
      fitSync(polynomialProblem({ x, y, degree: 8, basis, domain: [1000, 1010] }), { backend: denseBackend() });
    // A line: the coefficients of the higher powers are 0, and those of the line are what is left of 200⁸ = 3e18 times the
    // rounding of working coefficients, 1e-31 or so.
    const line = fitted(
      x.map((value) => 2 * value - 1990),
      'monomial',
    );
    for (const [j, exact] of [-1990, 2].entries()) {
      const claimed = line.certificate!.digits[j]!;
      expect(claimed).toBeGreaterThan(5);
      expect(trueDigits(line.coefficients[j]!, Rational.of(exact))).toBeGreaterThanOrEqual(claimed);
    }
    expect([...line.certificate!.digits.subarray(2)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(line.certificate!.fittedDigits).toBeGreaterThan(15.5);
    // Working coefficients of one size: the highest power rules every coefficient.
    const rough = x.map((_, i) => ((i * 7919) % 31) - 15);
    for (const basis of ['monomial', 'chebyshev'] as const) {
      expect(Math.min(...fitted(rough, basis).certificate!.digits)).toBeGreaterThan(15.5);
    }
  });
});

describe('weights', () => {
  const x = [1, 2, 4, 7, 11];
  const y = [3, 1, 4, 1, 5];
  const fit = (settings: { x: number[]; y: number[]; weights?: number[] }) =>
    fitSync(polynomialProblem({ ...settings, degree: 2 }), { backend: denseBackend() });

  test('a row of weight zero is a row that is not there, to the last bit', () => {
    const without = fit({ x, y, weights: [1, 2, 3, 4, 5] });
    const withRow = fit({ x: [1, 2, 3, 4, 7, 11], y: [3, 1, 1e9, 4, 1, 5], weights: [1, 2, 0, 3, 4, 5] });
    for (const key of [
      'coefficients',
      'certificate',
      'residualSumOfSquares',
      'observations',
      'degreesOfFreedom',
    ] as const) {
      expect(withRow[key]).toEqual(without[key]);
    }
    expect(withRow.working.theta).toEqual(without.working.theta);
    expect(withRow.working.inverseRoot).toEqual(without.working.inverseRoot);
    expect(withRow.fitted.length).toBe(6);
    expect(withRow.residuals[2]).toBe(1e9 - withRow.fitted[2]!);
  });

  test('a weight of 2 is a row given twice', () => {
    const weighted = fit({ x, y, weights: [1, 2, 1, 1, 1] });
    const twice = fit({ x: [1, 2, 2, 4, 7, 11], y: [3, 1, 1, 4, 1, 5] });
    for (const [j, value] of weighted.coefficients.entries()) {
      // Both are within one rounding of the exact answer.
      expect(Math.abs(value - twice.coefficients[j]!)).toBeLessThanOrEqual(2.1 * U * Math.abs(value));
    }
  });

  test('weights all multiplied by a power of four change nothing but S and Σ w r²', () => {
    const plain = fit({ x, y, weights: [1, 2, 3, 4, 5] });
    const scaled = fit({ x, y, weights: [1, 2, 3, 4, 5].map((weight) => weight * 4 ** 9) });
    expect(scaled.coefficients).toEqual(plain.coefficients);
    expect(scaled.certificate).toEqual(plain.certificate);
    expect(scaled.residualSumOfSquares).toBe(plain.residualSumOfSquares * 4 ** 9);
    expect(scaled.working.inverseRoot!.hi).toEqual(plain.working.inverseRoot!.hi.map((value) => value / 2 ** 9));
  });
});

describe('units', () => {
  const x = [
    [1, 5],
    [2, 3],
    [3, 11],
    [4, 2],
  ];
  const y = [1, 4, 2, 8];
  const base = fitSync(linearProblem({ x, y }), { backend: denseBackend() });

  test.each([2 ** 300, 2 ** -300])('y times %f: coefficients to the last bit', (unit) => {
    const { coefficients, certificate, status } = fitSync(linearProblem({ x, y: y.map((value) => value * unit) }), {
      backend: denseBackend(),
    });
    expect(status).toBe('converged');
    expect(coefficients).toEqual(base.coefficients.map((value) => value * unit));
    expect(certificate).toEqual(base.certificate);
  });

  test.each([2 ** 500, 2 ** -500])('a column times %f: its coefficient divided by it, to the last bit', (unit) => {
    const { coefficients, certificate, working } = fitSync(
      linearProblem({ x: x.map(([a, b]) => [a!, b! * unit]), y }),
      { backend: denseBackend() },
    );
    expect(coefficients).toEqual(base.coefficients.map((value, j) => (j === 2 ? value / unit : value)));
    expect(certificate).toEqual(base.certificate);
    expect(working.inverseRoot!.hi).toEqual(
      base.working.inverseRoot!.hi.map((value, k) => (k >= 6 ? value / unit : value)),
    );
  });

  test.each([2 ** 1015, 2 ** -900])('y of a polynomial times %f: coefficients to the last bit', (unit) => {
    const given = { x: [1, 2, 4, 7], degree: 2 };
    const plain = fitSync(polynomialProblem({ ...given, y }), { backend: denseBackend() });
    const scaled = fitSync(polynomialProblem({ ...given, y: y.map((value) => value * unit) }), {
      backend: denseBackend(),
    });
    expect(scaled.status).toBe('converged');
    expect(scaled.coefficients).toEqual(plain.coefficients.map((value) => value * unit));
    expect(scaled.certificate).toEqual(plain.certificate);
    const few = { x: [1, 2, 2], degree: 2 };
    const deficient = fitSync(polynomialProblem({ ...few, y: [1, 2, 2] }), { backend: denseBackend() });
    const large = fitSync(polynomialProblem({ ...few, y: [unit, 2 * unit, 2 * unit] }), { backend: denseBackend() });
    expect(large.coefficients).toEqual(deficient.coefficients.map((value) => value * unit));
  });

  test('units that cancel: θ = t θ̄ ÷ c where t ÷ c alone is out of range', () => {
    // θ = 2⁷⁰⁰ · 2^−700 = 1 in pieces of 2^±1400.
    const tiny = fitSync(linearProblem({ x: [[2 ** 700], [2 ** 701]], y: [2 ** -400, 2 ** -399], intercept: false }), {
      backend: denseBackend(),
    });
    expect(tiny.coefficients[0]).toBe(0);
    const same = fitSync(linearProblem({ x: [[2 ** -900], [2 ** -899]], y: [2 ** 90, 2 ** 91], intercept: false }), {
      backend: denseBackend(),
    });
    expect(same.coefficients[0]).toBe(2 ** 990);
    const subnormal = fitSync(
      linearProblem({ x: [[2 ** 600], [2 ** 601]], y: [2 ** -470, 2 ** -469], intercept: false }),
      {
        backend: denseBackend(),
      },
    );
    expect(subnormal.coefficients[0]).toBe(2 ** -1070);
  });

  /** Two columns apart by 2⁻²⁰ of a third: θ̄ is about 2²⁰ where y has a part along that. */
  const apart = [
    [1, 1 + 2 ** -20],
    [2, 2 - 2 ** -20],
    [-1, -1 + 2 ** -20],
    [3, 3],
  ];
  /** y nearly orthogonal to a column of ones: θ̄ is about 2⁻²⁰. */
  const slight = [1, -1, 1, -1 + 2 ** -18];

  test.each([
    // [unit of x, unit of y]: their quotient, θ̄ ÷ c or both are out of range, θ is not.
    ['t ÷ c overflows', slight.map(() => [1]), slight, 2 ** -1000, 2 ** 30],
    ['t ÷ c underflows', apart, [1, 0, 2, 1], 2 ** 600, 2 ** -490],
    ['θ̄ ÷ c overflows', apart, [1, 0, 2, 1], 2 ** -1010, 2 ** -900],
    ['θ̄ ÷ c underflows', slight.map(() => [1]), slight, 2 ** 1010, 2 ** 900],
  ])('units that cancel: %s', (_, rows, targets, xUnit, yUnit) => {
    const fit = (unitOfX: number, unitOfY: number) =>
      fitSync(
        linearProblem({
          x: rows.map((row) => row.map((value) => value * unitOfX)),
          y: targets.map((value) => value * unitOfY),
          intercept: false,
        }),
        { backend: denseBackend() },
      );
    const plain = fit(1, 1);
    const scaled = fit(xUnit, yUnit);
    expect(scaled.status).toBe('converged');
    for (const [j, value] of plain.coefficients.entries()) {
      expect(value).not.toBe(0);
      // In two steps, since yUnit ÷ xUnit alone may be out of range; the last bits of a subnormal θ are lost.
      const half = Math.sqrt(yUnit);
      expect(Math.abs(scaled.coefficients[j]! - ((value * half) / xUnit) * half)).toBeLessThanOrEqual(2 ** -1074);
    }
  });

  test.each([
    ['an infinity', [1e-290, 2e-290, 3e-290], [1e30, 2e30, 4e30]],
    ['one beside it that is given', [1e-305, 2e-305, 4e-305], [1e10, 2e10, 3e10]],
  ])('a coefficient beyond float64 is exhausted precision, with a warning: %s', (_, given, targets) => {
    const solution = fitSync(polynomialProblem({ x: given, y: targets, degree: 1 }), { backend: denseBackend() });
    expect(solution.status).toBe('precision-exhausted');
    expect(solution.coefficients[1]).not.toSatisfy(Number.isFinite);
    expect(solution.certificate!.digits[1]).toBe(0);
    expect(solution.warnings.length).toBe(1);
    expect(solution.warnings[0]).toContain("'x'");
    expect(solution.advice).toBe(overflowAdvice);
    expect(solution.working).not.toHaveProperty('inverseRoot');
  });

  test('every coefficient that is lost to an overflow is named', () => {
    const problem = linearProblem({ x: [[1e-200], [2e-200], [3e-200]], y: [1e200, 3e200, 4e200] });
    const { coefficients, warnings } = fitSync(problem, { backend: denseBackend() });
    expect(coefficients[1]).not.toSatisfy(Number.isFinite);
    expect(warnings.filter((warning) => warning.includes("'x'"))).toHaveLength(1);
  });

  test('what a change of basis would take beyond float64 on the way is given', () => {
    // Slope 10³⁰³ · 9/14, through (7/3, 2): the powers of two of the slope and of x are beyond float64 together.
    const x = [1e-303, 2e-303, 4e-303];
    const { status, coefficients, certificate } = fitSync(polynomialProblem({ x, y: [1, 2, 3], degree: 1 }), {
      backend: denseBackend(),
    });
    expect(status).toBe('converged');
    expect([...certificate!.digits]).toEqual([15.9, 15.9]);
    expect(coefficients[0]).toBeCloseTo(0.5, 14);
    expect(coefficients[1]! / 1e303).toBeCloseTo(9 / 14, 14);
  });
});

describe('the solution', () => {
  test('of a line through points on it, in full', () => {
    const backend = denseBackend();
    const problem = polynomialProblem({ x: [0, 1, 2, 3], y: [1, 3, 5, 7], degree: 1 });
    const solution = fitSync(problem, { backend });
    expect(solution).toMatchObject({
      status: 'converged',
      coefficients: Float64Array.of(1, 2),
      names: ['1', 'x'],
      fitted: Float64Array.of(1, 3, 5, 7),
      residuals: Float64Array.of(0, 0, 0, 0),
      residualSumOfSquares: 0,
      observations: 4,
      degreesOfFreedom: 2,
      rank: { numerical: 2, dependentColumns: [] },
      certificate: { digits: Float64Array.of(15.9, 15.9) },
      backend: 'dense',
      solver: 'qr',
      warnings: [],
    });
    expect(solution.advice.length).toBeGreaterThan(20);
    expect(solution).not.toHaveProperty('descent');
    // Solved in the Chebyshev basis of [0, 3]: 1 + 2x = 4 + 3 T₁.
    expect(solution.working.model.basis.specification).toMatchObject({ name: 'chebyshev', domain: [0, 3] });
    expect(solution.working.model.intercept).toBe(true);
    expect(solution.working.theta).toEqual(fromFloat64(Float64Array.of(4, 3)));
    expect(backend.log).toMatchObject({ factored: ['qr'], disposed: 1 });
    expect(backend.log.systems.length).toBe(1);
  });

  test('without an intercept, or with a penalty, a polynomial is solved in its own powers', () => {
    for (const settings of [{ intercept: false }, { penalty: ridge(1) }]) {
      const { working } = fitSync(polynomialProblem({ x: [1, 2, 3, 4], y: [1, 3, 5, 7], degree: 2, ...settings }), {
        backend: denseBackend(),
      });
      expect(working.model.basis.specification.name).toBe('monomial');
    }
    const chebyshev = fitSync(polynomialProblem({ x: [1, 2, 3, 4], y: [1, 3, 5, 7], degree: 2, basis: 'chebyshev' }), {
      backend: denseBackend(),
    });
    expect(chebyshev.working.theta.hi).toEqual(chebyshev.coefficients);
    expect(chebyshev.working).not.toHaveProperty('changeOfBasis');
    expect(chebyshev.names).toEqual(['1', 'T1(x)', 'T2(x)']);
  });

  test('S Sᵀ is the inverse of AᵀWA, in the units of the user and by M in the basis of the user', () => {
    const weights = [16, 48, 16, 32];
    const x = [100, 101, 102, 103];
    const { working } = fitSync(polynomialProblem({ x, y: [1, 2, 4, 3], weights, degree: 1 }), {
      backend: denseBackend(),
    });
    const sum = (power: number) => weights.reduce((total, weight, i) => total + weight * x[i]! ** power, 0);
    const determinant = sum(0) * sum(2) - sum(1) ** 2;
    const [a, b, c, d] = matrixProduct(working.changeOfBasis!, working.inverseRoot!, {
      rows: 2,
      inner: 2,
      columns: 2,
    }).hi;
    for (const [computed, exact] of [
      [a! * a! + b! * b!, sum(2) / determinant],
      [a! * c! + b! * d!, -sum(1) / determinant],
      [c! * c! + d! * d!, sum(0) / determinant],
    ] as const) {
      // S is off by a few κ u of itself, κ ≈ 1.5 in the working basis.
      expect(Math.abs(computed / exact - 1)).toBeLessThan(100 * U);
    }
    expect(
      fitSync(linearProblem({ x: [[1], [2], [3]], y: [1, 2, 4], penalty: ridge(1) }), { backend: denseBackend() })
        .working,
    ).not.toHaveProperty('inverseRoot');
  });

  test('the session is disposed of when the backend throws', () => {
    const backend = denseBackend({
      tamper: () => {
        throw new RangeError('out of memory');
      },
    });
    expect(() => fitSync(linearProblem({ x: [[1], [2]], y: [1, 2] }), { backend })).toThrow(RangeError);
    expect(backend.log.disposed).toBe(1);
  });
});

describe('ridge', () => {
  const x = [
    [1, 5],
    [2, 3],
    [3, 11],
    [4, 2],
    [6, 6],
  ];
  const y = [1, 4, 2, 8, 5];
  const weights = [1, 2, 0.5, 3, 1];

  test.each([
    ['sum', true, undefined],
    ['mean', true, undefined],
    ['sum', false, weights],
    ['mean', true, weights],
  ] as const)(
    'reduction %s, intercept %s, weights %s: the exact (AᵀWA + λ) θ = AᵀWy',
    (reduction, intercept, given) => {
      for (const lambda of [0.3, 1e-5, 1e5]) {
        const penalty = ridge(lambda);
        const loss = squared({ reduction });
        const { coefficients, status, certificate } = fitSync(
          linearProblem({ x, y, intercept, loss, penalty, ...(given && { weights: given }) }),
          { backend: denseBackend() },
        );
        const total = (given ?? [1, 1, 1, 1, 1]).reduce((sum, weight) => sum.plus(Rational.of(weight)), Rational.zero);
        const added = reduction === 'mean' ? total.times(Rational.of(lambda)) : Rational.of(lambda);
        const exact = exactLeastSquares({
          design: x.map((row) => [...(intercept ? [1] : []), ...row].map((value) => Rational.of(value))),
          y,
          ...(given && { weights: given }),
          diagonal: intercept ? [Rational.zero, added, added] : [added, added],
        })!;
        expect(status).toBe('converged');
        expect(worst(coefficients, exact)).toBeGreaterThanOrEqual(15.8);
        expect(Math.min(...certificate!.digits)).toBeGreaterThanOrEqual(15.8);
      }
    },
  );

  test('gives a unique answer where the data do not', () => {
    const solution = fitSync(
      linearProblem({
        x: [
          [1, 2],
          [2, 4],
        ],
        y: [1, 2],
        intercept: false,
        penalty: ridge(5),
      }),
      {
        backend: denseBackend(),
      },
    );
    // θ = t (1, 2): (5 · 5 + 5) t = 5.
    expect(solution.status).toBe('converged');
    expect(solution.coefficients[0]).toBeCloseTo(1 / 6, 15);
    expect(solution.coefficients[1]).toBeCloseTo(1 / 3, 15);
  });
});

describe('columns far from 0', () => {
  test('keep their digits: a line in nanoseconds since 1970', () => {
    const start = 2 ** 60;
    const offsets = [0, 256, 768, 1024, 4096];
    const y = [1, 2, 2.5, 4, 7];
    const x = offsets.map((offset) => [start + offset]);
    const { coefficients, certificate, status, rank } = fitSync(linearProblem({ x, y }), { backend: denseBackend() });
    const design = x.map(([t]) => [Rational.of(1), Rational.of(t!)]);
    const exact = exactLeastSquares({ design, y })!;
    expect([status, rank!.verdict]).toEqual(['converged', 'full']);
    expect(certificate!.conditionNumber).toBeLessThan(2);
    for (const [j, value] of exact.entries()) {
      expect(certificate!.digits[j]).toBeGreaterThanOrEqual(15);
      expect(trueDigits(coefficients[j]!, value)).toBeGreaterThanOrEqual(certificate!.digits[j]!);
    }
  });

  test('a row of weight 0 far away does not move the centre', () => {
    const fit = (far: number[][]) =>
      fitSync(
        linearProblem({
          x: [[1, 5], [2, 1], [4, 4], [3, -2], ...far],
          y: [1, 3, 2, 5, ...far.map(() => 0)],
          weights: [1, 1, 1, 1, ...far.map(() => 0)],
        }),
        { backend: denseBackend() },
      );
    expect(fit([[1e300, -1e300]]).working.model.basis.specification).toEqual(fit([]).working.model.basis.specification);
    expect(fit([[1e300, -1e300]]).coefficients).toEqual(fit([]).coefficients);
  });

  test('dummies that add up to the constant name all of it, and leave out what does not depend', () => {
    const x = [1, 2, 3, 4, 5, 6].map((k) => [k % 2, (k + 1) % 2, k * k + 1000]);
    const { rank } = fitSync(linearProblem({ x, y: [1, 2, 3, 4, 5, 7], names: ['odd', 'even', 'size'] }), {
      backend: denseBackend(),
    });
    expect(rank).toMatchObject({ verdict: 'deficient', numerical: 3, dependentColumns: ['1', 'odd', 'even'] });
  });
});

describe('rank deficiency', () => {
  test('names the columns that depend on each other and gives the shortest solution', () => {
    // c = 2a: of a + 2c the shortest for slope 5 is (1, 2).
    const x = [
      [1, 3, 2],
      [2, -1, 4],
      [3, 4, 6],
      [4, -2, 8],
      [5, 1, 10],
    ];
    const y = x.map(([a, b]) => 7 + 5 * a! - b!);
    const solution = fitSync(linearProblem({ x, y, names: ['a', 'b', 'c'] }), { backend: denseBackend() });
    expect(solution.status).toBe('rank-deficient');
    expect(solution.rank).toMatchObject({ numerical: 3, dependentColumns: ['a', 'c'] });
    expect(solution.degreesOfFreedom).toBe(2);
    expect([...solution.coefficients]).toEqual([7, 1, -1, 2]);
    expect(solution.certificate).toMatchObject({ method: 'refinement', fittedDigits: 15.9 });
    expect([...solution.certificate!.digits]).toEqual([15.9, 15.9, 15.9, 15.9]);
    expect(solution.working.inverseRoot!.hi.length).toBe(12);
    // In the columns less their means, 3, 1 and 6: 7 + 3 + … of the intercept.
    expect(solution.working.theta.hi[0]).toBeCloseTo(7 + 3 - 1 + 12, 13);
  });

  test('a constant column beside the intercept', () => {
    const solution = fitSync(
      linearProblem({
        x: [
          [3, 1],
          [3, 2],
          [3, 4],
        ],
        y: [10, 11, 13],
        names: ['c', 'd'],
      }),
      {
        backend: denseBackend(),
      },
    );
    expect(solution.rank!.dependentColumns).toEqual(['1', 'c']);
    // a + 3c = 9 at its shortest: (0.9, 2.7).
    expect(solution.coefficients[0]).toBeCloseTo(0.9, 13);
    expect(solution.coefficients[1]).toBeCloseTo(2.7, 13);
    expect(solution.coefficients[2]).toBeCloseTo(1, 13);
  });

  test('two directions at once, in columns of different units', () => {
    // b = 2⁴⁰ a and c = 3 a: t (1, 2⁴⁰, 3) with t (1 + 2⁸⁰ + 9) = 6.
    const x = [1, 2, 5].map((a) => [a, a * 2 ** 40, 3 * a]);
    const solution = fitSync(linearProblem({ x, y: [6, 12, 30], intercept: false }), { backend: denseBackend() });
    expect(solution.rank!.numerical).toBe(1);
    const t = 6 / (2 ** 80 + 10);
    expect(solution.coefficients[1]! / (t * 2 ** 40)).toBeCloseTo(1, 12);
    // Relative to the solution before it was shortened, of the size of 6.
    expect(Math.abs(solution.coefficients[0]! - t)).toBeLessThan(64 * U * 6);
    expect(Math.abs(solution.coefficients[2]! - 3 * t)).toBeLessThan(64 * U * 6);
  });

  test('a polynomial with too few points: the shortest in powers of x, of which the odd one is determined', () => {
    const solution = fitSync(polynomialProblem({ x: [-1, 1, 1], y: [1, 3, 3], degree: 2 }), {
      backend: denseBackend(),
    });
    expect(solution.status).toBe('rank-deficient');
    expect(solution.rank).toMatchObject({ numerical: 2, dependentColumns: ['1', 'x^2'] });
    expect([...solution.coefficients]).toEqual([1, 1, 1]);
    for (const [i, value] of [1, 3, 3].entries()) expect(solution.fitted[i]).toBeCloseTo(value, 14);
    expect(solution.working.inverseRoot!.hi.length).toBe(6);
  });

  test('one point, in powers of a shifted x', () => {
    // θ = y a/(aᵀa) for a = (1, 4, 16).
    const solution = fitSync(polynomialProblem({ x: [4], y: [273], degree: 2 }), { backend: denseBackend() });
    // T₂(x − 4) has the coefficients 31, −16, 2: working coefficients of the size of 273 are off by a few roundings.
    for (const [j, exact] of [1, 4, 16].entries()) {
      expect(Math.abs(solution.coefficients[j]! - exact)).toBeLessThan(16 * U * 31 * 273);
    }
    expect(solution.certificate!.conditionNumber).toBe(Infinity);
    expect(solution.degreesOfFreedom).toBe(0);
  });

  test('x so large that squares of powers of it overflow', () => {
    const solution = fitSync(polynomialProblem({ x: [1e300, 1e300], y: [2, 4], degree: 1 }), {
      backend: denseBackend(),
    });
    expect(solution.coefficients[1]! * 1e300).toBeCloseTo(3, 13);
    expect(Math.abs(solution.coefficients[0]!)).toBeLessThan(1e-14);
  });
});

test('digits of fitted values depend on no unit, of y or of weights', () => {
  // Of columns so dependent that coefficients vouch for fewer digits of the fitted values than the residual does.
  const { problem } = nearlyDependent(25);
  const digits = (unit: number, weight: number) =>
    fitSync(
      {
        ...problem,
        y: problem.y.map((value) => value * unit),
        weights: problem.y.map((_, i) => (i + 1) * weight),
      },
      { backend: denseBackend(), refine: false },
    ).certificate!;
  const { fittedDigits, digits: ofCoefficients } = digits(1, 1);
  expect(fittedDigits).toBeGreaterThan(Math.max(...ofCoefficients) + 4);
  for (const [unit, weight] of [
    [2 ** 40, 1],
    [2 ** -40, 1],
    [1, 4 ** 20],
    [1, 4 ** -20],
  ] as const) {
    expect(digits(unit, weight).fittedDigits).toBe(fittedDigits);
  }
});

test('a warning names columns that nearly depend on each other, and the digit that decides', () => {
  const { problem } = nearlyDependent(30);
  const { warnings, rank, certificate } = fitSync(problem, { backend: denseBackend() });
  expect(rank!.verdict).toBe('nearly-deficient');
  expect(warnings).toHaveLength(1);
  for (const text of ["'x1', 'x2', 'x3'", `digit ${Math.floor(Math.log10(certificate!.conditionNumber))}`]) {
    expect(warnings[0]).toContain(text);
  }
  expect(fitSync(nearlyDependent(5).problem, { backend: denseBackend() }).warnings).toEqual([]);
});

test('a factorisation that breaks down leaves the coefficients that a constraint fixes, in any basis', () => {
  const backend = denseBackend({
    tamper: (factorization) => ({ ...factorization, outcome: 'not-positive-definite', rank: 0 }),
  });
  const [x, y] = [
    [1, 2, 3, 4],
    [1, 2, 4, 3],
  ];
  const constraints = [{ terms: { x: 1 }, equals: 2 }];
  for (const problem of [
    linearProblem({ x: x.map((value) => [value]), y, constraints }),
    polynomialProblem({ x, y, degree: 2, constraints }),
  ]) {
    const { status, coefficients, certificate } = fitSync(problem, { backend });
    expect(status).toBe('precision-exhausted');
    expect([...coefficients]).toEqual(problem.model.basis.size === 1 ? [NaN, 2] : [NaN, 2, NaN]);
    expect([...certificate!.digits]).toEqual([...coefficients].map((value) => (value === 2 ? 15.9 : 0)));
  }
});

test('normal equations that break down give NaN, exhausted precision and no S', () => {
  const backend = denseBackend({
    tamper: (factorization) => ({
      ...factorization,
      outcome: 'not-positive-definite',
      rank: 1,
      nullSpace: new Float64Array(0),
    }),
  });
  const solution = fitSync(linearProblem({ x: [[1], [2], [3]], y: [1, 2, 4] }), { backend, solver: 'cholesky' });
  expect(solution).toMatchObject({ status: 'precision-exhausted', solver: 'cholesky', warnings: [] });
  expect([...solution.coefficients]).toEqual([NaN, NaN]);
  expect(solution.certificate).toMatchObject({
    conditionNumber: Infinity,
    digits: Float64Array.of(0, 0),
    refinementSteps: 0,
  });
  expect(solution.working).not.toHaveProperty('inverseRoot');
  expect(backend.log.disposed).toBe(1);
});
