/**
 * γ_k = k u / (1 − k u): the relative error of k roundings in a row; Infinity when k u ≥ 1.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), Lemma 3.1.
 */
export function gamma(k: number, unitRoundoff: number): number {
  const ku = k * unitRoundoff;
  return ku < 1 ? ku / (1 - ku) : Infinity;
}
