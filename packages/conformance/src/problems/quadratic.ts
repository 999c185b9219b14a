import { at } from '@wellposed/core';
import type { Evaluation, Spectrum } from '@wellposed/core';
import type { QuadraticRecipe } from './quadratic-recipe.js';
import { random } from './random.js';

/**
 * value(θ) = ½ (θ − m)ᵀ H (θ − m), H = Q diag(λ) Q with one random reflection Q: what the squared loss of a least-squares problem is
 * around its minimum m, up to a constant. With the reduction 'mean' H is that of the sum over Σw.
 */
export interface Quadratic {
  /** Descending. */
  readonly spectrum: Spectrum;
  /** A start that has a part along every eigenvector. */
  readonly start: Float64Array;
  evaluate(theta: Float64Array): Evaluation;
  /** The value, exact to rounding near the minimum too, where a sum of squares minus its least would cancel. */
  excess(theta: Float64Array): number;
}

/** Makes the quadratic of a recipe. */
export function quadratic(recipe: QuadraticRecipe): Quadratic {
  const { parameters: p, spread, scale, reduction, totalWeight, seed } = recipe;
  const next = random(seed);
  const factor = 2 ** scale / (reduction === 'mean' ? totalWeight : 1);
  const eigenvalues = Float64Array.from({ length: p }, (_, j) => factor * spread ** (p > 1 ? -j / (p - 1) : 0));
  const axis = Float64Array.from({ length: p }, () => 2 * next() - 1);
  const minimum = Float64Array.from({ length: p }, () => 2 * next() - 1);
  const away = Float64Array.from({ length: p }, () => (1 + next()) * (next() < 0.5 ? -1 : 1));
  const reflect = (v: Float64Array): Float64Array => reflected(v, axis);
  const coordinates = (theta: Float64Array): Float64Array => reflect(theta.map((value, j) => value - at(minimum, j)));
  const excess = (theta: Float64Array): number =>
    coordinates(theta).reduce((sum, c, j) => sum + (at(eigenvalues, j) * c * c) / 2, 0);
  return {
    spectrum: { eigenvalues },
    start: reflect(away).map((value, j) => value + at(minimum, j)),
    excess,
    evaluate: (theta) => ({
      value: excess(theta),
      gradient: reflect(coordinates(theta).map((c, j) => c * at(eigenvalues, j))),
    }),
  };
}

/** (I − 2aaᵀ/aᵀa) v. */
function reflected(v: Float64Array, axis: Float64Array): Float64Array {
  let product = 0;
  let square = 0;
  axis.forEach((a, j) => {
    product += a * at(v, j);
    square += a * a;
  });
  return v.map((value, j) => value - ((2 * product) / square) * at(axis, j));
}
