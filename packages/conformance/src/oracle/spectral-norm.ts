import { at } from '@wellposed/core';

/** After 56 squarings the other eigenvalues cannot move the result by more than a factor p^(2⁻⁵⁷) < 1 + 2⁻⁵⁵. */
const SQUARINGS = 56;

/**
 * ‖M‖₂ of a symmetric positive semidefinite matrix (p × p, row-major), by repeated squaring:
 *
 *     λ_max = lim ‖M^(2ᵏ)‖_F^(2⁻ᵏ),   with λ_max ≤ ‖M^(2ᵏ)‖_F^(2⁻ᵏ) ≤ p^(2⁻ᵏ⁻¹) λ_max.
 *
 * Slow, obvious, with a bound that needs no gap between eigenvalues, and unlike anything a backend does.
 * Source: Horn and Johnson, Matrix Analysis (2013), Corollary 5.6.14 (Gelfand's formula).
 */
export function spectralNorm(matrix: Float64Array, size: number): number {
  let power = Float64Array.from(matrix);
  let first = 1;
  let logarithm = 0;
  for (let k = 0; k <= SQUARINGS; k++) {
    const largest = power.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    if (largest === 0) return 0;
    const frobenius = largest * Math.sqrt(power.reduce((sum, v) => sum + (v / largest) ** 2, 0));
    if (k === 0) first = frobenius;
    else logarithm += Math.log(frobenius) / 2 ** k;
    power = squareOf(
      power.map((v) => v / frobenius),
      size,
    );
  }
  return first * Math.exp(logarithm);
}

function squareOf(m: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++)
        out[i * size + j] = at(out, i * size + j) + at(m, i * size + k) * at(m, k * size + j);
    }
  }
  return out;
}
