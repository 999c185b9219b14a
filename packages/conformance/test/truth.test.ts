import { describe, expect, it } from 'vitest';
import { correctDigits } from '../src/oracle/correct-digits.js';
import { exactNonnegative } from '../src/oracle/exact-nonnegative.js';
import { ExactVector } from '../src/oracle/exact-vector.js';
import { Rational } from '../src/oracle/rational.js';
import { referenceSets } from '../src/reference-sets/reference-sets.js';
import type { ReferenceSet } from '../src/reference-sets/reference-set.js';
import { truthAnswer } from '../src/truth/truth-answer.js';
import type { TruthAnswer } from '../src/truth/truth-answer.js';
import type { TruthCase } from '../src/truth/truth-case.js';
import { truthKinds } from '../src/truth/truth-case.js';
import { truthDesign } from '../src/truth/truth-design.js';
import { truthCase } from '../src/truth/truth-recipe.js';
import { limits } from './limits.js';

const method = { backend: 'reference', solver: 'qr', refine: true, door: 'short' } as const;

function caseOf({ model, x, y }: ReferenceSet, read: (text: string) => number | string): TruthCase {
  return {
    ...{ kind: 'healthy', method, x: x.map((row) => row.map(read)), y: y.map(read), intercept: model.intercept },
    ...(model.kind === 'polynomial' && { degree: model.degree }),
  };
}

function answerOf(truth: TruthCase, points: readonly (readonly number[])[] = []): TruthAnswer {
  const answer = truthAnswer(truth, points);
  if (!answer) throw new Error('no answer');
  return answer;
}

/** √(RSS/(n − r) · variance), and s with a variance of 1, as a float64 number. */
function deviation({ residualSumOfSquares, observations, rank }: TruthAnswer, variance = new Rational(1n)): number {
  return residualSumOfSquares
    .times(variance)
    .over(new Rational(BigInt(observations - rank)))
    .squareRoot();
}

const close = (value: number, text: string): void => {
  const exact = Rational.fromDecimal(text).toNumber();
  expect(Math.abs(value - exact)).toBeLessThanOrEqual(4 * 2 ** -53 * Math.abs(exact));
};

describe.each(referenceSets.map((set) => [set.name, set] as const))('%s', (_, set) => {
  it('is answered as published, from its decimals', () => {
    const answer = answerOf(caseOf(set, (text) => text));
    const total = set.model.intercept ? answer.aboutMean : answer.aboutZero;
    set.exact.parameters.forEach((text, j) => {
      // 40 digits are published.
      const error = answer.theta.component(j).minus(Rational.fromDecimal(text)).absolute();
      expect(
        error.compare(Rational.fromDecimal(text).absolute().times(Rational.fromDecimal('1e-38'))),
      ).toBeLessThanOrEqual(0);
      close(deviation(answer, answer.variances[j]), set.exact.standardErrors[j] ?? '');
    });
    close(deviation(answer), set.exact.residualStandardDeviation);
    close(total.minus(answer.residualSumOfSquares).over(total).toNumber(), set.exact.rSquared);
    close(answer.residualSumOfSquares.toNumber(), set.exact.anova.residual.sumOfSquares);
    expect(answer.determined).toEqual(set.exact.parameters.map(() => true));
  });

  it('is answered for its float64 numbers', () => {
    const answer = answerOf(caseOf(set, Number));
    set.exactForFloat64Inputs.parameters.forEach((text, j) => {
      close(answer.theta.component(j).toNumber(), text);
      close(deviation(answer, answer.variances[j]), set.exactForFloat64Inputs.standardErrors[j] ?? '');
    });
    close(answer.residualSumOfSquares.toNumber(), set.exactForFloat64Inputs.residualSumOfSquares);
  });

  it('has the same fitted values in every polynomial basis', () => {
    if (set.model.kind !== 'polynomial' || !set.model.intercept) return;
    const truth = caseOf(set, Number);
    const points = [[0.5], [-3.25]];
    const [plain, ...others] = (['monomial', 'chebyshev', 'legendre'] as const).map((basis) =>
      answerOf({ ...truth, basis }, points),
    );
    for (const other of others) {
      expect(plain?.fitted.minus(other.fitted).squaredNorm().isZero).toBe(true);
      expect(plain?.predicted.minus(other.predicted).squaredNorm().isZero).toBe(true);
      expect(plain?.theta.minus(other.theta).squaredNorm().isZero).toBe(false);
    }
  });
});

