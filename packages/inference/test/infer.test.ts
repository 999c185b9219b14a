import { fromFloat64, huber, linearProblem, ridge, type Problem, type Rank, type Solution } from '@wellposed/core';
import { Rational } from '@wellposed/conformance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { infer, type Inference, type ReasonCode } from '../src/index.js';
import { codeOf } from './code-of.js';
import { fTail } from '../src/f-tail.js';
import { exactFit } from './exact-fit.js';
import type { DecimalData } from './exact-statistics.js';
import { expectFigure, expectRoot } from './figures.js';
import { randomData } from './random-data.js';
import { withRoot } from './with-root.js';

const seed = 20261103;
const u = 2 ** -53;

const line: DecimalData = {
  x: [['0'], ['1'], ['2'], ['3'], ['4']],
  y: ['1.5', '2.25', '5', '6.75', '9.5'],
  weights: ['1', '2', '0.5', '1', '4'],
  intercept: true,
};

/** Σ over the rows of a line's data. */
function sums({ x, y, weights }: DecimalData) {
  const rows = y.map((value, i) => ({ x: Number(x[i]![0]), y: Number(value), w: Number(weights?.[i] ?? 1) }));
  return (term: (row: { x: number; y: number; w: number }) => number) => rows.reduce((sum, row) => sum + term(row), 0);
}

/** The code of each undefined key; of the last one told where coefficients differ. */
const codes = ({ reasons }: Inference) =>
  Object.fromEntries(reasons.flatMap(({ quantity, code }) => quantity.split(', ').map((key) => [key, code] as const)));
const all = (keys: readonly string[], code: ReasonCode) => Object.fromEntries(keys.map((key) => [key, code]));
const perCoefficient = ['standardError', 't', 'p', 'interval'];
const perFit = [
  'residualStandardDeviation',
  'adjustedRSquared',
  'anova.residual.meanSquare',
  'anova.f',
  'anova.p',
  'logLikelihood',
  'aic',
  'bic',
];
const theory = [...perCoefficient, ...perFit, 'anova.regression.meanSquare'];
const tests = ['t', 'p', 'anova.f', 'anova.p', 'logLikelihood', 'aic', 'bic'];
const afterAPerfectFit = ['standardError', 'interval', ...tests];

/** No NaN, no infinity anywhere, and a reason for each undefined key. */
function expectSound(inference: Inference): void {
  const check = (key: string, value: unknown, coefficient?: string) => {
    if (value === undefined) {
      const told = inference.reasons.some(
        ({ quantity, coefficients }) =>
          quantity.split(', ').includes(key) && (coefficient === undefined || coefficients?.includes(coefficient)),
      );
      expect(told, `${key} ${coefficient ?? ''} has no reason`).toBe(true);
    } else if (key === 'interval') expect((value as number[]).every(Number.isFinite)).toBe(true);
    else if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  };
  for (const [key, value] of Object.entries(inference)) check(key, value);
  const { regression, residual, total, ...tests } = inference.anova;
  for (const [line, row] of Object.entries({ regression, residual, total })) {
    for (const [key, value] of Object.entries(row)) check(`anova.${line}.${key}`, value);
  }
  for (const [key, value] of Object.entries(tests)) check(`anova.${key}`, value);
  for (const coefficient of inference.coefficients) {
    for (const [key, value] of Object.entries(coefficient)) check(key, value, coefficient.name);
  }
}

