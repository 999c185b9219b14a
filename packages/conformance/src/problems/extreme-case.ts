import { linearProblem, polynomialProblem, scaleByPower } from '@wellposed/core';
import type { Problem } from '@wellposed/core';
import fc from 'fast-check';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import type { DyadicVector } from '../oracle/dyadic-vector.js';
import { polynomialColumns } from '../oracle/polynomial-columns.js';
import { random } from './random.js';

/** A fit to numbers anywhere in float64's range, in a few small numbers. Every power is one of two. */
export interface ExtremeRecipe {
  readonly model: 'polynomial' | 'linear';
  /** Degree, or number of columns. */
  readonly size: number;
  readonly intercept: boolean;
  /** Rows beyond the coefficients. */
  readonly surplus: number;
  /** Power of each column of x (the first alone for a polynomial), and how far from 0 it is in units of its spread. */
  readonly columns: readonly { readonly power: number; readonly offset: number; readonly constant: boolean }[];
  readonly y: number;
  /** Power of the weights; absent: no weights. */
  readonly weights: number | undefined;
  /** What every other row is scaled by besides: x, y and weights, powers each. */
  readonly rows: { readonly x: number; readonly y: number; readonly weights: number } | undefined;
  readonly seed: number;
}

const power = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -1074, max: 1020 }) },
  { weight: 2, arbitrary: fc.constantFrom(-1074, -1060, -1022, -970, -500, 500, 970, 990, 996, 1000, 1020) },
  { weight: 2, arbitrary: fc.constant(0) },
);

/** fast-check arbitrary of fits with numbers from 5e-324 to 1e308 in columns, y, weights and rows. */
export const extremeRecipes: fc.Arbitrary<ExtremeRecipe> = fc.record({
  model: fc.constantFrom('polynomial', 'linear'),
  size: fc.integer({ min: 1, max: 3 }),
  intercept: fc.boolean(),
  surplus: fc.integer({ min: 0, max: 3 }),
  columns: fc.array(
    fc.record({
      power,
      offset: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
      ),
      constant: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  y: power,
  weights: fc.option(power, { nil: undefined, freq: 1 }),
  rows: fc.option(fc.record({ x: power, y: power, weights: power }), { nil: undefined, freq: 1 }),
  seed: fc.nat({ max: 2 ** 31 - 1 }),
});

/** A problem and its exact design, by columns. */
export interface ExtremeCase {
  readonly problem: Problem;
  readonly columns: readonly DyadicVector[];
}

/** Makes the problem of a recipe: the same for the same recipe, everywhere. */
export function extremeCase(recipe: ExtremeRecipe): ExtremeCase {
  const { model, size, surplus, rows: other } = recipe;
  const next = random(recipe.seed);
  const intercept = recipe.intercept || model === 'polynomial';
  const variables = model === 'polynomial' ? 1 : size;
  const rows = size + Number(intercept) + surplus;
  const number = (): number => Math.floor(64 * next()) / 16 - 2;
  const constants = Array.from({ length: variables }, number);
  const every = (k: number, powerOfRow: number | undefined): number => (k % 2 === 1 ? (powerOfRow ?? 0) : 0);
  const x = Float64Array.from({ length: rows * variables }, (_, k) => {
    const j = k % variables;
    const { power: ofColumn, offset, constant } = recipe.columns[j] ?? { power: 0, offset: 0, constant: false };
    const value = (constant ? (constants[j] ?? 0) : number()) + (offset > 0 ? 2 ** offset : 0);
    return finite(scaleByPower(value, ofColumn + every(Math.floor(k / variables), other?.x)));
  });
  const y = Float64Array.from({ length: rows }, (_, i) =>
    finite(scaleByPower(number(), recipe.y + every(i, other?.y))),
  );
  const { weights: ofWeights } = recipe;
  const weights =
    ofWeights === undefined
      ? undefined
      : Float64Array.from({ length: rows }, (_, i) =>
          finite(scaleByPower(0.1 + next(), ofWeights + every(i, other?.weights))),
        );
  const columns =
    model === 'polynomial'
      ? polynomialColumns(x, size)
      : [...(intercept ? [dyadicVector(new Float64Array(rows).fill(1))] : []), ...designColumns(x, rows, variables)];
  const common = { y, ...(weights && { weights }) };
  const problem =
    model === 'polynomial'
      ? polynomialProblem({ ...common, x, degree: size })
      : linearProblem({ ...common, x, intercept });
  return { problem, columns };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}
