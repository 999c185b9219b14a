import { at, FitError, type Spectrum } from '@wellposed/core';

/** The interval [smallest, largest] of the eigenvalues that count as nonzero; both 0 when the Hessian is zero. */
export interface SpectrumBounds {
  /** μ, the smallest eigenvalue above the threshold. */
  readonly smallest: number;
  /** L = λmax. */
  readonly largest: number;
}

/**
 * μ and L of a Hessian's spectrum: L = max λᵢ, μ = min { λᵢ : λᵢ > p · 2⁻⁵² · L }, for p eigenvalues.
 *
 * Along an eigenvector with λ = 0 the gradient is zero and descent never moves, so such directions have no say in the
 * choice of a learning rate. The threshold p · 2⁻⁵² is the relative size at which an eigenvalue computed in float64 can
 * no longer be told from zero.
 *
 * Source of the threshold: Golub & Van Loan, Matrix Computations (4th ed., 2013), §5.4.1, with p for max(m, n).
 *
 * @throws FitError 'NON_FINITE_INPUT' for an eigenvalue that is not finite, 'INVALID_INPUT' for one below zero.
 */
export function spectrumBounds(spectrum: Spectrum): SpectrumBounds {
  const { eigenvalues } = spectrum;
  let largest = 0;
  for (let i = 0; i < eigenvalues.length; i++) {
    const value = at(eigenvalues, i);
    if (!(Number.isFinite(value) && value >= 0)) {
      const code = Number.isFinite(value) ? 'INVALID_INPUT' : 'NON_FINITE_INPUT';
      throw new FitError(code, `eigenvalue ${i} of the Hessian must be a finite number >= 0, got ${value}`, {
        argument: 'spectrum.eigenvalues',
        row: i,
        value,
      });
    }
    largest = Math.max(largest, value);
  }
  const threshold = eigenvalues.length * Number.EPSILON * largest;
  let smallest = largest;
  for (const value of eigenvalues) {
    if (value > threshold) smallest = Math.min(smallest, value);
  }
  return { smallest, largest };
}
