import { at } from '../at.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { norm } from '../norm.js';

/** Steps of the power iteration that finds the nearest dependence: it is wanted to a digit or two. */
const POWER_STEPS = 20;

/**
 * The vector v of the smallest ‖Ã v‖ ÷ ‖v‖, p numbers: the right singular vector of the largest singular value of Sᵀ, by power
 * iteration on S Sᵀ = (ÃᵀÃ)⁻¹.
 *
 * @param inverseRoot S, p × p, row-major
 */
export function nearestDependence(inverseRoot: Float64Array, columns: number): Float64Array {
  const row = (j: number): Float64Array => inverseRoot.subarray(j * columns, (j + 1) * columns);
  // The axis with the largest diagonal entry of S Sᵀ: v has a p-th of its length there at least, so that the start is never
  // orthogonal to it, as the diagonal of a symmetric pair of columns would be.
  const sizes = Float64Array.from({ length: columns }, (_, j) => norm(row(j)));
  const first = sizes.indexOf(maximumMagnitude(sizes));
  let direction = Float64Array.from({ length: columns }, (_, j) => (j === first ? 1 : 0));
  for (let step = 0; step < POWER_STEPS; step++) {
    const length = norm(direction);
    const projected = new Float64Array(columns);
    for (let j = 0; j < columns; j++) {
      const weight = at(direction, j) / length;
      for (const [k, value] of row(j).entries()) projected[k] = at(projected, k) + weight * value;
    }
    const size = norm(projected);
    direction = Float64Array.from({ length: columns }, (_, j) =>
      row(j).reduce((sum, value, k) => sum + value * (at(projected, k) / size), 0),
    );
  }
  return direction;
}
