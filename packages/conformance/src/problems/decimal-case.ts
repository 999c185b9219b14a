import fc from 'fast-check';
import type { ExactAnswer } from '../certificate/exact-answer.js';
import { exactFitted } from '../oracle/exact-fitted.js';
import { exactLeastSquares } from '../oracle/exact-least-squares.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { random } from './random.js';

/** Numbers as text that agree in their first digits: n of them, of `digits` significant ones, the last `own` of which are random. */
interface DecimalColumn {
  readonly digits: number;
  readonly own: number;
  /** Digits after the point; may be more than there are, or fewer than none. */
  readonly places: number;
  readonly negative: boolean;
}

/** A problem in text, in a few small numbers. */
export interface DecimalRecipe {
  readonly model: 'polynomial' | 'columns';
  /** The degree, or the number of columns. */
  readonly size: number;
  readonly intercept: boolean;
  readonly surplus: number;
  readonly x: readonly DecimalColumn[];
  readonly y: DecimalColumn;
  readonly weights: DecimalColumn | undefined;
  /** Whether some numbers stop short of the last digit. */
  readonly ragged: boolean;
  readonly seed: number;
}

/** The texts of a problem and its exact answer. */
export interface DecimalCase {
  /** n rows of d texts. */
  readonly x: readonly (readonly string[])[];
  readonly y: readonly string[];
  readonly weights: readonly string[] | undefined;
  /** Undefined where the exact rank is below the number of coefficients. */
  readonly answer: () => ExactAnswer | undefined;
}

const column: fc.Arbitrary<DecimalColumn> = fc
  .record({
    digits: fc.integer({ min: 1, max: 60 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    places: fc.integer({ min: -3, max: 50 }),
    negative: fc.boolean(),
  })
  .map(({ digits, share, places, negative }) => ({
    digits,
    // At most twelve, so that whole columns agree in nearly all of their digits.
    own: Math.max(1, Math.min(12, Math.round(share * digits))),
    places,
    negative,
  }));

/** fast-check arbitrary of problems in text of 1 to 60 digits. */
export const decimalRecipes: fc.Arbitrary<DecimalRecipe> = fc.record({
  model: fc.constantFrom('polynomial' as const, 'columns' as const),
  size: fc.integer({ min: 1, max: 5 }),
  intercept: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  surplus: fc.integer({ min: 0, max: 8 }),
  x: fc.array(column, { minLength: 5, maxLength: 5 }),
  y: column,
  weights: fc.option(column, { nil: undefined, freq: 3 }),
  ragged: fc.boolean(),
  seed: fc.nat(),
});

/** Makes the texts of a recipe: the same for the same recipe, everywhere. */
export function decimalCase(recipe: DecimalRecipe): DecimalCase {
  const next = random(recipe.seed);
  const { model, size, intercept, surplus, ragged } = recipe;
  const rows = size + 1 + surplus;
  const draw = (given: DecimalColumn): readonly bigint[] => integersOf(given, rows, ragged, next);
  const inputs = recipe.x.slice(0, model === 'columns' ? size : 1);
  const columns = inputs.map(draw);
  const targets = draw({ ...recipe.y, digits: recipe.y.digits });
  const weights = recipe.weights && draw({ ...recipe.weights, negative: false }).map((weight) => weight || 1n);
  const textOf = (given: DecimalColumn, integer: bigint): string => decimalText(integer, given.places);
  return {
    x: Array.from({ length: rows }, (_, i) => inputs.map((given, j) => textOf(given, columns[j]?.[i] ?? 0n))),
    y: targets.map((integer) => textOf(recipe.y, integer)),
    weights: weights?.map((integer) => decimalText(integer, recipe.weights?.places ?? 0)),
    answer: () => {
      const powers = (integers: readonly bigint[]): bigint[][] =>
        Array.from({ length: size }, (_, k) => integers.map((integer) => integer ** BigInt(k + 1)));
      const own = model === 'polynomial' ? powers(columns[0] ?? []) : columns.map((integers) => [...integers]);
      // Feature j in integers is 10^scaleⱼ times the feature.
      const ownScales = own.map((_, j) =>
        model === 'polynomial' ? (j + 1) * placesOf(inputs[0]) : placesOf(inputs[j]),
      );
      const design = intercept ? [new Array<bigint>(rows).fill(1n), ...own] : own;
      const scales = intercept ? [0, ...ownScales] : ownScales;
      const exact = design.map((integers) => ({ integers, exponent: 0 }));
      const y = { integers: [...targets], exponent: 0 };
      const { theta, rank } = exactLeastSquares(exact, y, weights && { integers: [...weights], exponent: 0 });
      if (rank < design.length) return undefined;
      const fitted = exactFitted(exact, theta);
      return {
        theta: inUnits(theta, scales, recipe.y.places),
        fitted: inUnits(
          fitted,
          targets.map(() => 0),
          recipe.y.places,
        ),
      };
    },
  };
}

function placesOf(given: DecimalColumn | undefined): number {
  return given?.places ?? 0;
}

function integersOf(
  { digits, own, negative }: DecimalColumn,
  rows: number,
  ragged: boolean,
  next: () => number,
): bigint[] {
  const digit = (): string => String(Math.floor(10 * next()));
  const many = (count: number): string => Array.from({ length: count }, digit).join('');
  const shared = digits > own ? `${1 + Math.floor(9 * next())}${many(digits - own - 1)}` : '';
  return Array.from({ length: rows }, () => {
    const short = ragged && next() < 0.3 ? Math.floor(own * next()) : 0;
    const integer = BigInt(`${shared}${many(own - short)}${'0'.repeat(short)}`);
    return negative ? -integer : integer;
  });
}

/** integer ÷ 10^places, zeros at the end left out: '-0.00123', '4.5e7' for a negative number of places. */
function decimalText(integer: bigint, places: number): string {
  const sign = integer < 0n ? '-' : '';
  const digits = String(integer < 0n ? -integer : integer);
  if (places <= 0) return places === 0 || integer === 0n ? `${sign}${digits}` : `${sign}${digits}e${-places}`;
  const padded = digits.padStart(places + 1, '0');
  const fraction = padded.slice(padded.length - places).replace(/0+$/, '');
  return `${sign}${padded.slice(0, padded.length - places)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Component j times 10^(scaleⱼ − places). */
function inUnits({ numerators, denominator }: ExactVector, scales: readonly number[], places: number): ExactVector {
  const exponents = scales.map((scale) => scale - places);
  const lift = Math.max(0, -Math.min(0, ...exponents));
  return new ExactVector(
    numerators.map((value, j) => value * 10n ** BigInt((exponents[j] ?? 0) + lift)),
    denominator * 10n ** BigInt(lift),
  );
}
