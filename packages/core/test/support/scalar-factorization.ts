import type { SynchronousFactorization } from '../../src/contracts/backend.js';

/**
 * A factorisation of A = [1; 0; …; 0], n × 1, whose θ is short of the right one by the fraction `miss` of it: then each
 * step of refinement multiplies the error by `miss`, exactly when that is a power of two. `start` replaces the first θ.
 */
export function scalarFactorization(
  miss: number,
  start?: number,
): SynchronousFactorization & { readonly calls: () => number } {
  let solves = 0;
  return {
    calls: () => solves,
    solver: 'qr',
    outcome: 'ok',
    rank: 1,
    threshold: 2 ** -50,
    singularValues: Float64Array.of(1),
    nullSpace: new Float64Array(0),
    inverseRoot: Float64Array.of(1),
    solve(f, g) {
      solves += 1;
      const right = f[0]! - (g?.[0] ?? 0);
      const residual = f.slice();
      residual[0] = g?.[0] ?? 0;
      return { theta: Float64Array.of(solves === 1 && start !== undefined ? start : (1 - miss) * right), residual };
    },
  };
}
