import { at } from '../at.js';
import type { SynchronousFactorization } from '../contracts/backend.js';
import type { ScaledSystem } from './scaled-system.js';
import { transposeProduct } from './transpose-product.js';
import { weightedBy } from './weighted-by.js';

/** Passes of a solve: each takes the error down by the accuracy of S, and one pass more than that is float64's. */
const PASSES = 3;

/**
 * Solves [I Ã; Ãᵀ 0][r; θ] = [f; g] on the host, from a root S of the inverse, S Sᵀ ≈ (ÃᵀÃ)⁻¹:
 *
 *     repeat   θ ← θ + S Sᵀ(Ãᵀ(f − Ã θ) − g),   r = f − Ã θ,
 *
 * in float64, O(np) a pass, with Ã = √W Ā by its leading halves: good enough for the corrections of a refinement.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.9.3 (fixed-precision refinement of the semi-normal
 * equations, for another root).
 *
 * @param root S, p × rank, row-major
 */
export function rootSolver(system: ScaledSystem, root: Float64Array, rank: number): SynchronousFactorization['solve'] {
  const { columns, design, rootWeights } = system;
  const residualOf = (f: Float64Array, theta: Float64Array): Float64Array => {
    const fitted = f.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += at(design.hi, i * columns + j) * at(theta, j);
      return sum;
    });
    const weighted = weightedBy(rootWeights, fitted);
    return f.map((value, i) => value - at(weighted, i));
  };
  return (f, g) => {
    const theta = new Float64Array(columns);
    let residual: Float64Array = f.slice();
    for (let pass = 0; pass < PASSES; pass++) {
      const moments = transposeProduct(design.hi, weightedBy(rootWeights, residual), columns);
      const along = transposeProduct(root, g ? moments.map((moment, j) => moment - at(g, j)) : moments, rank);
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += at(root, j * rank + k) * at(along, k);
        theta[j] = at(theta, j) + sum;
      }
      residual = residualOf(f, theta);
    }
    return { theta, residual };
  };
}
