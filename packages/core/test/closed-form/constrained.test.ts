import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bspline } from '../../src/bases/bspline.js';
import type { EqualityConstraint, Problem } from '../../src/contracts/problem.js';
import type { Certificate, Solution } from '../../src/contracts/solution.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fitSync } from '../../src/fit/fit.js';
import { ridge } from '../../src/penalties/ridge.js';
import { basisProblem } from '../../src/problem/basis-problem.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactSlopes, exactSplines, fullKnots } from '../support/exact-splines.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { holds } from '../support/holds.js';
import { powerDesign } from '../support/power-design.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';
import { solveExactly } from '../support/solve-exactly.js';
import { trueDigits } from '../support/true-digits.js';

const dd = (...values: number[]) => fromFloat64(Float64Array.from(values));
const equation = (coefficients: number[], value: number): EqualityConstraint => ({
  coefficients: dd(...coefficients),
  value: dd(value),
});
const through = (x: number, value: number, derivative: 0 | 1 = 0): EqualityConstraint => ({
  at: dd(x),
  derivative,
  value: dd(value),
});

/** min ‖√W(y − A θ)‖² + Σ dⱼθⱼ² with C θ = d, exactly: [AᵀWA + D, Cᵀ; C, 0]. */
function exactly(
  design: readonly (readonly Rational[])[],
  y: readonly number[],
  matrix: readonly (readonly Rational[])[],
  values: readonly number[],
  { weights, lambda = [] }: { weights?: readonly number[] | undefined; lambda?: readonly number[] } = {},
): Rational[] | undefined {
  const p = design[0]!.length;
  const weight = (i: number) => Rational.of(weights?.[i] ?? 1);
  const sum = (term: (i: number) => Rational) => design.reduce((total, _, i) => total.plus(term(i)), Rational.zero);
  const system = Array.from({ length: p }, (_, j) => [
    ...Array.from({ length: p }, (_, k) => {
      const entry = sum((i) => weight(i).times(design[i]![j]!).times(design[i]![k]!));
      return j === k ? entry.plus(Rational.of(lambda[j] ?? 0)) : entry;
    }),
    ...matrix.map((row) => row[j]!),
  ]);
  const right = Array.from({ length: p }, (_, j) =>
    sum((i) => weight(i).times(design[i]![j]!).times(Rational.of(y[i]!))),
  );
  const bordered = [...system, ...matrix.map((row) => [...row, ...matrix.map(() => Rational.zero)])];
  return solveExactly(bordered, [...right, ...values.map((value) => Rational.of(value))])?.slice(0, p);
}

/** 15 digits of every coefficient are certified, and there. */
function expectCertified(
  { coefficients, certificate }: Pick<Solution, 'coefficients'> & { readonly certificate: Certificate | undefined },
  exact: readonly Rational[],
): void {
  for (const [j, value] of exact.entries()) {
    expect(certificate!.digits[j]).toBeGreaterThanOrEqual(15);
    expect(trueDigits(coefficients[j]!, value)).toBeGreaterThanOrEqual(certificate!.digits[j]!);
  }
}

const numbers = (length: number, most = 100) =>
  fc.array(fc.integer({ min: -most, max: most }), { minLength: length, maxLength: length });

const columns = fc
  .record({
    p: fc.integer({ min: 1, max: 5 }),
    q: fc.integer({ min: 1, max: 5 }),
    extra: fc.integer({ min: 0, max: 5 }),
  })
  .chain(({ p, q, extra }) =>
    fc.record({
      rows: fc.array(numbers(p), { minLength: p + extra, maxLength: p + extra }),
      y: numbers(p + extra),
      closeness: fc.integer({ min: 0, max: 30 }),
      matrix: fc.array(numbers(p, 9), { minLength: Math.min(p, q), maxLength: Math.min(p, q) }),
      values: numbers(Math.min(p, q)),
      units: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: p, maxLength: p }),
      weights: fc.option(fc.array(fc.constantFrom(0.1, 1, 3, 1e4), { minLength: p + extra, maxLength: p + extra }), {
        nil: undefined,
      }),
      single: fc.boolean(),
    }),
  );