describe('orthogonal polynomials', () => {
  it('are Chebyshev’s and Legendre’s at points of their domain', () => {
    const values = (basis: 'chebyshev' | 'legendre'): readonly number[] => {
      const truth = {
        ...({ kind: 'healthy', method, basis, degree: 3, intercept: true } as const),
        x: [[2], [6], [5]],
        y: [0, 0, 0],
      };
      const { columns, denominator } = truthDesign(truth);
      // t = ½ in the last row.
      return columns.map((column) => {
        const { integers, exponent } = column;
        return new Rational(integers[2] ?? 0n, denominator).toNumber() * 2 ** exponent;
      });
    };
    expect(values('chebyshev')).toEqual([1, 0.5, -0.5, -1]);
    expect(values('legendre')).toEqual([1, 0.5, -0.125, -0.4375]);
  });
});

describe('conditions', () => {
  const base = { kind: 'healthy', method, x: [[0], [1], [2], [3]], y: [1, 2, 2, 5], intercept: true } as const;

  it('a slope of 0 leaves the mean, its variance 1/n, and a fixed slope', () => {
    const answer = answerOf({ ...base, constraints: [{ factors: [0, 1], equals: 0 }] });
    expect(Array.from(answer.theta.toFloat64())).toEqual([2.5, 0]);
    expect(answer.variances.map((each) => each?.toNumber())).toEqual([0.25, 0]);
    expect([answer.rank, answer.residualSumOfSquares.toNumber(), answer.aboutMean.toNumber()]).toEqual([1, 9, 9]);
  });

  it('a line through a point, and one of a given slope of the curve', () => {
    const through = answerOf({ ...base, constraints: [{ at: [0], derivative: 0, equals: 1 }] });
    // Σ x (y − 1) / Σ x² = (1 + 2 + 12)/14.
    expect(through.theta.component(1).compare(new Rational(15n, 14n))).toBe(0);
    expect(through.variances[1]?.compare(new Rational(1n, 14n))).toBe(0);
    const sloped = answerOf({ ...base, degree: 2, constraints: [{ at: [1], derivative: 1, equals: 3 }] });
    const [, b = NaN, c = NaN] = sloped.theta.toFloat64();
    expect(b + 2 * c).toBeCloseTo(3, 14);
  });

  it('are solved in decimals as in the same float64 numbers', () => {
    const text = { ...base, x: base.x.map(([x]) => [`${x}.000`]), y: base.y.map((y) => `${y}.0`) };
    for (const more of [
      { nonnegative: [0] },
      { constraints: [{ factors: [2, 1], equals: 0.5 }] },
      { weights: ['1', '2', '0.5', '0'] },
    ]) {
      const numbers = { ...more, ...('weights' in more && { weights: more.weights.map(Number) }) };
      const [a, b] = [answerOf({ ...base, ...numbers }), answerOf({ ...text, ...more })];
      expect(a.theta.minus(b.theta).squaredNorm().isZero).toBe(true);
      expect(a.residualSumOfSquares.compare(b.residualSumOfSquares)).toBe(0);
      expect(a.variances.map((each) => each?.toNumber())).toEqual(b.variances.map((each) => each?.toNumber()));
    }
  });

  it(`bounds agree with principal pivoting where that is unique (${limits.runs} seeds)`, () => {
    let unique = 0;
    for (let seed = 0; seed < limits.runs; seed++) {
      const plain = { ...truthCase('healthy', seed), constraints: [] };
      const { columns, denominator } = truthDesign(plain);
      const parameters = columns.map((_column, j) => j);
      const truth = { ...plain, nonnegative: parameters.slice(seed % 2) };
      if (truth.weights?.some((weight) => typeof weight === 'string')) continue;
      const answer = answerOf(truth);
      const pivoted = exactNonnegative(columns, truth.y.map(Number), truth.weights?.map(Number), truth.nonnegative);
      if (!pivoted || !answer.determined.every(Boolean)) continue;
      unique++;
      const own = new ExactVector(
        pivoted.numerators.map((v) => v * denominator),
        pivoted.denominator,
      );
      expect(own.minus(answer.theta).squaredNorm().isZero).toBe(true);
    }
    expect(unique).toBeGreaterThan(limits.runs / 2);
  });

  it('bounds that leave many solutions: the shortest, and none is determined', () => {
    const answer = answerOf({
      ...base,
      intercept: false,
      x: [
        [1, 2],
        [2, 4],
      ],
      y: [1, 2],
      nonnegative: [0, 1],
    });
    expect(Array.from(answer.theta.toFloat64())).toEqual([0.2, 0.4]);
    expect(answer.determined).toEqual([false, false]);
    // The same columns, and no other way to be feasible.
    const held = answerOf({
      ...base,
      intercept: false,
      x: [
        [1, 2],
        [2, 4],
      ],
      y: [-1, -2],
      nonnegative: [0, 1],
    });
    expect(Array.from(held.theta.toFloat64())).toEqual([0, 0]);
    expect(held.determined).toEqual([true, true]);
  });
});

