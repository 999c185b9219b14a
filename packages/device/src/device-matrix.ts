import type { MaybePromise } from '@wellposed/core';

/** What a device is given: Ā (n × p, row-major) and ȳ (n), brought to the size of 1 and rounded to float32. */
export interface DeviceData {
  /** n ≥ 1. */
  readonly rows: number;
  /** p ≥ 1. */
  readonly columns: number;
  readonly entries: Float32Array;
  readonly targets: Float32Array;
}

/**
 * Ā and ȳ, resident on a device that computes in float32: all that a backend has to write. Everything else of a session is
 * `deviceSession`, the same for all devices.
 *
 * | member             | answer                                                              | numbers      |
 * |--------------------|---------------------------------------------------------------------|--------------|
 * | multiply           | Ā v                                                                 | n            |
 * | multiplyTransposed | Āᵀ u                                                                | p            |
 * | leastSquares       | ‖r‖² and Āᵀ r for r = ȳ − Ā θ                                       | 1 + p        |
 * | gram               | ĀᵀĀ, row-major, both halves                                         | p × p        |
 * | orthogonalise      | Ā = Q R, k = min(n, p), Q on the device                             | R: k × p     |
 * | triangle           | R of [Ā | ȳ], row-major, k = min(n, p + 1)                          | k × (p + 1)  |
 * | gather             | the same for some rows, each as often as its index stands there     |              |
 * | descend            | optional: steps of descent with momentum                            | 2 p          |
 * | dispose            | gives the memory back; a second call is harmless                    |              |
 *
 * Arguments hold finite numbers of moderate size. Answers are fresh arrays. What a device answers is screened for NaN and infinities
 * by `deviceSession`, on the host: a shader may assume that there are none. A device that fails throws FitError
 * 'DEVICE_FAILED'.
 *
 * Sums over the n rows are made by blocks of rows, in float32 within a block; the sums of blocks are added in pairs, or on the
 * host in float64, hence the float64 of the answers that are sums.
 */
export interface DeviceMatrix {
  /**
   * m: a sum over the rows has an error of at most γ_m Σ |terms|, u = 2⁻²⁴ (Higham 2002, §4.2, eq. 4.6): the number of additions in
   * float32 that a term passes through at most; not above n.
   */
  readonly summationConstant: number;
  multiply(v: Float32Array): MaybePromise<Float32Array>;
  multiplyTransposed(u: Float32Array): MaybePromise<Float64Array>;
  leastSquares(theta: Float32Array): MaybePromise<LeastSquares>;
  gram(): MaybePromise<Float64Array>;
  orthogonalise(): MaybePromise<OrthogonalFactor>;
  triangle(): MaybePromise<Float64Array>;
  gather(rows: Uint32Array): MaybePromise<DeviceMatrix>;
  descend?(run: DeviceDescent): MaybePromise<DevicePoint>;
  dispose(): void;
}

/** ‖r‖₂² and Āᵀ r, p numbers. */
export interface LeastSquares {
  readonly squares: number;
  readonly moments: Float64Array;
}

/**
 * Ā = Q R with Q of n × k, orthonormal columns, and R of k × p, k = min(n, p). Backward stable, as Householder's method is:
 * ‖Ā − Q R‖ and ‖QᵀQ − I‖ within the constants of `backwardError('qr', …)` (Higham 2002, Theorem 19.4).
 *
 * Q may be any representation on the device: explicit, reflectors, a tree of blocks. `dispose` gives its memory back; a second
 * call is harmless. `deviceSession` calls it, before that of the matrix.
 */
export interface OrthogonalFactor {
  /** R, k × p, row-major; upper triangular (trapezoidal) or not. */
  readonly upper: Float64Array;
  /** Qᵀ f, k numbers, for f of n. */
  multiplyTransposed(f: Float32Array): MaybePromise<Float64Array>;
  /** Q c, n numbers, for c of k. */
  multiply(c: Float32Array): MaybePromise<Float32Array>;
  dispose(): void;
}

/** θ and v, p numbers each. */
export interface DevicePoint {
  readonly theta: Float32Array;
  readonly velocity: Float32Array;
}

/** `steps` times v ← μ v + s ∘ Āᵀ(ȳ − Ā θ), θ ← θ + v; s has one rate for each column. */
export interface DeviceDescent extends DevicePoint {
  readonly rates: Float32Array;
  readonly momentum: number;
  readonly steps: number;
}