describe('equality constraints', () => {
  test('the certificate never claims more digits than there are, against the exact Kuhn–Tucker system', () => {
    let claims = 0;
    holds(
      fc.property(columns, ({ rows, y, closeness, matrix, values, units, weights, single }) => {
        const p = units.length;
        const x = rows.map((row) =>
          row.map((value, j) => {
            const last = j === p - 1 && p > 1;
            return (last ? row[0]! + value * 2 ** -closeness : value) * 10 ** units[j]!;
          }),
        );
        const toRational = (row: readonly number[]) => row.map((value) => Rational.of(value));
        const exact = exactly(x.map(toRational), y, matrix.map(toRational), values, { weights });
        fc.pre(exact !== undefined);
        const problem: Problem = {
          ...linearProblem({ x, y, intercept: false, ...(weights && { weights }) }),
          constraints: matrix.map((row, k) => equation(row, values[k]!)),
        };
        const { coefficients, certificate, status, fitted, degreesOfFreedom } = fitSync(problem, {
          backend: denseBackend({ single }),
        });
        if (status === 'converged') expect(degreesOfFreedom).toBe(y.length - p + matrix.length);
        for (const [j, claimed] of certificate!.digits.entries()) {
          if (claimed > 0) expect(trueDigits(coefficients[j]!, exact[j]!)).toBeGreaterThanOrEqual(claimed);
          claims += Number(claimed >= 15);
        }
        const predicted = x.map((row) =>
          row.reduce((sum, value, j) => sum.plus(Rational.of(value).times(exact[j]!)), Rational.zero),
        );
        const largest = Math.max(...predicted.map((value) => Math.abs(value.toNumber())));
        for (const [i, value] of fitted.entries()) {
          const error = Math.abs(Rational.of(value).minus(predicted[i]!).toNumber());
          if (certificate!.fittedDigits > 0 && largest > 0) {
            expect(-Math.log10(error / largest)).toBeGreaterThanOrEqual(certificate!.fittedDigits);
          }
        }
      }),
      300,
    );
    expect(claims).toBeGreaterThan(400);
  });

  test('a polynomial through points far from 0 keeps its digits', () => {
    const x = Array.from({ length: 12 }, (_, i) => 1000 + i * 0.875);
    const y = x.map((_, i) => ((i * 7) % 5) - 2);
    const points = [1003.25, 1008.5];
    const problem: Problem = {
      ...polynomialProblem({ x, y, degree: 6 }),
      constraints: points.map((point, k) => through(point, k + 1)),
    };
    const { coefficients, certificate, status } = fitSync(problem, { backend: denseBackend() });
    const exact = exactly(powerDesign(x, 6), y, powerDesign(points, 6), [1, 2])!;
    expect(status).toBe('converged');
    expectCertified({ coefficients, certificate }, exact);
  });

  test('a slope', () => {
    const x = [0, 1, 2, 3, 4, 5];
    const y = [1, 3, 2, 5, 4, 6];
    const problem: Problem = { ...polynomialProblem({ x, y, degree: 3 }), constraints: [through(2, 0, 1)] };
    const { coefficients, certificate } = fitSync(problem, { backend: denseBackend() });
    const slope = [0, 1, 4, 12].map((value) => Rational.of(value));
    const exact = exactly(powerDesign(x, 3), y, [slope], [0])!;
    expectCertified({ coefficients, certificate }, exact);
  });

  test('a slope at a point in double-double, far from 0', () => {
    const x = Array.from({ length: 12 }, (_, i) => 1000 + i * 0.875);
    const y = x.map((_, i) => ((i * 7) % 5) - 2);
    const [hi, lo] = [1003.3, 2 ** -44];
    const constraint: EqualityConstraint = {
      at: { hi: Float64Array.of(hi), lo: Float64Array.of(lo) },
      derivative: 1,
      value: dd(0.25),
    };
    const problem: Problem = { ...polynomialProblem({ x, y, degree: 6 }), constraints: [constraint] };
    const { coefficients, certificate } = fitSync(problem, { backend: denseBackend() });
    const slope = [Rational.zero];
    for (let [k, power] = [1, Rational.of(1)]; k <= 6; k++, power = power.times(Rational.sum(hi, lo))) {
      slope.push(power.times(Rational.of(k)));
    }
    const exact = exactly(powerDesign(x, 6), y, [slope], [0.25])!;
    expectCertified({ coefficients, certificate }, exact);
  });

  test('a slope of a spline, at a knot and beyond the end', () => {
    const x = Array.from({ length: 15 }, (_, i) => i * 0.375);
    const y = x.map((_, i) => ((i * 7) % 5) - 2);
    const [knots, domain] = [
      [1.1, 2.3, 4.7],
      [0, 5.25],
    ] as const;
    const points = [2.3, 6];
    const problem: Problem = {
      ...basisProblem({ x, y, basis: bspline({ knots, domain }) }),
      constraints: points.map((point, k) => through(point, k - 0.5, 1)),
    };
    const { coefficients, certificate } = fitSync(problem, { backend: denseBackend() });
    const all = fullKnots(knots, domain, 3);
    const design = x.map((value) => [Rational.of(1), ...exactSplines(all, 3, Rational.of(value)).slice(1)]);
    const slopes = points.map((point) => [Rational.zero, ...exactSlopes(all, 3, Rational.of(point)).values.slice(1)]);
    const exact = exactly(design, y, slopes, [-0.5, 0.5])!;
    expectCertified({ coefficients, certificate }, exact);
  });

  test('a coefficient of a changed basis that is fixed has exactly its value', () => {
    const x = [3, 4, 5, 6, 7.5, 9];
    const y = [1, 3, 2, 5, 4, 6];
    const base = polynomialProblem({ x, y, degree: 3 });
    const { coefficients, certificate } = fitSync(
      { ...base, constraints: [equation([0, 3, 0, 0], 0), equation([0, 0, 3, 0], 1), equation([1, 0, 0, 1], 2)] },
      { backend: denseBackend() },
    );
    expect([...coefficients.subarray(1, 3)]).toEqual([0, 1 / 3]);
    expect([...certificate!.digits.subarray(1, 3)]).toEqual([15.9, 15.9]);
    expect(coefficients[0]! + coefficients[3]!).toBeCloseTo(2, 14);
    const beyond = { ...base, constraints: [equation([0, 0, 0, 2 ** -600], 2 ** 600)] };
    expect(refusal(() => fitSync(beyond, { backend: denseBackend() })).code).toBe('INVALID_OPTION');
  });

  test('with a penalty on the coefficients', () => {
    const x = [
      [1, 2],
      [3, 1],
      [2, 5],
      [4, 4],
    ];
    const y = [1, 2, 3, 5];
    const problem: Problem = { ...linearProblem({ x, y, penalty: ridge(2) }), constraints: [equation([0, 1, 1], 1)] };
    const { coefficients, working } = fitSync(problem, { backend: denseBackend() });
    const rationals = (rows: number[][]) => rows.map((row) => row.map((value) => Rational.of(value)));
    const exact = exactly(rationals(x.map((row) => [1, ...row])), y, rationals([[0, 1, 1]]), [1], {
      lambda: [0, 2, 2],
    })!;
    for (const [j, value] of exact.entries()) expect(trueDigits(coefficients[j]!, value)).toBeGreaterThanOrEqual(15.9);
    expect(working).not.toHaveProperty('inverseRoot');
  });

  test('the covariance is that of what is left: S is 0 across the constraints', () => {
    const x = [
      [1, 2],
      [3, 1],
      [2, 5],
      [4, 4],
    ];
    const problem: Problem = {
      ...linearProblem({ x, y: [1, 2, 3, 5], intercept: false }),
      constraints: [equation([1, 1], 1)],
    };
    const { working, rank } = fitSync(problem, { backend: denseBackend() });
    // θ = (1 − φ, φ): φ has the variance σ²/Σ (x₂ − x₁)² = σ²/(1 + 4 + 9 + 0).
    const s = working.inverseRoot!.hi;
    expect(s.length).toBe(2);
    expect(s[0]! + s[1]!).toBe(0);
    expect(s[0]! ** 2 * 14).toBeCloseTo(1, 14);
    expect(rank).toMatchObject({ numerical: 2, verdict: 'full' });
  });

  test('as many constraints as coefficients leave nothing to fit', () => {
    const problem: Problem = {
      ...linearProblem({ x: [[1], [2], [4]], y: [1, 2, 3] }),
      constraints: [equation([1, 1], 3), equation([1, -1], 1)],
    };
    const backend = denseBackend();
    const solution = fitSync(problem, { backend });
    expect([...solution.coefficients]).toEqual([2, 1]);
    expect(solution).toMatchObject({
      status: 'converged',
      degreesOfFreedom: 3,
      rank: { numerical: 2, verdict: 'full' },
    });
    expect([...solution.certificate!.digits]).toEqual([15.9, 15.9]);
    expect(solution.working.inverseRoot!.hi.length).toBe(0);
    expect(backend.log.systems).toEqual([]);
  });

  test('make a deficient problem determined', () => {
    const problem: Problem = {
      ...linearProblem({
        x: [
          [1, 1],
          [2, 2],
          [4, 4],
        ],
        y: [1, 3, 4],
        intercept: false,
      }),
      constraints: [equation([1, -1], 0)],
    };
    const { coefficients, status } = fitSync(problem, { backend: denseBackend() });
    // Σ x y ÷ Σ x² = 23/21, in halves.
    expect(status).toBe('converged');
    expect(coefficients[0]).toBe(23 / 42);
    expect(coefficients[1]).toBe(23 / 42);
  });

  test('that leave a deficient problem name the columns of it, and give the shortest solution', () => {
    const x = [
      [1, 1, 3],
      [2, 2, 1],
      [4, 4, 2],
      [3, 3, 3],
    ];
    const problem: Problem = {
      ...linearProblem({ x, y: [1, 3, 4, 2], intercept: false, names: ['a', 'b', 'c'] }),
      constraints: [equation([0, 0, 1], 0.5)],
    };
    const { status, rank, coefficients, degreesOfFreedom } = fitSync(problem, { backend: denseBackend() });
    expect(status).toBe('rank-deficient');
    expect(rank).toMatchObject({ numerical: 2, verdict: 'deficient', dependentColumns: ['a', 'b'] });
    expect(degreesOfFreedom).toBe(3);
    expect(coefficients[0]).toBeCloseTo(coefficients[1]!, 14);
    expect(coefficients[2]).toBe(0.5);
  });

  test('that repeat each other count once', () => {
    const base = linearProblem({
      x: [
        [1, 2],
        [3, 1],
        [2, 5],
      ],
      y: [1, 2, 3],
    });
    const once = fitSync({ ...base, constraints: [equation([0, 0.3, 0.7], 1)] }, { backend: denseBackend() });
    const twice = fitSync(
      { ...base, constraints: [equation([0, 0.3, 0.7], 1), equation([0, -0.6, -1.4], -2), equation([0, 0, 0], 0)] },
      { backend: denseBackend() },
    );
    for (const [j, value] of once.coefficients.entries()) expect(twice.coefficients[j]).toBeCloseTo(value, 14);
  });

  test.each([
    ['contradict each other', [equation([0, 1, 1], 1), equation([0, 2, 2], 3)]],
    ['say 0 = 1', [equation([0, 0, 0], 1)]],
    ['nearly repeat each other', [equation([0, 1, 1], 1), equation([0, 1, 1 + 2 ** -52], 1)]],
  ])('that %s are refused', (_, constraints) => {
    const base = linearProblem({
      x: [
        [1, 2],
        [3, 1],
        [2, 5],
      ],
      y: [1, 2, 3],
    });
    const error = refusal(() => fitSync({ ...base, constraints }, { backend: denseBackend() }));
    expect(error.code).toBe('INCONSISTENT_CONSTRAINTS');
    expect(error.argument).toBe('constraints');
  });

  test('in units of 2^±500', () => {
    const unit = 2 ** 500;
    const x = [
      [1, 2],
      [3, 1],
      [2, 5],
      [4, 4],
    ];
    const fit = (a: number, b: number) =>
      fitSync(
        {
          ...linearProblem({ x: x.map(([v, w]) => [v! * a, w! * b]), y: [1, 2, 3, 5] }),
          constraints: [equation([0, 1 * a, 3 * b], 2)],
        },
        { backend: denseBackend() },
      );
    const plain = fit(1, 1);
    const scaled = fit(unit, 1 / unit);
    expect([...scaled.coefficients]).toEqual([
      plain.coefficients[0],
      plain.coefficients[1]! / unit,
      plain.coefficients[2]! * unit,
    ]);
    expect(scaled.certificate!.digits).toEqual(plain.certificate!.digits);
  });
});

