import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import {
  claimsOf,
  designColumns,
  exactFitted,
  exactLeastSquares,
  overclaim,
  polynomialColumns,
  roundedToFloat32,
  trueDigits,
} from '@wellposed/conformance';
import type { DyadicInput, DyadicVector } from '@wellposed/conformance';
import { basisProblem, arnoldi, decimals, fitSync, FitError, linearProblem, polynomialProblem } from '@wellposed/core';
import type { DoubleDoubleArray, Problem, Solution, SynchronousBackend } from '@wellposed/core';
import { describe, expect, it } from 'vitest';

/** What is solved and what an exact solver would see of it. */
interface Hard {
  readonly problem: Problem;
  /** A, exactly, by columns; the intercept's first. */
  readonly columns: readonly DyadicVector[];
  readonly y: DyadicInput;
  readonly weights?: DyadicInput;
}

type Solver = 'cholesky' | 'qr' | 'svd';
interface Method {
  readonly backend: SynchronousBackend<Solver>;
  readonly solver: Solver;
}

/** Where u κ is far below 1 for every problem here that says so; the others may refuse, but never overstate. */
const float64: readonly Method[] = [reference, mlMatrix].flatMap((backend) =>
  (['qr', 'svd'] as const).map((solver) => ({ backend, solver })),
);
const others: readonly Method[] = [
  { backend: reference, solver: 'cholesky' },
  { backend: mlMatrix, solver: 'cholesky' },
  ...(['cholesky', 'qr', 'svd'] as const).map((solver) => ({ backend: roundedToFloat32(reference), solver })),
];

/** The problem on the methods given, each certificate held to the exact answer. */
function solve(hard: Hard, methods: readonly Method[]): readonly { solution: Solution; right: readonly number[] }[] {
  const { theta } = exactLeastSquares(hard.columns, hard.y, hard.weights);
  const exact = { theta, fitted: exactFitted(hard.columns, theta) };
  return methods.map(({ backend, solver }) => {
    const solution = fitSync(hard.problem, { backend, solver });
    expect(overclaim(solution, exact), `${backend.name}, ${solver}`).toBeUndefined();
    return { solution, right: claimsOf(solution, trueDigits(solution, exact)).map(({ right }) => right) };
  });
}

/** Solved on every float64 method with 15 digits in each coefficient and in the fitted values; the other methods do not overstate. */
function expectSolved(hard: Hard): readonly Solution[] {
  solve(hard, others);
  return solve(hard, float64).map(({ solution, right }) => {
    expect(solution.status).toBe('converged');
    for (const digits of right) expect(digits).toBeGreaterThanOrEqual(15);
    return solution;
  });
}

function polynomial(x: Float64Array | DoubleDoubleArray, y: Float64Array, degree: number): Hard {
  return { problem: polynomialProblem({ x, y, degree }), columns: polynomialColumns(x, degree), y };
}

/** Columns as they are, no intercept. */
function linear(design: Float64Array, y: Float64Array): Hard {
  const columns = design.length / y.length;
  return {
    problem: linearProblem({ x: design, y, intercept: false }),
    columns: designColumns(design, y.length, columns),
    y,
  };
}

const series = (length: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => value(i));

describe('x far from 0', () => {
  it('is solved at degree 12 on [1000, 1010]', () => {
    const x = series(41, (i) => 1000 + i / 4);
    expectSolved(polynomial(x, x.map(Math.sin), 12));
  });

  const start = 1_700_000_000;
  const y = series(60, (i) => 20 + Math.sin(i / 9) + (i % 7) / 16);

  it('is solved for Unix timestamps in seconds, one a day', () => {
    expectSolved(
      polynomial(
        series(60, (i) => start + 86_400 * i),
        y,
        3,
      ),
    );
  });

  it('is solved for Unix timestamps in milliseconds, ten a second', () => {
    expectSolved(
      polynomial(
        series(60, (i) => 1000 * start + 100 * i),
        y,
        3,
      ),
    );
  });

  it('is solved for Unix timestamps in nanoseconds, read exactly from text: 19 digits, one a nanosecond', () => {
    const texts = Array.from({ length: 60 }, (_, i) => String(BigInt(start) * 10n ** 9n + BigInt(i)));
    expectSolved(polynomial(decimals(texts), y, 3));
    // As float64 numbers they are one and the same x.
    const rounded = fitSync(polynomialProblem({ x: texts.map(Number), y, degree: 1 }), {
      backend: reference,
      solver: 'qr',
    });
    expect(rounded.status).toBe('rank-deficient');
  });
});