describe('a weighted line, against the textbook formulas', () => {
  const { problem, solution } = exactFit(line);
  const sum = sums(line);
  const total = sum(({ w }) => w);
  const meanX = sum(({ w, x }) => w * x) / total;
  const meanY = sum(({ w, y }) => w * y) / total;
  const xx = sum(({ w, x }) => w * (x - meanX) ** 2);
  const yy = sum(({ w, y }) => w * (y - meanY) ** 2);
  const xy = sum(({ w, x, y }) => w * (x - meanX) * (y - meanY));
  const s = Math.sqrt((yy - xy ** 2 / xx) / 3);
  const inference = infer(problem, solution);

  it('has s, R² and standard errors', () => {
    expect(inference.residualStandardDeviation).toBeCloseTo(s, 13);
    expect(inference.rSquared).toBeCloseTo(xy ** 2 / (xx * yy), 13);
    expect(inference.coefficients[0]!.standardError).toBeCloseTo(s * Math.sqrt(1 / total + meanX ** 2 / xx), 13);
    expect(inference.coefficients[1]!.standardError).toBeCloseTo(s / Math.sqrt(xx), 13);
  });

  it('has intervals of the wanted confidence around the estimates', () => {
    // Student's t with 3 degrees of freedom (NIST/SEMATECH e-Handbook, §1.3.6.7.2): 3.182 at 95 %, 5.841 at 99 %.
    for (const [options, quantile, confidence] of [
      [undefined, '3.182', 0.95],
      [{}, '3.182', 0.95],
      [{ confidence: 0.99 }, '5.841', 0.99],
    ] as const) {
      const found = infer(problem, solution, options);
      expect(found.confidence).toBe(confidence);
      for (const { estimate, standardError, interval } of found.coefficients) {
        const [low, high] = interval!;
        expect(((high - low) / 2 / standardError!).toFixed(3)).toBe(quantile);
        expect((low + high) / 2).toBeCloseTo(estimate!, 13);
      }
    }
  });

  it('names the coefficients and counts the degrees of freedom', () => {
    expect(inference.coefficients.map(({ name }) => name)).toEqual(['1', 'x']);
    expect(inference.degreesOfFreedom).toBe(3);
    expect(inference.reasons).toEqual([]);
    expectSound(inference);
  });
});

describe('the speeds and stopping distances of cars, as R prints them', () => {
  // R's data set `cars` (Ezekiel, Methods of Correlation Analysis, 1930); summary, logLik, AIC and BIC of lm(dist ~
  // speed, cars).
  const speed = [
    4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16,
  ].concat([17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25]);
  const distance = [
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54,
  ].concat([32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85]);
  const { problem, solution } = exactFit({
    x: speed.map((value) => [String(value)]),
    y: distance.map(String),
    intercept: true,
  });
  const inference = infer(problem, solution);

  it('has its summary', () => {
    const [intercept, slope] = inference.coefficients;
    expect([intercept!.estimate!.toFixed(4), intercept!.standardError!.toFixed(4)]).toEqual(['-17.5791', '6.7584']);
    expect([slope!.estimate!.toFixed(4), slope!.standardError!.toFixed(4)]).toEqual(['3.9324', '0.4155']);
    expect([intercept!.t!.toFixed(3), slope!.t!.toFixed(3)]).toEqual(['-2.601', '9.464']);
    expect([intercept!.p!.toFixed(4), slope!.p!.toExponential(2)]).toEqual(['0.0123', '1.49e-12']);
    expect(inference.residualStandardDeviation!.toFixed(2)).toBe('15.38');
    expect([inference.rSquared!.toFixed(4), inference.adjustedRSquared!.toFixed(4)]).toEqual(['0.6511', '0.6438']);
    expect([inference.anova.f!.toFixed(2), inference.anova.p!.toExponential(2)]).toEqual(['89.57', '1.49e-12']);
  });

  it('has its log-likelihood, AIC and BIC', () => {
    expect(inference.logLikelihood!.toFixed(4)).toBe('-206.5784');
    expect([inference.aic!.toFixed(4), inference.bic!.toFixed(4)]).toEqual(['419.1569', '424.8929']);
  });
});