// At the row of weight 0 the line is at 1e310, or, in units of y, where products in double-double overflow.
test.each([1e290, 2 ** 998])('fitted values beyond float64 are told: x = %d', (far) => {
  const problem = linearProblem({ x: [[1], [2], [far]], y: [1e20, 2e20, 0], weights: [1, 1, 0] });
  const { status, warnings, certificate } = fitSync(problem, { backend: denseBackend() });
  expect([status, certificate!.fittedDigits, warnings.length]).toEqual(['converged', 0, 1]);
  expect(warnings[0]).toContain('overflow');
});

test('descent knows nothing of constraints, and both kinds together are refused', () => {
  const base = linearProblem({
    x: [
      [1, 2],
      [3, 1],
      [2, 5],
    ],
    y: [1, 2, 3],
  });
  const constraints = [equation([0, 1, 1], 1)];
  const [backend, optimizer] = [denseBackend(), gradientDescent(0.01)];
  for (const problem of [
    { ...base, constraints },
    { ...base, nonnegative: [1] },
  ]) {
    const refused = refusal(() => fitSync(problem, { backend, optimizer, maxIterations: 1 }));
    expect(refused).toMatchObject({ code: 'UNSUPPORTED', argument: 'optimizer', value: 'gradient-descent' });
  }
  expect(backend.log.systems).toEqual([]);
  expect(refusal(() => fitSync({ ...base, constraints, nonnegative: [1] }, { backend: denseBackend() })).code).toBe(
    'UNSUPPORTED',
  );
});
