import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProblem, decimals, fitSync, inputsOf, polynomialProblem } from '../../src/index.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { holds } from '../support/holds.js';
import { powerDesign } from '../support/power-design.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';
import { trueDigits } from '../support/true-digits.js';

const backend = denseBackend();

/** Decimals with one digit after the point, from whole tenths. */
const tenths = (values: readonly number[]) => decimals(values.map((value) => `${value}e-1`));

/** Digits of a parabola through data in tenths, with and without the low halves, against the exact solution in integers. */
function digits(
  x: readonly number[],
  y: readonly number[],
  w: readonly number[],
): readonly [number, number] | undefined {
  const exact = exactLeastSquares({ design: powerDesign(x, 2), y, weights: w });
  if (!exact) return undefined;
  // y/10 = Σ θⱼ (x/10)ʲ in tenths: y = Σ 10^(1−j) θⱼ xʲ.
  const theta = exact.map((value, j) => value.times(Rational.ratio(10n ** BigInt(j), 10n)));
  const data = { x: tenths(x), y: tenths(y), weights: tenths(w) };
  const rounded = { x: data.x.hi, y: data.y.hi, weights: data.weights.hi };
  const worst = (coefficients: Float64Array) =>
    Math.min(...theta.map((value, j) => trueDigits(coefficients[j]!, value)));
  return [
    worst(fitSync(polynomialProblem({ ...data, degree: 2 }), { backend }).coefficients),
    worst(fitSync(polynomialProblem({ ...rounded, degree: 2 }), { backend }).coefficients),
  ];
}

test('with low halves the coefficients of decimal data are right to the last digit', () => {
  const row = fc.tuple(
    fc.integer({ min: 10_001, max: 10_099 }),
    fc.integer({ min: -999, max: 999 }),
    fc.integer({ min: 1, max: 30 }),
  );
  holds(
    fc.property(fc.array(row, { minLength: 4, maxLength: 12 }), (rows) => {
      const found = digits(
        rows.map(([x]) => x),
        rows.map(([, y]) => y),
        rows.map(([, , w]) => w),
      );
      // 15.9 digits are one rounding to float64.
      return found === undefined || found[0] >= 15.9;
    }),
    200,
  );
});

test('without them digits are lost to the rounding of the data, which x near 1000 amplifies', () => {
  const [exact, rounded] = digits([10_001, 10_012, 10_023, 10_037, 10_041], [11, -23, 47, 5, 301], [1, 3, 7, 13, 9])!;
  expect(exact).toBeGreaterThanOrEqual(15.9);
  expect(rounded).toBeLessThan(14);
});

test.each(['x', 'y', 'weights'])(
  'low halves of %s that are no rounding errors are refused, with their place',
  (argument) => {
    const data = { x: [1, 2, 3], y: [1, 2, 4], weights: [1, 1, 1], degree: 1 };
    const hi = Float64Array.of(1, 2, 3);
    const refused = (lo: unknown) => refusal(() => polynomialProblem({ ...data, [argument]: { hi, lo } }));
    for (const value of [2 ** -40, NaN, -1, Infinity]) {
      expect(refused(Float64Array.of(0, value, 0))).toEqual({
        code: 'INVALID_INPUT',
        argument: `${argument}.lo`,
        row: 1,
        value,
      });
    }
    expect(refused(new Float64Array(2))).toEqual({ code: 'SHAPE_MISMATCH', argument: `${argument}.lo`, value: 2 });
    expect(refused([0, '0', 0])).toEqual({ code: 'INVALID_INPUT', argument: `${argument}.lo`, row: 1, value: '0' });
    expect(refused(null)).toEqual({ code: 'INVALID_INPUT', argument: `${argument}.lo`, value: null });
  },
);

describe('further limbs of a problem made by hand', () => {
  const x = decimals(['1700000000.12345678901234567890123456789', '1700000000.12345678901234567890123456788', '3']);
  const problem = polynomialProblem({ x, y: [1, 2, 4], degree: 1 });
  const { xRest = [] } = problem.low!;

  test('are those of the text, and are used', () => {
    expect(inputsOf(problem)).toEqual(x);
    expect(xRest.length).toBeGreaterThan(0);
    checkProblem(problem);
  });

  test.each<[string, object, object]>([
    ['a list', { xRest: xRest[0] }, { argument: 'low.xRest' }],
    ['of Float64Arrays', { xRest: [[0, 0, 0]] }, { argument: 'low.xRest' }],
    ['of as many numbers', { xRest: [new Float64Array(2)] }, { code: 'SHAPE_MISMATCH', argument: 'low.xRest[0]' }],
    ['what rounding leaves', { xRest: [Float64Array.of(0, 1, 0)] }, { argument: 'low.xRest[0]', row: 1, column: 0 }],
    ['with an error in [0, 1)', { xError: NaN }, { argument: 'low.xError' }],
  ])('must be %s', (_, low, expected) => {
    const wrong = { ...problem, low: { ...problem.low, ...low } };
    expect(refusal(() => checkProblem(wrong))).toMatchObject({ code: 'INVALID_INPUT', ...expected });
  });
});
