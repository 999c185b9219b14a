/**
 * Steps of gradient descent that shrink the error along an eigenvector of the Hessian by `factor`: |1 − α λ|ᵏ = 1/factor.
 *
 * Infinity when the error does not shrink (α λ = 0 or ≥ 2), 0 when one step removes it.
 */
export function stepsPerFactor(factor: number, learningRate: number, eigenvalue: number): number {
  const decrease = learningRate * eigenvalue;
  if (decrease <= 0 || decrease >= 2) return Infinity;
  // log1p keeps the digits of a decrease far below 1.
  const rate = decrease < 1 ? Math.log1p(-decrease) : Math.log(decrease - 1);
  return Math.log(factor) / -rate;
}