describe('a case without full rank', () => {
  it('has the shortest solution, and tells what is determined and how well', () => {
    // x2 = 2 x1, and x3 on its own: the first two are not determined.
    const answer = answerOf({
      ...({ kind: 'healthy', method, intercept: false } as const),
      x: [
        [1, 2, 0],
        [1, 2, 0],
        [0, 0, 1],
        [0, 0, 2],
      ],
      y: [1, 3, 1, 1],
    });
    expect(Array.from(answer.theta.toFloat64())).toEqual([0.4, 0.8, 0.6]);
    expect(answer.determined).toEqual([false, false, true]);
    expect(answer.variances[2]?.toNumber()).toBe(0.2);
    expect([answer.rank, answer.fullRank, answer.observations]).toEqual([2, 3, 4]);
  });
});

describe(`recipes (${limits.runs} seeds of each kind)`, () => {
  it.each(truthKinds)('%s: have finite numbers, a row of positive weight and an answer nearly always', (kind) => {
    let answered = 0;
    for (let seed = 0; seed < limits.runs; seed++) {
      const truth = truthCase(kind, seed);
      expect([...truth.x.flat(), ...truth.y, ...(truth.weights ?? [])].map(Number).every(Number.isFinite)).toBe(true);
      expect(truth.weights?.every((weight) => Number(weight) === 0) ?? false).toBe(false);
      if (truthAnswer(truth)) answered++;
    }
    expect(answered).toBeGreaterThan(0.9 * limits.runs);
  });

  it('are what their names say', () => {
    const all = (kind: (typeof truthKinds)[number]): readonly TruthCase[] =>
      Array.from({ length: limits.runs }, (_, seed) => truthCase(kind, seed));
    const share = (kind: (typeof truthKinds)[number], has: (truth: TruthCase) => boolean): number =>
      all(kind).filter(has).length / limits.runs;
    const numbers = ({ x, y }: TruthCase): readonly number[] =>
      [...x.flat(), ...y].map((value) => Math.abs(Number(value)));
    expect(
      share('extreme-scales', (truth) => numbers(truth).some((v) => v > 1e10 || (v > 0 && v < 1e-10))),
    ).toBeGreaterThan(0.6);
    expect(share('subnormal', (truth) => numbers(truth).some((v) => v > 0 && v < 2 ** -1022))).toBeGreaterThan(0.4);
    expect(share('long-text', ({ x, y }) => [...x.flat(), ...y].some((v) => String(v).length > 25))).toBeGreaterThan(
      0.5,
    );
    expect(share('huge-weights', ({ weights = [] }) => Math.max(...weights.map(Number)) > 2 ** 30)).toBeGreaterThan(
      0.4,
    );
    expect(share('wide', (truth) => (truthAnswer(truth)?.determined ?? [true]).some((is) => !is))).toBeGreaterThan(0.5);
    expect(
      share('constant-columns', (truth) => (truthAnswer(truth)?.determined ?? [true]).some((is) => !is)),
    ).toBeGreaterThan(0.3);
    expect(share('healthy', (truth) => (truthAnswer(truth)?.determined ?? [false]).every(Boolean))).toBeGreaterThan(
      0.95,
    );
  });
});

it('an answer that is one part in 10⁹ away is not taken for right', () => {
  const answer = answerOf({ kind: 'healthy', method, x: [[0], [1], [2]], y: [1, 2, 4], intercept: true });
  expect(correctDigits(answer.theta.component(1).toNumber() * (1 + 1e-9), answer.theta.component(1))).toBeCloseTo(9, 1);
});
