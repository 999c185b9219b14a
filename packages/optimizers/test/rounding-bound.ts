/** u of float64. */
export const unitRoundoff = 2 ** -53;

/**
 * Bound of |computed − exact| after each of `steps` steps of the recurrence
 *
 *     g = λ (θ − c),   v ← β v + g,   θ ← θ − α v
 *
 * in float64, for the trajectory `thetas` that was computed. With the error vector (δθ, δv) the exact recurrence carries an
 * error on by M = [[1 − αλ, −αβ], [λ, β]]; each step adds at most (first order in u, Higham 2002, §2.2):
 * g: two roundings, 2u|g|; β v: u|βv|; the sum: u|v|; so |Δv| ≤ u(2|g| + |βv| + |v'|); α v: u|αv'|; θ: u|θ'|; so
 * |Δθ| ≤ α|Δv| + u(|αv'| + |θ'|). The bound is summed in absolute values through |Mʲ|, times 1.01 for the second order.
 */
export function roundingBound(
  thetas: readonly number[],
  mode: { readonly lambda: number; readonly minimum: number; readonly alpha: number; readonly beta: number },
): number[] {
  const { lambda, minimum, alpha, beta } = mode;
  const added: (readonly [number, number])[] = [];
  let velocity = 0;
  for (let k = 1; k < thetas.length; k++) {
    const gradient = lambda * (thetas[k - 1]! - minimum);
    const next = beta * velocity + gradient;
    const deltaV = unitRoundoff * (2 * Math.abs(gradient) + Math.abs(beta * velocity) + Math.abs(next));
    added.push([alpha * deltaV + unitRoundoff * (Math.abs(alpha * next) + Math.abs(thetas[k]!)), deltaV]);
    velocity = next;
  }
  const powers: (readonly [number, number])[] = [];
  let [a, b, c, d] = [1, 0, 0, 1];
  for (let j = 0; j < added.length; j++) {
    powers.push([Math.abs(a), Math.abs(b)]);
    [a, b, c, d] = [
      (1 - alpha * lambda) * a - alpha * beta * c,
      (1 - alpha * lambda) * b - alpha * beta * d,
      lambda * a + beta * c,
      lambda * b + beta * d,
    ];
  }
  return thetas.map((_, k) => {
    let bound = 0;
    for (let j = 1; j <= k; j++) {
      const [toTheta, toVelocity] = powers[k - j]!;
      bound += toTheta * added[j - 1]![0] + toVelocity * added[j - 1]![1];
    }
    return 1.01 * bound;
  });
}
