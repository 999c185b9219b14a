import { reference } from '@wellposed/backend-reference';
import { filip, norris, type ReferenceSet, referenceSets, wampler1, wampler4 } from '@wellposed/conformance';
import { type Backend, fitSync, monomial, ridge, type SolverName } from '@wellposed/core';
import { describe, expect, it, vi } from 'vitest';
import { type DegreeCandidate, infer, influence, selectDegree, selectDegreeSync } from '../src/index.js';
import { fTail } from '../src/f-tail.js';
import { codeOf } from './code-of.js';
import { exactStatistics, refits } from './exact-statistics.js';
import { u } from './figures.js';

const backend = reference;
const numbers = ({ x, y }: ReferenceSet) => ({ x: x.map(([value]) => Number(value)), y: y.map(Number) });
const column = (candidates: readonly DegreeCandidate[], key: 'loo' | 'aic' | 'bic' | 'f' | 'p' | 'value') =>
  candidates.map((candidate) => candidate[key]);

/** A parabola with small, fixed deviations: dyadic, so that the exact oracle reads the same numbers. */
const deviations = [3, -5, 2, 7, -6, 1, -4, 5, -2, -1, 4, -3];
const parabola = {
  x: deviations.map((_, i) => i / 4 - 1),
  y: deviations.map((deviation, i) => 2 - (i / 4 - 1) + 3 * (i / 4 - 1) ** 2 + deviation / 64),
};

describe('a signal', () => {
  const options = { ...parabola, maxDegree: 6, criterion: 'loo', backend } as const;

  it('that is aborted already is refused before the backend is asked for anything', async () => {
    const open = vi.fn(reference.open);
    const signal = AbortSignal.abort();
    const refused = { code: 'ABORTED' };
    await expect(selectDegree({ ...options, signal, backend: { ...reference, open } })).rejects.toMatchObject(refused);
    expect(() => selectDegreeSync({ ...options, signal, backend: { ...reference, open } })).toThrow(
      'stopped on request',
    );
    expect(open).not.toHaveBeenCalled();
  });

  it('stops between two candidates, and none is opened after it', async () => {
    const controller = new AbortController();
    const open = vi.fn((system: Parameters<typeof reference.open>[0]) => {
      if (open.mock.calls.length === 3) controller.abort('enough');
      return reference.open(system);
    });
    const { signal } = controller;
    const chosen = selectDegree({ ...options, signal, backend: { ...reference, open } });
    await expect(chosen).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
    expect(open).toHaveBeenCalledTimes(3);
    expect((await selectDegree({ ...options, signal: new AbortController().signal })).chosen).toBe(2);
  });
});

