import { describe, expect, it } from 'vitest';
import { correctDigits } from '../src/oracle/correct-digits.js';
import { designColumns } from '../src/oracle/design-columns.js';
import type { DyadicVector } from '../src/oracle/dyadic-vector.js';
import { exactLeastSquares } from '../src/oracle/exact-least-squares.js';
import { NormalEquations } from '../src/oracle/normal-equations.js';
import { polynomialColumns } from '../src/oracle/polynomial-columns.js';
import { Rational } from '../src/oracle/rational.js';
import { csvOf } from '../src/reference-sets/csv-of.js';
import type { ReferenceSet } from '../src/reference-sets/reference-set.js';
import { referenceSets } from '../src/reference-sets/reference-sets.js';

/** Whole numbers and the power of ten that decimals are those numbers divided by. */
function integersOf(texts: readonly string[]): { readonly integers: bigint[]; readonly places: number } {
  const places = Math.max(...texts.map((text) => (text.split('.')[1] ?? '').length));
  return {
    places,
    integers: texts.map((text) => {
      const { numerator, denominator } = Rational.fromDecimal(text).times(new Rational(10n ** BigInt(places)));
      expect(numerator % denominator).toBe(0n);
      return numerator / denominator;
    }),
  };
}

const ten = (power: number): Rational => new Rational(10n ** BigInt(power));
const sum = (terms: readonly Rational[]): Rational => terms.reduce((a, b) => a.plus(b), new Rational(0n));
const square = (a: Rational): Rational => a.times(a);

/** Columns of whole numbers, the powers of ten by which they are too large, and y likewise. */
interface Design {
  readonly columns: readonly DyadicVector[];
  readonly places: readonly number[];
  readonly y: DyadicVector;
  readonly yPlaces: number;
}

function decimalDesign({ model, x, y, variables }: ReferenceSet): Design {
  const target = integersOf(y);
  const own = variables.map((_, j) => integersOf(x.map((row) => row[j]!)));
  const first = model.intercept ? 1 : 0;
  const columns =
    model.kind === 'polynomial'
      ? polynomialColumns({ integers: own[0]!.integers, exponent: 0 }, model.degree).slice(1 - first)
      : [
          ...Array.from({ length: first }, () => ({ integers: y.map(() => 1n), exponent: 0 })),
          ...own.map(({ integers }) => ({ integers, exponent: 0 })),
        ];
  const places = columns.map((_, j) =>
    model.kind === 'polynomial' ? own[0]!.places * (j + 1 - first) : j < first ? 0 : own[j - first]!.places,
  );
  return { columns, places, y: { integers: target.integers, exponent: 0 }, yPlaces: target.places };
}

function float64Design({ model, x, y, variables }: ReferenceSet): Design {
  const flat = Float64Array.from(x.flat().map(Number));
  const first = model.intercept ? 1 : 0;
  const own = designColumns(flat, y.length, variables.length);
  const columns =
    model.kind === 'polynomial'
      ? polynomialColumns(flat, model.degree).slice(1 - first)
      : [...designColumns(new Float64Array(first * y.length).fill(1), y.length, first), ...own];
  const target = designColumns(Float64Array.from(y.map(Number)), y.length, 1);
  return { columns, places: columns.map(() => 0), y: target[0]!, yPlaces: 0 };
}

/** Parameters, squares of standard errors, and sums of squares of the exact solution, from our own oracle. */
function solved({ columns, places, y, yPlaces }: Design, intercept: boolean) {
  const { theta, residual } = exactLeastSquares(columns, y);
  const unit = ten(yPlaces);
  const rows = y.integers.length;
  const exponent = y.exponent;
  const ys = y.integers.map((v) =>
    exponent < 0 ? new Rational(v, 1n << BigInt(-exponent)) : new Rational(v << BigInt(exponent)),
  );
  const mean = intercept ? sum(ys).over(new Rational(BigInt(rows))) : new Rational(0n);
  const rss = residual.squaredNorm().over(square(unit));
  const total = sum(ys.map((v) => square(v.minus(mean)))).over(square(unit));
  const degreesOfFreedom = rows - columns.length;
  const variance = rss.over(new Rational(BigInt(degreesOfFreedom)));
  const equations = new NormalEquations(columns);
  return {
    rss,
    variance,
    explained: total.minus(rss),
    rSquared: rss.isZero ? new Rational(1n) : new Rational(1n).minus(rss.over(total)),
    degreesOfFreedom,
    parameters: places.map((power, j) => theta.component(j).times(ten(power)).over(unit)),
    squaredErrors: places.map((power, j) =>
      equations
        .pseudoInverseColumn(j)
        .component(j)
        .times(variance)
        .times(square(ten(power))),
    ),
  };
}