describe('Läuchli’s matrix [1 1 1; ε I]', () => {
  const lauchli = (epsilon: number): Hard =>
    linear(
      Float64Array.of(1, 1, 1, epsilon, 0, 0, 0, epsilon, 0, 0, 0, epsilon),
      Float64Array.of(1, 3 * epsilon, 4 * epsilon, 9 * epsilon),
    );

  // κ = √3/ε ≤ 2³¹, and the residual is small: u κ ≤ 2⁻²² is left at each step of refinement.
  it.each([2 ** -20, 2 ** -26, 2 ** -30])('is solved for ε = %d', (epsilon) => {
    expectSolved(lauchli(epsilon));
  });

  it('is beyond the normal equations from ε = √u on, which say so', () => {
    const [solved] = solve(lauchli(2 ** -27), [{ backend: reference, solver: 'cholesky' }]);
    expect(solved?.solution.status).toBe('precision-exhausted');
    expect(solved?.solution.certificate?.fittedDigits).toBe(0);
  });
});

describe('Hilbert matrices, their entries 1/(i + j − 1) rounded to float64', () => {
  const hilbert = (size: number): Hard =>
    linear(
      series(size * size, (k) => 1 / (Math.floor(k / size) + (k % size) + 1)),
      series(size, (i) => 1 + (i % 3)),
    );

  // κ = 1.5e7, 4.8e8, 1.5e10, 4.9e11, 1.6e13: u κ ≤ 2e-3.
  it.each([6, 7, 8, 9, 10])('are solved with %d columns', (size) => {
    expectSolved(hilbert(size));
  });

  // κ = 5e14, 1.7e16: u κ is no longer small, and a refusal is an honest answer.
  it.each([11, 12])('are not overstated with %d columns', (size) => {
    for (const { solution } of solve(hilbert(size), [...float64, ...others])) {
      if (solution.status === 'converged') expect(solution.rank?.verdict).toBe('nearly-deficient');
      else expect(['rank-deficient', 'precision-exhausted']).toContain(solution.status);
    }
  });
});