describe('a parabola with noise', () => {
  it.each(['loo', 'aic', 'bic', 'f'] as const)('is found by %s', (criterion) => {
    const found = selectDegreeSync({ ...parabola, maxDegree: 6, criterion, backend });
    expect(found.chosen).toBe(2);
    expect(found.candidates.map(({ degree }) => degree)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(found.criterion).toBe(criterion);
    expect(found.level).toBe(criterion === 'f' ? 0.05 : undefined);
    expect(column(found.candidates, 'value')).toEqual(column(found.candidates, criterion === 'f' ? 'p' : criterion));
    expect(found.candidates.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toEqual(['NO_REGRESSORS']);
  });

  it('has every criterion of every degree, from exact refits without each row', () => {
    const text = { x: parabola.x.map((value) => [String(value)]), y: parabola.y.map(String), intercept: true };
    const { candidates } = selectDegreeSync({ ...parabola, maxDegree: 4, criterion: 'f', backend });
    const n = parabola.y.length;
    const exact = candidates.map(({ degree }) => exactStatistics({ ...text, degree }));
    candidates.forEach((candidate, k) => {
      const { degree, residualSumOfSquares, loo, aic, bic, f, p, degreesOfFreedom } = candidate;
      const rss = exact[k]!.residualSumOfSquares.toNumber();
      expect(degreesOfFreedom).toBe(n - degree - 1);
      expect(Math.abs(residualSumOfSquares! / rss - 1)).toBeLessThan(4 * u);
      const press = refits({ ...text, degree }).reduce((sum, fit, i) => sum + fit.residuals[i]!.toNumber() ** 2, 0);
      // n squares of rounded numbers, summed in float64.
      expect(Math.abs(loo! / Math.sqrt(press / n) - 1)).toBeLessThan(2 * n * u);
      // −2 ln L = n (ln 2π + 1 + ln(RSS/n)); sizes of the terms times u.
      const deviance = n * (Math.log(2 * Math.PI) + 1 + Math.log(rss / n));
      const tolerance = 8 * u * n * (4 + Math.abs(Math.log(rss / n)));
      expect(Math.abs(aic! - (deviance + 2 * (degree + 2)))).toBeLessThan(tolerance);
      expect(Math.abs(bic! - (deviance + Math.log(n) * (degree + 2)))).toBeLessThan(tolerance);
      if (k === 0) {
        expect([f, p]).toEqual([undefined, undefined]);
        return;
      }
      const gain = exact[k - 1]!.residualSumOfSquares.minus(exact[k]!.residualSumOfSquares).toNumber();
      expect(Math.abs(f! / ((gain / rss) * degreesOfFreedom) - 1)).toBeLessThan(6 * u);
      expect(p).toBe(fTail(f!, 1, degreesOfFreedom));
    });
  });

  it('agrees with infer and influence of each fit', () => {
    const weights = deviations.map((_, i) => 1 + (i % 3));
    const { candidates } = selectDegreeSync({ ...parabola, weights, maxDegree: 3, criterion: 'loo', backend });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const { problem, solution, aic, bic, loo } of candidates) {
      expect(solution.coefficients).toEqual(fitSync(problem, { backend }).coefficients);
      expect({ aic, bic }).toMatchObject({ aic: infer(problem, solution).aic, bic: infer(problem, solution).bic });
      expect(Math.abs(loo! / Math.sqrt(influence(problem, solution).press! / total) - 1)).toBeLessThan(6 * u);
    }
  });

  it('gives the same with promises, from a backend that answers later', async () => {
    const { chosen, candidates } = await selectDegree({
      ...parabola,
      maxDegree: 3,
      criterion: 'bic',
      backend: later(reference),
    });
    const now = selectDegreeSync({ ...parabola, maxDegree: 3, criterion: 'bic', backend });
    expect([chosen, column(candidates, 'bic')]).toEqual([now.chosen, column(now.candidates, 'bic')]);
  });

  it('passes on solver, refinement, basis and intercept', () => {
    const { candidates } = selectDegreeSync({
      ...parabola,
      degrees: [2],
      criterion: 'aic',
      backend,
      solver: 'svd',
      refine: false,
      basis: 'chebyshev',
    });
    expect(candidates[0]!.solution).toMatchObject({ solver: 'svd', certificate: { refinementSteps: 0 } });
    expect(candidates[0]!.solution.names).toEqual(['1', 'T1(x)', 'T2(x)']);
    const through = selectDegreeSync({ ...parabola, maxDegree: 2, criterion: 'aic', backend, intercept: false });
    expect(through.candidates.map(({ degree }) => degree)).toEqual([1, 2]);
  });

  it('takes degrees in any order, once each, and steps over those left out', () => {
    const { candidates, chosen } = selectDegreeSync({ ...parabola, degrees: [4, 1, 4, 2], criterion: 'f', backend });
    expect(candidates.map(({ degree }) => degree)).toEqual([1, 2, 4]);
    expect(chosen).toBe(2);
    // From 2 to 4 two terms are tested at once.
    const [, two, four] = candidates;
    const gain = (two!.residualSumOfSquares! - four!.residualSumOfSquares!) / 2;
    expect(four!.f! / (gain / (four!.residualSumOfSquares! / 7))).toBeCloseTo(1, 10);
    expect(four!.p).toBe(fTail(four!.f!, 2, 7));
  });
});

describe('the sequential F test', () => {
  it('does not give an even function up at its odd terms', () => {
    const x = [-3, -2, -1, 0, 1, 2, 3, -3, -2, -1, 0, 1, 2, 3];
    const y = x.map((value, i) => value ** 4 + [1, -2, 1, 0, 2, -1, -1][i % 7]! / 8);
    const { chosen, candidates } = selectDegreeSync({ x, y, maxDegree: 5, criterion: 'f', backend });
    expect(candidates[1]!.p).toBeGreaterThan(0.05);
    expect(candidates[3]!.p).toBeGreaterThan(0.05);
    expect(chosen).toBe(4);
  });

  it('finds F = 0, never less, where a term explains nothing but for rounding', () => {
    const x = [-3, -2, -1, 0, 1, 2, 3];
    for (let k = 1; k <= 20; k++) {
      const y = x.map((value) => (k * value ** 2 + (value % 2)) / 7 + 1 / (3 + value ** 2));
      const even = y.map((value, i) => (value + y[6 - i]!) / 2);
      const [, line] = selectDegreeSync({ x, y: even, maxDegree: 1, criterion: 'f', backend }).candidates;
      expect(line!.f).toBeGreaterThanOrEqual(0);
      expect(line!.f).toBeLessThan(2 ** -90);
      expect(line!.p).toBeGreaterThan(1 - 1e-12);
      const { anova, rSquared } = infer(line!.problem, line!.solution);
      expect([anova.f! >= 0, anova.regression.sumOfSquares! >= 0, rSquared! >= 0]).toEqual([true, true, true]);
    }
  });

  it('falls back on the lowest degree when no term is significant, or there is nothing to test', () => {
    const noise = { x: parabola.x, y: deviations };
    expect(selectDegreeSync({ ...noise, maxDegree: 3, criterion: 'f', level: 1e-6, backend }).chosen).toBe(0);
    expect(selectDegreeSync({ ...parabola, degrees: [3], criterion: 'f', backend }).chosen).toBe(3);
  });

  it('follows its level', () => {
    const at = (level: number) => selectDegreeSync({ ...parabola, maxDegree: 5, criterion: 'f', level, backend });
    const { candidates } = at(0.5);
    const significant = candidates.filter(({ p }) => p !== undefined && p < 0.5).map(({ degree }) => degree);
    expect(at(0.5).chosen).toBe(Math.max(...significant));
    expect(at(1e-30).chosen).toBe(0);
  });
});

describe('NIST sets', () => {
  it('finds the degree of a calibration line, and of Filip among all up to 10', () => {
    expect(selectDegreeSync({ ...numbers(norris), maxDegree: 3, criterion: 'bic', backend }).chosen).toBe(1);
    expect(selectDegreeSync({ ...numbers(filip), maxDegree: 10, criterion: 'loo', backend }).chosen).toBe(10);
  });

  it('chooses the lowest perfect fit, whatever the criterion', () => {
    for (const criterion of ['loo', 'aic', 'bic', 'f'] as const) {
      const { chosen, candidates } = selectDegreeSync({ ...numbers(wampler1), maxDegree: 8, criterion, backend });
      expect(chosen).toBe(5);
      expect(candidates.map(({ aic }) => aic !== undefined)).toEqual([
        true,
        true,
        true,
        true,
        true,
        ...[6, 7, 8, 9].map(() => false),
      ]);
      const codes = candidates[6]!.reasons.map(({ quantity, code }) => [quantity, code]);
      expect(codes).toContainEqual([criterion === 'loo' ? 'aic, bic, f, p' : 'aic, bic, f, p, value', 'PERFECT_FIT']);
    }
    // Wampler4 has the same curve, with noise as large as the curve.
    expect(selectDegreeSync({ ...numbers(wampler4), maxDegree: 8, criterion: 'bic', backend }).chosen).not.toBe(8);
    expect(referenceSets).toContain(wampler4);
  });
});

describe('a perfect fit', () => {
  it.each(['loo', 'aic', 'bic', 'f'] as const)(
    'of 0.1 x, rounded, is a line by %s, and no higher degree',
    (criterion) => {
      const x = Array.from({ length: 30 }, (_, i) => i + 1);
      const y = x.map((value) => 0.1 * value);
      const found = selectDegreeSync({ x, y, maxDegree: 8, criterion, backend });
      expect(found.chosen).toBe(1);
      expect(found.candidates.map(({ aic }) => aic !== undefined)).toEqual([
        true,
        ...new Array<boolean>(8).fill(false),
      ]);
      // On demand the criteria are what they are.
      const reported = selectDegreeSync({ x, y, maxDegree: 8, criterion, backend, perfectFit: 'report' });
      expect(reported.chosen).toBe(1);
      expect(reported.candidates.every(({ aic }) => aic !== undefined)).toBe(true);
    },
  );
});

describe('candidates that are left out have a reason', () => {
  const codes = (candidate: DegreeCandidate) =>
    Object.fromEntries(
      candidate.reasons.flatMap(({ quantity, code }) => quantity.split(', ').map((key) => [key, code] as const)),
    );

  it('degrees that the data do not determine, or leave no degrees of freedom', () => {
    const x = [0, 0, 1, 1, 2, 2];
    const { candidates, chosen } = selectDegreeSync({
      x,
      y: [1, 2, 2, 3, 5, 4],
      maxDegree: 4,
      criterion: 'aic',
      backend,
    });
    const all = ['loo', 'aic', 'bic', 'f', 'p', 'value'];
    expect(codes(candidates[3]!)).toEqual(Object.fromEntries(all.map((key) => [key, 'NOT_ESTIMABLE'])));
    expect(chosen).toBeLessThanOrEqual(2);

    const saturated = selectDegreeSync({ x: [0, 1, 2], y: [1, 2, 4], maxDegree: 2, criterion: 'f', backend });
    expect(codes(saturated.candidates[2]!)).toMatchObject({
      aic: 'NO_DEGREES_OF_FREEDOM',
      f: 'NO_DEGREES_OF_FREEDOM',
      loo: 'LEVERAGE_IS_ONE',
      value: 'NO_DEGREES_OF_FREEDOM',
    });
  });

  it('all of them: then there is no choice', () => {
    const found = selectDegreeSync({ x: [0, 1, 2], y: [1, 2, 4], degrees: [2], criterion: 'bic', backend });
    expect(found.chosen).toBeUndefined();
    const penalized = selectDegreeSync({ ...parabola, maxDegree: 3, criterion: 'f', penalty: ridge(1), backend });
    expect(penalized.chosen).toBeUndefined();
    expect(codes(penalized.candidates[1]!)).toMatchObject({ loo: 'PENALIZED', f: 'PENALIZED', value: 'PENALIZED' });
  });
});

describe('misuse', () => {
  const data = { ...parabola, backend } as const;

  it.each([
    ['neither degrees nor maxDegree', { criterion: 'aic' }],
    ['both', { criterion: 'aic', degrees: [1], maxDegree: 2 }],
    ['no degree', { criterion: 'aic', degrees: [] }],
    ['no degree without an intercept', { criterion: 'aic', maxDegree: 0, intercept: false }],
    ['a degree that is none', { criterion: 'aic', degrees: [1.5] }],
    ['a negative one', { criterion: 'aic', maxDegree: -1 }],
    ['too large a one', { criterion: 'aic', degrees: [1001] }],
    ['an unknown criterion', { criterion: 'mallows', maxDegree: 2 }],
    ['a level that is none', { criterion: 'f', maxDegree: 2, level: 1 }],
    ['text for a degree', { criterion: 'aic', degrees: ['2'] }],
    ['another word for a perfect fit', { criterion: 'aic', maxDegree: 2, perfectFit: 'ignore' }],
  ])('refuses %s', (_, options) => {
    expect(codeOf(() => selectDegreeSync({ ...data, ...(options as { criterion: 'aic' }) }))).toBe('INVALID_OPTION');
  });

  it('passes on what the problem and the fit refuse', async () => {
    expect(codeOf(() => selectDegreeSync({ ...data, y: [1], maxDegree: 1, criterion: 'aic' }))).toBe('SHAPE_MISMATCH');
    const late = later(reference) as unknown as typeof reference;
    expect(codeOf(() => selectDegreeSync({ ...data, backend: late, maxDegree: 1, criterion: 'aic' }))).toBe(
      'ASYNCHRONOUS',
    );
    const promise = selectDegree({ ...data, y: [1], maxDegree: 1, criterion: 'aic' });
    await expect(promise).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
  });
});

/** The backend, answering with promises. */
function later<S extends SolverName>(now: Backend<S>): Backend<S> {
  return {
    ...now,
    supports: { ...now.supports, synchronous: false },
    available: async () => now.available(),
    open: async (system) => now.open(system),
  };
}

it('fits the candidates in the basis that polynomialProblem would take', () => {
  const { candidates } = selectDegreeSync({ ...parabola, maxDegree: 1, criterion: 'aic', backend, name: 'time' });
  expect(candidates[1]!.solution.names).toEqual(['1', 'time']);
  expect(candidates[1]!.problem.model.basis.specification).toEqual(
    monomial({ degree: 1, variable: 'time' }).specification,
  );
});
