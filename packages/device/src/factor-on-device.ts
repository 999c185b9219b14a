import { at, pivotThreshold, rankThreshold, runAsync } from '@wellposed/core';
import type { AugmentedSolution, Factorization, StopSignal } from '@wellposed/core';
import { factorQr, factorSvd, normalEquations } from '@wellposed/dense';
import type { DeviceMatrix, OrthogonalFactor } from './device-matrix.js';
import { scaledVector, unscaled } from './scaled-vector.js';
import { screened } from './screened.js';

/** Unit roundoff of float32. */
const U32 = 2 ** -24;

/** Ã = Ā D on a device: D is known on the host. */
export interface ScaledMatrix {
  readonly matrix: DeviceMatrix;
  /** n, p. */
  readonly rows: number;
  readonly columns: number;
  /** The diagonal of D, p numbers. */
  readonly columnScales: Float64Array;
  /** Stops the host's half once the session is disposed of. */
  readonly disposal: StopSignal;
}

/** The closed forms that start from Ā = Q R̄, by what the host makes of R. */
const HOST = { qr: factorQr, svd: factorSvd } as const;

/**
 * Ã = Q R with Q on the device, R = R̄ D (k × p) on the host, where it is factorised once more, in float64: pivoted or by its
 * singular values. With ρ the residual of the host's augmented system for R, right-hand side Qᵀf and g, the device's is
 *
 *     [ I  Ã ] [ r ]   [ f ]              [ I  R ] [ ρ ]   [ Qᵀf ]
 *     [ Ãᵀ 0 ] [ θ ] = [ g ]      ⇐       [ Rᵀ 0 ] [ θ ] = [  g  ],    r = f − Q (Qᵀf − ρ)
 *
 * since QQᵀr = Qρ. The rank is decided at float32's threshold: R is known no better.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.5, eq. (20.19)–(20.21); Chan, "An improved
 * algorithm for computing the singular value decomposition", ACM TOMS 8 (1982) 72–83, for the SVD of R.
 *
 * @param q Ā = Q R̄
 * @throws FitError 'DEVICE_FAILED'
 */
export async function factorOrthogonal(
  solver: 'qr' | 'svd',
  scaled: ScaledMatrix,
  q: OrthogonalFactor,
): Promise<Factorization> {
  const { rows, columns, columnScales, disposal } = scaled;
  const upper = screened('R', q.upper).map((value, k) => value * at(columnScales, k % columns));
  const threshold = rankThreshold(rows, columns, U32);
  const host = await runAsync(HOST[solver](upper, Math.min(rows, columns), columns, threshold), disposal);
  return {
    ...host,
    async solve(f, g): Promise<AugmentedSolution> {
      const given = scaledVector(f);
      const d = unscaled(screened('Qᵀ f', await q.multiplyTransposed(given.values)), given.scale);
      const { theta, residual: rho } = await runAsync(host.solve(d, g), disposal);
      const c = scaledVector(d.map((value, i) => value - at(rho, i)));
      const fitted = unscaled(screened('Q c', await q.multiply(c.values)), c.scale);
      return { theta, residual: f.map((value, row) => value - at(fitted, row)) };
    },
  };
}

/**
 * Normal equations: Ḡ = ĀᵀĀ from the device, G = D Ḡ D and its Cholesky factor on the host, in float64. Solves
 *
 *     θ = G⁻¹ (Ãᵀf − g),   residual = f − Ã θ
 *
 * with both products on the device. Forming Ḡ in float32 squares κ in float32: it breaks down when u κ² ≳ 1, at κ of 4000.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.4.
 *
 * @throws FitError 'DEVICE_FAILED'
 */
export async function factorNormal(scaled: ScaledMatrix): Promise<Factorization> {
  const { matrix, rows, columns, columnScales, disposal } = scaled;
  const gram = screened('the Gram matrix', await matrix.gram()).map(
    (value, k) => value * at(columnScales, k % columns) * at(columnScales, Math.floor(k / columns)),
  );
  const limit = pivotThreshold(columns, matrix.summationConstant, U32);
  const { solve, ...found } = await runAsync(normalEquations(gram, rows, columns, limit), disposal);
  return {
    ...found,
    async solve(f, g): Promise<AugmentedSolution> {
      const given = scaledVector(f);
      const moments = screened('Ãᵀ f', await matrix.multiplyTransposed(given.values));
      const theta = Float64Array.from(moments, (moment, j) => {
        return moment * at(columnScales, j) * given.scale - (g ? at(g, j) : 0);
      });
      solve(theta);
      const v = scaledVector(theta.map((value, j) => value * at(columnScales, j)));
      const fitted = unscaled(screened('Ã θ', await matrix.multiply(v.values)), v.scale);
      return { theta, residual: f.map((value, row) => value - at(fitted, row)) };
    },
  };
}