describe('extreme scales', () => {
  const base = [series(9, (i) => 1 + i), series(9, (i) => (i % 4) - 1.25), series(9, (i) => Math.cos(i))];
  const design = (scales: readonly number[]): Float64Array =>
    series(27, (k) => base[k % 3]![Math.floor(k / 3)]! * scales[k % 3]!);
  const y = series(9, (i) => Math.sin(i) + i / 8);

  it('columns by 2^±500 cost nothing', () => {
    const plain = expectSolved(linear(design([1, 1, 1]), y));
    const scaled = expectSolved(linear(design([2 ** 500, 1, 2 ** -500]), y));
    scaled.forEach(({ coefficients }, k) => {
      const [a, b, c] = plain[k]!.coefficients;
      expect([...coefficients]).toEqual([a! * 2 ** -500, b, c! * 2 ** 500]);
    });
  });

  it('subnormal x and y: a slope that is a normal number', () => {
    const hard = linear(
      series(12, (i) => (1 + i) * 2 ** -1070),
      series(12, (i) => (5 + 3 * i + (i % 3)) * 2 ** -1074),
    );
    solve(hard, others);
    for (const { solution, right } of solve(hard, float64)) {
      expect(solution.status).toBe('converged');
      expect(right[0]).toBeGreaterThanOrEqual(15);
      // The fitted values are multiples of 2⁻¹⁰⁷⁴ up to 41 of them: log₁₀ 82 = 1.9 digits when rounded to the nearest.
      expect(right[1]).toBeGreaterThanOrEqual(1.9);
      expect(solution.certificate!.fittedDigits).toBeLessThan(2);
    }
  });

  it('an intercept that is subnormal has no more digits than it has bits', () => {
    const x = series(12, (i) => 1 + i);
    const tiny = series(12, (i) => (40 + 3 * i + (i % 3)) * 2 ** -1070);
    for (const { solution, right } of solve(polynomial(x, tiny, 1), [...float64, ...others])) {
      expect(solution.status).toBe('converged');
      // Some 600 of 2⁻¹⁰⁷⁴: three digits.
      expect(right[0]).toBeGreaterThan(3);
      expect(solution.certificate!.digits[0]).toBeLessThan(3);
    }
  });

  it('a slope that underflows is not a 0 with digits', () => {
    const x = series(12, (i) => (1 + i) * 2 ** 500);
    const tiny = series(12, (i) => (5 + 3 * i) * 2 ** -1000);
    for (const { solution } of solve(linear(x, tiny), [...float64, ...others])) {
      expect([...solution.coefficients]).toEqual([0]);
      expect([...solution.certificate!.digits]).toEqual([0]);
    }
    // In powers of x as well: the coefficient of x³ is of the size of 2^(−3·500).
    const cubic = polynomial(
      x,
      series(12, (i) => Math.sin(i)),
      3,
    );
    for (const { solution } of solve(cubic, [...float64, ...others])) expect(solution.certificate!.digits[3]).toBe(0);
    // And a y of 0 is a 0 with all its digits.
    for (const { solution } of solve(polynomial(x, new Float64Array(12), 3), float64)) {
      expect([...solution.certificate!.digits]).toEqual([15.9, 15.9, 15.9, 15.9]);
    }
  });

  it('powers of subnormal x are refused or solved, never overstated', () => {
    const x = series(12, (i) => (1 + i) * 2 ** -1070);
    for (const degree of [1, 2]) {
      const hard = polynomial(
        x,
        series(12, (i) => i % 5),
        degree,
      );
      for (const { solution } of solve(hard, [...float64, ...others])) {
        if (solution.status === 'converged') expect(solution.coefficients.every(Number.isFinite)).toBe(true);
        else expect(['precision-exhausted', 'rank-deficient']).toContain(solution.status);
      }
    }
  });

  it('an answer beyond float64 is reported, never an infinity that passes for an answer', () => {
    const x = series(8, (i) => (1 + i) * 2 ** -600);
    const huge = series(8, (i) => (3 + i + (i % 2)) * 2 ** 600);
    for (const { backend, solver } of [...float64, ...others]) {
      for (const problem of [
        linearProblem({ x, y: huge, intercept: false }),
        polynomialProblem({ x, y: huge, degree: 1 }),
        polynomialProblem({ x, y: huge, degree: 3 }),
      ]) {
        const { status, warnings, coefficients, certificate } = fitSync(problem, { backend, solver });
        expect(status).toBe('precision-exhausted');
        expect(warnings).not.toEqual([]);
        coefficients.forEach((value, j) => {
          if (!Number.isFinite(value)) expect(certificate!.digits[j]).toBe(0);
        });
      }
    }
  });
});