/** Equal to a figure of `digits` significant digits, to half a unit of the last. */
function expectFigure(figure: string, exact: Rational, digits: number): void {
  const printed = Rational.fromDecimal(figure);
  const difference = printed.minus(exact).absolute();
  if (difference.isZero) return;
  // Half a unit of the last of d digits is at most 5·10^−d relatively.
  const bound = new Rational(5n, 10n ** BigInt(digits)).times(exact.absolute());
  expect(difference.compare(bound), `${figure} is not ${exact.toNumber()}`).toBeLessThanOrEqual(0);
}

/** As `expectFigure` for a figure whose square is known exactly: relative errors double. */
function expectRoot(figure: string, squared: Rational, digits: number): void {
  const printed = Rational.fromDecimal(figure);
  const bound = new Rational(11n, 10n ** BigInt(digits)).times(squared);
  expect(square(printed).minus(squared).absolute().compare(bound), figure).toBeLessThanOrEqual(0);
}

describe.each(referenceSets)('$name', (set) => {
  it('has rows of its variables, and as many figures as coefficients', () => {
    expect(set.x.length).toBe(set.y.length);
    for (const row of set.x) expect(row.length).toBe(set.variables.length);
    const { anova } = set.exact;
    const p = set.exact.parameters.length;
    expect(anova.residual.degreesOfFreedom).toBe(set.y.length - p);
    expect(anova.regression.degreesOfFreedom).toBe(p - (set.model.intercept ? 1 : 0));
    for (const figures of [set.certified, set.exact, set.exactForFloat64Inputs]) {
      expect([figures.parameters.length, figures.standardErrors.length]).toEqual([p, p]);
    }
  });

  it('has exact figures that our own rational arithmetic finds, certified ones to their 15 digits', () => {
    const found = solved(decimalDesign(set), set.model.intercept);
    for (const [figures, digits] of [
      [set.exact, 40],
      // One unit in the 15th digit of a figure that begins with 1 is 10⁻¹⁴; NIST rounds correctly all but one F.
      [set.certified, 15],
    ] as const) {
      figures.parameters.forEach((figure, j) => expectFigure(figure, found.parameters[j]!, digits));
      figures.standardErrors.forEach((figure, j) => expectRoot(figure, found.squaredErrors[j]!, digits));
      expectRoot(figures.residualStandardDeviation, found.variance, digits);
      expectFigure(figures.rSquared, found.rSquared, digits);
      const { regression, residual, f } = figures.anova;
      expectFigure(regression.sumOfSquares, found.explained, digits);
      expectFigure(residual.sumOfSquares, found.rss, digits);
      expectFigure(residual.meanSquare, found.variance, digits);
      const mean = found.explained.over(new Rational(BigInt(regression.degreesOfFreedom)));
      expectFigure(regression.meanSquare, mean, digits);
      if (found.rss.isZero) expect(f).toBe('Infinity');
      else expectFigure(f, mean.over(found.variance), digits);
    }
  });

  it('has exact figures for float64 inputs that our own rational arithmetic finds', () => {
    const found = solved(float64Design(set), set.model.intercept);
    const figures = set.exactForFloat64Inputs;
    figures.parameters.forEach((figure, j) => expectFigure(figure, found.parameters[j]!, 40));
    figures.standardErrors.forEach((figure, j) => expectRoot(figure, found.squaredErrors[j]!, 40));
    expectRoot(figures.residualStandardDeviation, found.variance, 40);
    expectFigure(figures.residualSumOfSquares, found.rss, 40);
    expectFigure(figures.rSquared, found.rSquared, 40);
  });
});

it('prints CSV with its decimals as published', () => {
  const [first] = referenceSets;
  const lines = csvOf(first!).split('\n');
  expect(lines.slice(0, 3)).toEqual(['x,y', '0.2,0.1', '337.4,338.8']);
  expect(lines.length).toBe(first!.y.length + 2);
  const longley = referenceSets.find(({ name }) => name === 'Longley');
  expect(csvOf(longley!).split('\n').slice(0, 2)).toEqual([
    'x1,x2,x3,x4,x5,x6,y',
    '83.0,234289,2356,1590,107608,1947,60323',
  ]);
});

it('counts digits as NIST does, absolute where the truth is 0', () => {
  expect(correctDigits(1.001, new Rational(1n))).toBeCloseTo(3, 10);
  expect(correctDigits(1, new Rational(1n))).toBe(Infinity);
  expect(correctDigits(NaN, new Rational(1n))).toBe(-Infinity);
  expect(correctDigits(1e-20, new Rational(0n), 1e-5)).toBeCloseTo(15, 10);
  expect(correctDigits(0, new Rational(0n))).toBe(Infinity);
});