describe('laws', () => {
  const decimals = fc.integer({ min: -999, max: 999 }).map((value) => (value / 8).toFixed(3));
  const data = fc.record({
    x: fc.uniqueArray(decimals, { minLength: 3, maxLength: 9 }),
    noise: fc.array(decimals, { minLength: 9, maxLength: 9 }),
    intercept: fc.boolean(),
  });
  const fitOf = ({ x, noise, intercept }: { x: string[]; noise: string[]; intercept: boolean }, shift = 0) =>
    exactFit({ x: x.map((value) => [value]), y: x.map((_, i) => String(Number(noise[i]!) + shift)), intercept });
  const usable = ({ x, noise, intercept }: { x: string[]; noise: string[]; intercept: boolean }) =>
    (intercept || x.some((value) => Number(value) !== 0)) && new Set(noise.slice(0, x.length)).size > 2;
  /** y in units 2^exponent as large. */
  const scaledBy = (problem: Problem, solution: Solution, factor: number) =>
    [
      { ...problem, y: problem.y.map((value) => value * factor), low: {} },
      {
        ...solution,
        coefficients: solution.coefficients.map((value) => value * factor),
        working: {
          ...solution.working,
          theta: {
            hi: solution.working.theta.hi.map((value) => value * factor),
            lo: solution.working.theta.lo.map((value) => value * factor),
          },
        },
      },
    ] as const;

  it(`has every statistic of random weighted fits to the last digits (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomData, (raw) => {
        const { problem, solution, exact } = exactFit(raw);
        const {
          residualSumOfSquares: rss,
          totalSumOfSquares: total,
          degreesOfFreedom: degrees,
          observations: n,
        } = exact;
        fc.pre(!rss.isZero && !total.isZero);
        const inference = infer(problem, solution);
        expect(inference.reasons).toEqual([]);
        expectSound(inference);
        const [integer, intercept] = [(value: number) => new Rational(BigInt(value)), Number(raw.intercept)];
        const variance = rss.over(integer(degrees));
        const { anova } = inference;
        expectRoot(inference.residualStandardDeviation, variance);
        inference.coefficients.forEach(({ standardError }, j) => {
          expectRoot(standardError, variance.times(exact.inverse[j]![j]!));
        });
        const explained = total.minus(rss);
        const [modelDegrees, totalDegrees] = [n - degrees - intercept, n - intercept];
        const adjusted = variance.over(total.over(integer(totalDegrees)));
        expectFigure(inference.rSquared, explained.over(total), 2, 1);
        expectFigure(inference.adjustedRSquared, integer(1).minus(adjusted), 2, 1 + adjusted.toNumber());
        expectFigure(anova.regression.sumOfSquares, explained, 2, total.toNumber());
        expectFigure(anova.regression.meanSquare, explained.over(integer(modelDegrees)), 2, total.toNumber());
        expectFigure(anova.residual.sumOfSquares, rss);
        expectFigure(anova.residual.meanSquare, variance);
        expectFigure(anova.total.sumOfSquares, total);
        expectFigure(anova.total.meanSquare, total.over(integer(totalDegrees)));
        expectFigure(anova.f, explained.over(integer(modelDegrees)).over(variance), 2, anova.f);
        expect(anova.p).toBe(fTail(anova.f!, modelDegrees, degrees));
        expect([anova.regression, anova.residual, anova.total].map((row) => row.degreesOfFreedom)).toEqual([
          modelDegrees,
          degrees,
          totalDegrees,
        ]);
        // The terms of ln L as R adds them, each with an error of u times its size.
        const weights = (raw.weights ?? raw.y.map(() => '1')).map(Number).filter((weight) => weight > 0);
        const logs = weights.map(Math.log);
        const logRss = Math.log(rss.toNumber());
        const expected =
          (logs.reduce((sum, value) => sum + value, 0) - n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + logRss)) / 2;
        const size = logs.reduce((sum, value) => sum + Math.abs(value), 0) + n * (4 + Math.log(n) + Math.abs(logRss));
        expect(Math.abs(inference.logLikelihood! - expected)).toBeLessThan(8 * u * size);
        const parameters = n - degrees + 1;
        expect(Math.abs(inference.aic! - (2 * parameters - 2 * expected))).toBeLessThan(16 * u * size);
        expect(Math.abs(inference.bic! - (Math.log(n) * parameters - 2 * expected))).toBeLessThan(16 * u * size);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('follows the units of y bit for bit, even where squares overflow or underflow', () => {
    fc.assert(
      fc.property(data.filter(usable), fc.constantFrom(-700, -300, -3, 5, 400, 900), (raw, exponent) => {
        const { problem, solution } = fitOf(raw);
        const factor = 2 ** exponent;
        const before = infer(problem, solution);
        const after = infer(...scaledBy(problem, solution, factor));
        expect(after.rSquared).toBe(before.rSquared);
        expect(after.residualStandardDeviation).toBe(before.residualStandardDeviation! * factor);
        after.coefficients.forEach(({ standardError, t, p, interval }, j) => {
          const old = before.coefficients[j]!;
          expect([standardError, t, p]).toEqual([old.standardError! * factor, old.t, old.p]);
          expect(interval).toEqual(old.interval?.map((end) => end * factor));
          expect(after.anova.f).toBe(before.anova.f);
          expect(after.adjustedRSquared).toBe(before.adjustedRSquared);
        });
      }),
      { seed, numRuns: 100 },
    );
  });

  it('takes weights as relative: times 4ᵏ leaves all but s, which goes with 2ᵏ', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), (exponent) => {
        const { problem, solution } = exactFit(line);
        const factor = 4 ** exponent;
        const before = infer(problem, solution);
        const after = infer(
          { ...problem, weights: problem.weights!.map((weight) => weight * factor) },
          withRoot(solution, (value) => value / 2 ** exponent),
        );
        expect(after.residualStandardDeviation).toBe(before.residualStandardDeviation! * 2 ** exponent);
        const same = { residualStandardDeviation: 0, anova: null };
        expect({ ...after, ...same }).toEqual({ ...before, ...same });
        expect([after.anova.f, after.anova.p]).toEqual([before.anova.f, before.anova.p]);
        expect(after.anova.total.sumOfSquares).toBe(before.anova.total.sumOfSquares! * factor);
      }),
      { seed, numRuns: 50 },
    );
  });

  it('does not count rows of weight zero, whatever they hold', () => {
    const dropped = exactFit(line);
    const kept = exactFit({
      ...line,
      x: [['7'], ...line.x],
      y: ['1000000', ...line.y],
      weights: ['0', ...line.weights!],
    });
    expect(infer(kept.problem, kept.solution)).toEqual(infer(dropped.problem, dropped.solution));
  });

  it('has the same R² after a large shift of y, with an intercept', () => {
    fc.assert(
      fc.property(data.filter(usable), (raw) => {
        const plain = fitOf({ ...raw, intercept: true });
        const shifted = fitOf({ ...raw, intercept: true }, 2 ** 44);
        const before = infer(plain.problem, plain.solution).rSquared!;
        // The shifted data are exact in float64; 1 − q is formed from q = RSS/T, with a few roundings.
        expect(Math.abs(infer(shifted.problem, shifted.solution).rSquared! - before)).toBeLessThanOrEqual(16 * u);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('measures R² from zero without an intercept', () => {
    const { problem, solution } = exactFit({ ...line, intercept: false });
    const sum = sums(line);
    const expected =
      sum(({ w, x, y }) => w * x * y) ** 2 / (sum(({ w, x }) => w * x * x) * sum(({ w, y }) => w * y * y));
    expect(infer(problem, solution).rSquared).toBeCloseTo(expected, 14);
  });
});

describe('what is undefined has a reason', () => {
  const { problem, solution } = exactFit(line);
  const expectReason = (inference: Inference, expected: Record<string, ReasonCode>) => {
    expect(codes(inference)).toEqual(expected);
    expectSound(inference);
  };

  it('no degrees of freedom', () => {
    const two = exactFit({ ...line, x: [['0'], ['1']], y: ['1', '3'], weights: ['1', '1'] });
    const inference = infer(two.problem, two.solution);
    expectReason(inference, all([...perCoefficient, ...perFit], 'NO_DEGREES_OF_FREEDOM'));
    expect(inference.rSquared).toBe(1);
    expect(inference.anova.regression).toEqual({ degreesOfFreedom: 1, sumOfSquares: 2, meanSquare: 2 });
    expect(inference.coefficients.map(({ estimate }) => estimate)).toEqual([1, 2]);
  });

  it('a single observation', () => {
    const one = exactFit({ x: [[]], y: ['3'], intercept: true });
    const inference = infer(one.problem, one.solution);
    expectReason(inference, {
      ...all([...perCoefficient, ...perFit, 'anova.total.meanSquare'], 'NO_DEGREES_OF_FREEDOM'),
      ...all(['anova.regression.meanSquare', 'anova.f', 'anova.p'], 'NO_REGRESSORS'),
      ...all(['rSquared', 'rSquaredAboutMean'], 'CONSTANT_RESPONSE'),
    });
  });

  it('no regressors beside the intercept', () => {
    const mean = exactFit({ x: [[], [], []], y: ['1', '2', '6'], intercept: true });
    const inference = infer(mean.problem, mean.solution);
    expectReason(inference, all(['anova.regression.meanSquare', 'anova.f', 'anova.p'], 'NO_REGRESSORS'));
    expect(inference.anova.regression).toMatchObject({ degreesOfFreedom: 0, sumOfSquares: 0 });
    // The standard error of a mean: s/√n with s² = 14/2.
    expect(Math.abs(inference.coefficients[0]!.standardError! / Math.sqrt(7 / 3) - 1)).toBeLessThan(4 * u);
    expect([inference.rSquared, inference.adjustedRSquared]).toEqual([0, 0]);
  });

  it('no factorisation at hand', () => {
    const { model, theta } = solution.working;
    const inference = infer(problem, { ...solution, working: { model, theta } });
    expectReason(inference, all(perCoefficient, 'NO_FACTORIZATION'));
    expect(inference.residualStandardDeviation).toBeDefined();
    expect(inference.reasons[0]!.coefficients).toEqual(['1', 'x']);
    expect(inference.reasons[0]!.reason).not.toContain('(1, x)');
  });

  it('another loss, a penalty, or bounds', () => {
    const robust = { ...problem, loss: huber({ delta: 1, reduction: 'sum' }) };
    expectReason(infer(robust, solution), all(theory, 'NOT_LEAST_SQUARES'));
    expectReason(infer({ ...problem, penalty: ridge(1) }, solution), all(theory, 'PENALIZED'));
    expectReason(infer({ ...problem, nonnegative: [1] }, solution), all(theory, 'INEQUALITY_CONSTRAINTS'));
    expect(infer({ ...problem, nonnegative: [] }, solution)).toEqual(infer(problem, solution));
  });

  it.each(['stalled', 'diverged', 'max-iterations', 'precision-exhausted', 'aborted'] as const)(
    'a fit that ended as %s',
    (status) => {
      const inference = infer(problem, { ...solution, status });
      expectReason(inference, all(theory, 'NOT_AT_THE_MINIMUM'));
      expect(inference.rSquared).toBeDefined();
    },
  );

  it('coefficients of dependent columns in a rank-deficient fit, and only they', () => {
    // y = θ₁ + θ₂ a + θ₃ b + θ₄ c with b = 2a: S Sᵀ from the columns 1, a, c, zero in the row of b.
    const reduced = exactFit({
      x: [
        ['0', '1'],
        ['1', '0'],
        ['2', '2'],
        ['3', '-1'],
        ['4', '0'],
      ],
      y: ['1.5', '2.25', '5', '6.75', '9.5'],
      intercept: true,
    });
    const { hi } = reduced.solution.working.inverseRoot!;
    const [s1, s2, s3] = [0, 1, 2].map((j) => hi.subarray(3 * j, 3 * j + 3));
    const deficient = linearProblem({
      x: Array.from(reduced.problem.y.keys(), (i) => {
        const [a, c] = reduced.problem.x.subarray(2 * i, 2 * i + 2);
        return [a!, 2 * a!, c!];
      }),
      y: reduced.problem.y,
      names: ['a', 'b', 'c'],
    });
    const [t1, t2, t3] = reduced.solution.coefficients;
    const coefficients = Float64Array.of(t1!, t2! / 5, (2 * t2!) / 5, t3!);
    const rank: Rank = {
      numerical: 3,
      threshold: 1e-15,
      verdict: 'deficient',
      dependentColumns: ['a', 'b'],
    };
    const found: Solution = {
      ...reduced.solution,
      status: 'rank-deficient',
      names: ['1', 'a', 'b', 'c'],
      coefficients,
      rank,
      working: {
        model: deficient.model,
        theta: fromFloat64(coefficients),
        inverseRoot: fromFloat64(Float64Array.of(...s1!, ...s2!, 0, 0, 0, ...s3!)),
      },
    };
    const inference = infer(deficient, found);
    expectReason(inference, all(perCoefficient, 'NOT_ESTIMABLE'));
    expect(inference.reasons[0]!.coefficients).toEqual(['a', 'b']);
    expect(inference.reasons[0]!.reason).toContain('(a, b)');
    const full = infer(reduced.problem, reduced.solution);
    expect(inference.coefficients[0]).toEqual(full.coefficients[0]);
    expect(inference.coefficients[3]).toEqual({ ...full.coefficients[2]!, name: 'c' });
    expect(inference.anova).toEqual(full.anova);
    expect([inference.aic, inference.bic]).toEqual([full.aic, full.bic]);

    // Told in the names of another basis, or not told: nothing is known to be determined.
    for (const dependentColumns of [['T1(x)', 'T2(x)'], []]) {
      const untold = infer(deficient, { ...found, rank: { ...rank, dependentColumns } });
      expectReason(untold, all(perCoefficient, 'NOT_ESTIMABLE'));
      expect(untold.reasons[0]!.coefficients).toEqual(['1', 'a', 'b', 'c']);
    }

    // Nearly dependent columns are determined all the same.
    const near = infer(reduced.problem, {
      ...reduced.solution,
      rank: { ...rank, verdict: 'nearly-deficient', dependentColumns: ['x1'] },
    });
    expect(near).toEqual(full);
  });

  it('all that takes the residuals of a perfect fit for noise', () => {
    const exact = exactFit({ ...line, y: ['1', '3', '5', '7', '9'] });
    const inference = infer(exact.problem, exact.solution);
    expectReason(inference, all(afterAPerfectFit, 'PERFECT_FIT'));
    expect(inference).toMatchObject({ perfectFit: true, residualStandardDeviation: 0, rSquared: 1 });
    expect(inference.anova.residual).toMatchObject({ sumOfSquares: 0, meanSquare: 0 });
    const reported = infer(exact.problem, exact.solution, { perfectFit: 'report' });
    expectReason(reported, all(tests, 'RESIDUALS_ARE_ROUNDING'));
    expect(reported.coefficients[1]).toMatchObject({ standardError: 0, interval: [2, 2] });
  });

  it('the same when only rounding is left of the residuals, and not for the least that is more', () => {
    // Thirds are no binary fractions: their low halves are rounded, and the residuals with them.
    const y = ['1', '2', '3', '4', '5'].map((digit) => `0.${digit.repeat(60)}`);
    const x = ['1', '2', '3', '4', '5'].map((digit) => [`0.${digit.repeat(60)}`]);
    const rounded = exactFit({ x, y, intercept: true });
    expectReason(infer(rounded.problem, rounded.solution), all(afterAPerfectFit, 'PERFECT_FIT'));
    const report = { perfectFit: 'report' } as const;
    expectReason(infer(rounded.problem, rounded.solution, report), all(tests, 'RESIDUALS_ARE_ROUNDING'));
    const moved = exactFit({ x, y: [...y.slice(0, 4), `${y[4]!.slice(0, 20)}7`], intercept: true });
    expectReason(infer(moved.problem, moved.solution), {});
  });

  it('a fit that is not far enough from its solution: what is left is no noise', () => {
    const { model, theta, inverseRoot } = solution.working;
    const off = (share: number) => fromFloat64(theta.hi.map((value) => value * (1 + share)));
    const near = infer(problem, { ...solution, working: { ...solution.working, theta: off(1e-6) } });
    expectReason(near, {});
    const far = infer(problem, { ...solution, working: { ...solution.working, theta: off(1e-2) } });
    expectReason(
      far,
      all([...perCoefficient, 'anova.f', 'anova.p', 'logLikelihood', 'aic', 'bic'], 'NOT_AT_THE_MINIMUM'),
    );
    // What describes the coefficients as they are stays, and is theirs.
    const residuals = problem.y.map((y, i) => y - off(1e-2).hi[0]! - off(1e-2).hi[1]! * problem.x[i]!);
    const sum = residuals.reduce((total, value, i) => total + problem.weights![i]! * value ** 2, 0);
    expect(far.anova.residual.sumOfSquares! / sum).toBeCloseTo(1, 12);
    expect(far.residualStandardDeviation! ** 2 / (sum / 3)).toBeCloseTo(1, 12);
    // The same without a factorisation, as far as the columns tell.
    const working = { model, theta: off(1e-2) };
    expect(codes(infer(problem, { ...solution, working }))).toMatchObject(
      all(['anova.f', 'aic'], 'NOT_AT_THE_MINIMUM'),
    );
    expect(inverseRoot).toBeDefined();
  });

  it('a perfect fit that was solved in float64 only', () => {
    const { problem: exact, solution: solved } = exactFit({ ...line, y: ['1', '3', '5', '7', '9'] });
    const { hi } = solved.working.theta;
    const off = { hi, lo: hi.map((value) => (value * u) / 2) };
    const inference = infer(exact, { ...solved, working: { ...solved.working, theta: off } });
    expectReason(inference, all(afterAPerfectFit, 'PERFECT_FIT'));
    const worse = fromFloat64(solved.working.theta.hi.map((value) => value * (1 + 2 ** 20 * u)));
    const unconverged = infer(exact, { ...solved, working: { ...solved.working, theta: worse } });
    expectReason(unconverged, all(afterAPerfectFit, 'NOT_AT_THE_MINIMUM'));
  });

  it('R² and F of a y that does not vary', () => {
    // 0.1 is no dyadic number: a rounded mean of it would differ from it.
    const flat = exactFit({ ...line, y: ['0.1', '0.1', '0.1', '0.1', '0.1'] });
    const inference = infer(flat.problem, flat.solution);
    expectReason(inference, {
      ...all(afterAPerfectFit, 'PERFECT_FIT'),
      ...all(['rSquared', 'rSquaredAboutMean', 'adjustedRSquared', 'anova.f', 'anova.p'], 'CONSTANT_RESPONSE'),
    });
    expect(inference.anova.total.sumOfSquares).toBe(0);
    expect(inference.anova.regression.sumOfSquares).toBe(0);
    const zero = exactFit({ ...line, y: ['0', '0', '0', '0', '0'], intercept: false });
    expect(codes(infer(zero.problem, zero.solution))['rSquared']).toBe('CONSTANT_RESPONSE');
    const through = exactFit({ ...line, y: ['2', '2', '2', '2', '2'], intercept: false });
    expect(infer(through.problem, through.solution).rSquared).toBeDefined();
    const hidden = exactFit({ ...line, y: ['7', '2', '2', '2', '2'], weights: ['0', '1', '1', '1', '1'] });
    expect(codes(infer(hidden.problem, hidden.solution))['rSquared']).toBe('CONSTANT_RESPONSE');
  });

  it('what is not finite', () => {
    const nothing = new Float64Array(2).fill(NaN);
    const lost = { ...solution.working, theta: fromFloat64(nothing) };
    const inference = infer(problem, {
      ...solution,
      status: 'precision-exhausted',
      coefficients: nothing,
      working: lost,
    });
    expectReason(inference, {
      ...all(theory, 'NOT_AT_THE_MINIMUM'),
      ...all(['rSquared', 'rSquaredAboutMean', 'rSquaredAboutZero'], 'OUT_OF_RANGE'),
      ...all(['anova.regression.sumOfSquares', 'anova.residual.sumOfSquares'], 'OUT_OF_RANGE'),
      estimate: 'NO_ESTIMATE',
    });
    expectReason(infer(problem, { ...solution, coefficients: nothing }), {
      ...all(['estimate', 't', 'p', 'interval'], 'NO_ESTIMATE'),
    });
    // Sums of squares beyond float64's range, of data within it.
    const factor = 2 ** 600;
    const { hi } = solution.working.theta;
    const huge = infer(
      { ...problem, y: problem.y.map((value) => value * factor), low: {} },
      { ...solution, working: { ...solution.working, theta: fromFloat64(hi.map((value) => value * factor)) } },
    );
    const sums = ['regression', 'residual', 'total'].flatMap((row) =>
      ['sumOfSquares', 'meanSquare'].map((key) => `anova.${row}.${key}`),
    );
    expectReason(huge, all(sums, 'OUT_OF_RANGE'));
  });

  it('a factorisation that is too rough', () => {
    for (const change of [() => 0, () => NaN, () => Infinity, () => 1, (value: number) => value * 1e-320]) {
      const inference = infer(problem, withRoot(solution, change));
      expectReason(inference, all(perCoefficient, 'PRECISION_EXHAUSTED'));
      expect(inference.aic).toBeCloseTo(infer(problem, solution).aic!, 10);
    }
    // A factor that is wrong by any power of two is as good as the right one.
    const scaled = infer(
      problem,
      withRoot(solution, (value) => value * 2 ** 300),
    );
    expect(scaled).toEqual(infer(problem, solution));
  });
});

describe('equality constraints', () => {
  // The line through the origin as a line with an intercept that is bound to 0, and as one without.
  const bound = exactFit({ ...line, intercept: false });
  const { problem } = exactFit(line);
  const through = (constraints: Problem['constraints'], value = 0) => {
    const { working, coefficients } = bound.solution;
    const root = working.inverseRoot!.hi[0]!;
    const slope = coefficients[0]!;
    return infer(
      { ...problem, ...(constraints && { constraints }) },
      {
        ...bound.solution,
        coefficients: Float64Array.of(value, slope),
        names: ['1', 'x'],
        working: {
          model: problem.model,
          theta: fromFloat64(Float64Array.of(value, slope)),
          inverseRoot: fromFloat64(Float64Array.of(0, root)),
        },
      },
    );
  };
  const one = (value: number) => fromFloat64(Float64Array.of(value));
  const free = infer(bound.problem, bound.solution);

  it('give standard errors of the constrained estimates', () => {
    const inference = through([{ at: one(0), derivative: 0, value: one(0) }]);
    expect(inference.degreesOfFreedom).toBe(4);
    expect(inference.coefficients[0]!.standardError).toBe(0);
    expect(inference.coefficients[1]).toEqual({ ...free.coefficients[0]!, name: 'x' });
    expect(inference.residualStandardDeviation).toBe(free.residualStandardDeviation);
  });

  it.each([
    ['a value of the curve', { at: one(0), derivative: 0, value: one(0) }],
    ['the intercept', { coefficients: fromFloat64(Float64Array.of(1, 0)), value: one(0) }],
  ] as const)('that bind %s at 0 leave the line through the origin, with its R² and F', (_, constraint) => {
    const inference = through([constraint]);
    expect(codes(inference)).toEqual(all(['t', 'p'], 'FIXED_BY_CONSTRAINTS'));
    expect([inference.anova, inference.rSquared, inference.rSquaredAbout]).toEqual([free.anova, free.rSquared, 'zero']);
    expectSound(inference);
  });

  it('exclude the zero model when they bind the curve elsewhere: no F', () => {
    const inference = through([{ at: one(0), derivative: 0, value: one(3) }], 3);
    expect(codes(inference)).toMatchObject(
      all(['anova.regression.meanSquare', 'anova.f', 'anova.p', 'adjustedRSquared'], 'EQUALITY_CONSTRAINTS'),
    );
    expect(inference.rSquaredAbout).toBe('zero');
    expectSound(inference);
  });

  it('leave F when they bind the other coefficients at 0', () => {
    const data: DecimalData = { ...line, degree: 2, weights: ['1', '1', '1', '1', '1'] };
    const straight = exactFit({ ...data, degree: 1 });
    const { solution } = straight;
    const { hi } = solution.working.inverseRoot!;
    const bent = { ...exactFit(data).problem };
    const inference = infer(
      { ...bent, constraints: [{ coefficients: fromFloat64(Float64Array.of(0, 0, 1)), value: one(0) }] },
      {
        ...solution,
        coefficients: Float64Array.of(...solution.coefficients, 0),
        names: ['1', 'x', 'x^2'],
        working: {
          model: bent.model,
          theta: fromFloat64(Float64Array.of(...solution.working.theta.hi, 0)),
          inverseRoot: fromFloat64(Float64Array.of(...hi, 0, 0)),
        },
      },
    );
    expect(inference.anova).toEqual(infer(straight.problem, solution).anova);
  });
});

describe('misuse', () => {
  const { problem, solution } = exactFit(line);

  it.each([0, 1, -1, 95, NaN, Infinity, '0.95'])('refuses the confidence %s', (confidence) => {
    expect(codeOf(() => infer(problem, solution, { confidence: confidence as number }))).toBe('INVALID_OPTION');
  });

  it.each([
    ['residuals', { residuals: new Float64Array(4) }],
    ['names', { names: ['1'] }],
    ['coefficients', { coefficients: new Float64Array(3) }],
    ['theta', { working: { ...solution.working, theta: fromFloat64(new Float64Array(3)) } }],
    ['model', { working: { ...solution.working, model: { ...problem.model, intercept: false } } }],
    ['inverseRoot', { working: { ...solution.working, inverseRoot: fromFloat64(new Float64Array(3)) } }],
    ['changeOfBasis', { working: { ...solution.working, changeOfBasis: fromFloat64(new Float64Array(3)) } }],
    ['degreesOfFreedom', { degreesOfFreedom: 4 }],
  ])('refuses a solution of another problem: %s', (_, change) => {
    expect(codeOf(() => infer(problem, { ...solution, ...change }))).toBe('SHAPE_MISMATCH');
  });

  it('refuses weights of another length', () => {
    expect(codeOf(() => infer({ ...problem, weights: new Float64Array(2) }, solution))).toBe('SHAPE_MISMATCH');
  });

  it('changes neither problem nor solution', () => {
    const before = structuredClone({ y: problem.y, weights: problem.weights, residuals: solution.residuals });
    infer(problem, solution);
    expect({ y: problem.y, weights: problem.weights, residuals: solution.residuals }).toEqual(before);
  });
});