describe('few and repeated rows', () => {
  it('n = p interpolates', () => {
    const x = Float64Array.of(-2, -0.5, 0.25, 1, 3);
    for (const { degreesOfFreedom } of expectSolved(polynomial(x, Float64Array.of(1, -4, 0.1, 9, 2), 4))) {
      expect(degreesOfFreedom).toBe(0);
    }
  });

  it('n = 1 fits a constant, or a multiple of its only row', () => {
    expectSolved(polynomial(Float64Array.of(3), Float64Array.of(0.1), 0));
    expectSolved(linear(Float64Array.of(0.3), Float64Array.of(0.1)));
  });

  it('n = 1 does not determine a line: the shortest one, which is determined to the last digit', () => {
    const hard = polynomial(Float64Array.of(3), Float64Array.of(7), 1);
    for (const { solution } of solve(hard, float64)) {
      expect(solution.status).toBe('rank-deficient');
      expect(solution.rank?.dependentColumns).toEqual(['1', 'x']);
      // 7 (1, 3)/10.
      expect([...solution.coefficients]).toEqual([0.7, 2.1]);
      for (const digits of solution.certificate!.digits) expect(digits).toBeGreaterThan(15);
    }
  });

  it('repeated x are no obstacle while enough of them differ', () => {
    const x = Float64Array.of(1, 1, 1, 2, 2, 5, 5, 5, 5, 8);
    const y = Float64Array.of(1, 1.1, 0.9, 3, 3.2, 1, 1.3, 0.8, 1.05, -2);
    expectSolved(polynomial(x, y, 3));
    for (const { solution } of solve(polynomial(x, y, 4), float64)) expect(solution.status).toBe('rank-deficient');
  });

  it('weights that are all 0 leave nothing to fit: an error', () => {
    const weights = new Float64Array(3);
    const make = (): Problem => polynomialProblem({ x: [1, 2, 3], y: [1, 2, 3], weights, degree: 1 });
    try {
      fitSync(make(), { backend: reference, solver: 'qr' });
    } catch (error) {
      expect(error).toBeInstanceOf(FitError);
      expect((error as FitError).code).toBe('NO_OBSERVATIONS');
      return;
    }
    expect.fail('it was fitted');
  });
});

describe('columns that are collinear to 2⁻³⁴', () => {
  const n = 20;
  const first = series(n, (i) => 1 + (i % 6) / 8);
  const other = series(n, (i) => Math.sin(3 * i));
  const design = series(3 * n, (k) => {
    const i = Math.floor(k / 3);
    // Sums that float64 holds exactly: the distance of the columns is 2⁻³⁴ of their length and not of rounding.
    return [first[i]!, other[i]!, first[i]! + 2 ** -34 * (((i * 7) % 5) - 2)][k % 3]!;
  });
  const y = series(n, (i) => 2 + (i % 5) / 4);

  it('are solved, with digits, and named', () => {
    for (const { rank, certificate, warnings, names } of expectSolved(linear(design, y))) {
      // κ = 2³⁵ or so: above 1/√u = 2²⁶·⁵, where half of the digits of the data are needed.
      expect(rank?.verdict).toBe('nearly-deficient');
      expect(rank?.dependentColumns).toEqual([names[0], names[2]]);
      expect(certificate!.digits.every((digits) => digits >= 10)).toBe(true);
      expect(warnings).not.toEqual([]);
    }
  });
});

describe('clustered x', () => {
  // Two clusters a thousand times as far apart as they are wide.
  const x = series(40, (i) => (i < 20 ? i : 2 ** 15 + i) / 2 ** 15);
  const y = series(40, (i) => Math.sin(i / 5) + (i % 3) / 8);

  it('are solved in the Arnoldi basis, in powers of x on demand', () => {
    const degree = 6;
    const hard = polynomial(x, y, degree);
    expectSolved(hard);
    const { theta } = exactLeastSquares(hard.columns, y);
    const exact = { theta, fitted: exactFitted(hard.columns, theta) };
    for (const { backend, solver } of float64) {
      const solution = fitSync(basisProblem({ x, y, basis: arnoldi({ x, degree }) }), { backend, solver });
      expect(solution.status).toBe('converged');
      // Orthonormal on the data: κ = 1 up to rounding, but for the constant's own length.
      expect(solution.certificate!.conditionNumber).toBeLessThan(4);
      expect(solution.certificate!.fittedDigits).toBeGreaterThanOrEqual(15);
      const none = { coefficients: new Float64Array(0), fitted: solution.fitted };
      expect(trueDigits(none, exact).fitted).toBeGreaterThanOrEqual(solution.certificate!.fittedDigits);
    }
  });
});
