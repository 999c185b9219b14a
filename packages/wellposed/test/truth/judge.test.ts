import { truthAnswer, truthCase } from '@wellposed/conformance';
import type { TruthCase } from '@wellposed/conformance';
import type { Solution } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { FitResult } from 'wellposed';
import { judgeFit, pointsOf } from './judge-fit.js';
import { shrinkCase } from './shrink-case.js';
import { solveCase } from './solve-case.js';
import { fisherTail, studentTail } from './tails.js';

const truth: TruthCase = {
  ...{ kind: 'healthy', intercept: true, x: [[0], [1], [2], [3], [5]], y: [1, 2.5, 2, 4.25, 6.5] },
  method: { backend: 'reference', solver: 'qr', refine: true, door: 'short' },
};
const outcome = solveCase(truth);
if (!('fit' in outcome)) throw new Error('not fitted');
const { problem, solution } = outcome.fit;
const answer = truthAnswer(truth, pointsOf(truth));

/** What is said of the same fit with another solution. */
function judged(change: Partial<Solution>, own: TruthCase = truth): readonly string[] {
  const fit = new FitResult(problem, { ...solution, ...change });
  return judgeFit(own, fit, answer).map(({ law, what }) => `${law}: ${what}`);
}

const certificate = solution.certificate ?? { digits: new Float64Array(2) };
const { model, theta } = solution.working;
const rootless = { model, theta };
const scaled = (values: Float64Array, factor: number): Float64Array => values.map((value) => value * factor);
const withClaim = (digits: number, fittedDigits: number): Partial<Solution> => ({
  certificate: {
    ...(certificate as NonNullable<Solution['certificate']>),
    digits: Float64Array.of(digits, digits),
    fittedDigits,
  },
});

describe('the judge of fits', () => {
  it('finds nothing wrong with a right one', () => {
    expect(judged({})).toEqual([]);
  });

  it.each<[string, string, Partial<Solution>]>([
    [
      'a coefficient with a wrong digit',
      'claim: coefficient',
      { coefficients: scaled(solution.coefficients, 1 + 1e-12) },
    ],
    ['fitted values with a wrong digit', 'claim: fitted', { fitted: scaled(solution.fitted, 1 + 1e-12) }],
    ['a claim beyond float64', 'claim: range', withClaim(16.5, 15.9)],
    ['NaN in a residual', 'nan: solution', { residuals: scaled(solution.residuals, NaN) }],
    [
      'wrong coefficients that nothing flags',
      'flag: coefficient',
      { ...withClaim(0, 15), coefficients: scaled(solution.coefficients, 1.001) },
    ],
    [
      'wrong fitted values that nothing flags',
      'flag: fitted',
      { ...withClaim(15, 0), fitted: scaled(solution.fitted, 1.001) },
    ],
    ['residuals of another fit', 'residual: residual', { residuals: scaled(solution.residuals, 1.001) }],
    ['degrees of freedom that are not there', 'rank: degrees of freedom', { degreesOfFreedom: 4, working: rootless }],
    [
      'θ that predicts another curve',
      'prediction: at the data',
      {
        working: {
          ...solution.working,
          theta: { hi: scaled(solution.working.theta.hi, 1 + 1e-9), lo: new Float64Array(2) },
        },
      },
    ],
  ])('finds %s', (_, what, change) => {
    expect(judged(change)).toContain(what);
  });

  it('finds a statistic that is wrong in its sixth digit, each on its own', () => {
    const fit = outcome.fit;
    const document = fit.toJSON();
    const wrong = (change: object): readonly string[] => {
      const altered = Object.assign(Object.create(Object.getPrototypeOf(fit) as object) as FitResult, fit, {
        toJSON: () => ({ ...document, ...change }),
      });
      Object.defineProperty(altered, 'summary', { value: () => '' });
      Object.defineProperty(altered, 'save', { value: () => fit.save() });
      Object.defineProperty(altered, 'predict', { value: (x: number[]) => fit.predict(x) });
      return judgeFit(truth, altered, answer).map(({ law, what }) => `${law}: ${what}`);
    };
    const off = (value: number | null): number => (value ?? NaN) * (1 + 3e-6);
    expect(wrong({})).toEqual([]);
    for (const key of [
      'residualSumOfSquares',
      'residualStandardDeviation',
      'rSquared',
      'adjustedRSquared',
      'logLikelihood',
      'aic',
      'bic',
    ] as const) {
      expect(wrong({ [key]: off(document[key]) })).toContain(`statistic: ${key}`);
    }
    for (const key of ['f', 'p'] as const) {
      expect(wrong({ anova: { ...document.anova, [key]: off(document.anova[key]) } })).toContain(
        `statistic: anova.${key}`,
      );
    }
    for (const key of ['regression', 'total'] as const) {
      const row = { ...document.anova[key], sumOfSquares: off(document.anova[key].sumOfSquares) };
      expect(wrong({ anova: { ...document.anova, [key]: row } })).toContain(`statistic: anova.${key}.sumOfSquares`);
    }
    for (const key of ['standardError', 't', 'p', 'interval'] as const) {
      const coefficients = document.coefficients.map((each) => ({
        ...each,
        [key]: key === 'interval' ? each.interval?.map(off) : off(each[key]),
      }));
      expect(wrong({ coefficients })).toContain(`statistic: ${key}`);
    }
  });

  it('finds a claim that the data do not determine', () => {
    const x = [
      [1, 2],
      [2, 4],
      [3, 6],
    ];
    const own: TruthCase = { ...truth, x, y: [1, 2, 4], intercept: false };
    const exact = truthAnswer(own, pointsOf(own));
    const other = solveCase({
      ...own,
      x: [
        [1, 2],
        [2, 4],
        [3, 6.5],
      ],
    });
    if (!('fit' in other)) throw new Error('not fitted');
    const found = judgeFit(own, other.fit, exact).map(({ law }) => law);
    expect(found).toContain('rank');
    expect(found).toContain('claim');
  });
});

describe('what else the instrument is made of', () => {
  it('tails of t and F agree with tables', () => {
    // Fisher & Yates; NIST/SEMATECH e-Handbook, tables 1.3.6.7.2 and 1.3.6.7.3.
    expect(studentTail(2.570581835636314, 5)).toBeCloseTo(0.05, 13);
    expect(studentTail(1, 1)).toBeCloseTo(0.5, 14);
    // One degree of freedom is Cauchy's distribution; F of 1 and k is t² of k; 2 and 2 has the tail 1/(1 + f).
    expect(studentTail(1e8, 1) * Math.PI * 0.5e8).toBeCloseTo(1, 12);
    expect(fisherTail(7, 1, 4)).toBeCloseTo(studentTail(Math.sqrt(7), 4), 14);
    expect(fisherTail(9, 2, 2)).toBeCloseTo(0.1, 14);
  });

  it('a case shrinks to what matters', () => {
    const start = truthCase('healthy', 3);
    const small = shrinkCase(
      {
        ...start,
        x: [...start.x, start.x.at(0)?.map(() => 1e300) ?? []],
        y: [...start.y, 1],
        ...(start.weights && { weights: [...start.weights, 1] }),
      },
      ({ x }) => x.flat().some((value) => Number(value) > 1e200),
    );
    expect([small.x.length, small.weights, small.method.solver]).toEqual([1, undefined, 'qr']);
  });
});
