import type { Evaluation, Query } from './evaluation.js';
import type { Loss } from './loss.js';
import type { MaybePromise } from './maybe-promise.js';
import type { Steps } from './steps.js';

/** The closed forms. `cholesky` solves the normal equations and squares κ; `tsqr` is QR by blocks of rows. */
export type SolverName = 'cholesky' | 'qr' | 'svd' | 'tsqr';

/**
 * What a session may offer beyond the required members.
 *
 * | feature       | what it adds to a session                                                        |
 * |---------------|----------------------------------------------------------------------------------|
 * | products      | `multiply`, `multiplyTransposed`: A v and Aᵀ u, all that Krylov methods need       |
 * | batches       | `evaluate` at some of the rows, `query.rows`                                      |
 * | compression   | `compress`: the triangle that stands for all rows in a least-squares objective     |
 * | fused-descent | `descend`: many steps of descent on the device, without the host in between       |
 */
export type SessionFeature = 'products' | 'batches' | 'compression' | 'fused-descent';

/** What a backend can do, as data: a wrong pair fails before any work, with the reason. */
export interface Capabilities<S extends SolverName = SolverName> {
  /** The format in which the device computes. */
  readonly precision: 'f64' | 'f32';
  /** u of that format: 2⁻⁵³ or 2⁻²⁴. Every agreement bound is a multiple of it. */
  readonly unitRoundoff: number;
  /** The closed forms that `Session.factor` accepts. */
  readonly solvers: readonly S[];
  /** Whether `Session.evaluate` accepts losses that are not quadratic. */
  readonly generalLosses: boolean;
  /** The optional parts of a session that are there; the others are refused with 'UNSUPPORTED'. */
  readonly features: readonly SessionFeature[];
  /** True when no call returns a promise, so that `fitSync` can use the backend. */
  readonly synchronous: boolean;
}

/** Whether a backend can run here, and on what; asked before running. */
export type Availability =
  | {
      readonly ok: true;
      readonly engine: string;
      readonly device: string;
      /** What is worth knowing although it runs, such as why a faster engine does not. */
      readonly note?: string;
    }
  | { readonly ok: false; readonly engine: string; readonly reason: string; readonly remedy: string };

/**
 * The checked, materialised problem that a backend gets: minimise Σ wᵢ ρ(yᵢ − (A θ)ᵢ), reduced.
 *
 * All numbers are finite, all weights > 0 (rows of weight zero are gone), rows ≥ 1 and columns ≥ 1. The arrays belong
 * to the caller and stay unchanged until `dispose`: a backend may keep them, and must not write to them.
 */
export interface LinearSystem {
  /** n. */
  readonly rows: number;
  /** p. */
  readonly columns: number;
  /** A, n × p, row-major. */
  readonly design: Float64Array;
  /** y, n. */
  readonly targets: Float64Array;
  /** w, n; absent when all are 1. They multiply ρ(r), thus the squared residuals. */
  readonly weights?: Float64Array;
  readonly loss: Loss;
}

/**
 * Where the linear algebra runs. Three members; everything else is shared code in core.
 *
 * | member    | meaning                                                                        |
 * |-----------|--------------------------------------------------------------------------------|
 * | name      | lower-case word, the same on the command line                                  |
 * | supports  | capabilities, as data; constant                                                |
 * | available | can it run here, on what device; if not, why, and what to do. Never throws     |
 * | open      | makes the data resident on the device                                          |
 */
export interface Backend<S extends SolverName = SolverName> {
  readonly name: string;
  readonly supports: Capabilities<S>;
  available(): MaybePromise<Availability>;
  /** @throws FitError 'BACKEND_UNAVAILABLE' when it cannot run here; 'UNSUPPORTED' for a loss it declared it lacks. */
  open(system: LinearSystem): MaybePromise<Session<S>>;
}

/** A backend whose every call answers at once: what `fitSync` and `polyfit` take. */
export interface SynchronousBackend<S extends SolverName = SolverName> extends Backend<S> {
  readonly supports: Capabilities<S> & { readonly synchronous: true };
  open(system: LinearSystem): SynchronousSession<S>;
}

/**
 * Data resident on a device. After `dispose` every call throws FitError 'SESSION_DISPOSED'; a second `dispose` is harmless.
 *
 * | member             | feature       | meaning                                                               |
 * |--------------------|---------------|-----------------------------------------------------------------------|
 * | evaluate           | required      | objective and its gradient at a θ                                     |
 * | factor             | required      | factorises √W A for a closed form                                     |
 * | dispose            | required      | gives everything back                                                 |
 * | multiply           | products      | A v                                                                   |
 * | multiplyTransposed | products      | Aᵀ u                                                                  |
 * | compress           | compression   | R of [√W A | √W y]                                                    |
 * | descend            | fused-descent | many steps of gradient descent with momentum                          |
 * | pausing            | optional      | the long calls of a session that answers at once, with pauses          |
 *
 * Nobody may wait for an answer any longer when the fit is stopped: a call under way ends soon after `dispose`. A session that answers at
 * once and keeps the thread for longer than some milliseconds offers `pausing`.
 *
 * A device that fails while it works (lost, out of memory) rejects with FitError 'DEVICE_FAILED'; the session is then of no
 * further use, and `dispose` still gives back what can be given.
 */
export interface Session<S extends SolverName = SolverName> {
  /**
   * Value and gradient of the reduced loss at `query.theta`, over the rows `query.rows` when they are given.
   * @throws FitError 'SHAPE_MISMATCH', 'SESSION_DISPOSED'; 'UNSUPPORTED' for `query.rows` without the feature 'batches',
   * 'INVALID_OPTION' for rows that are not there.
   */
  evaluate(query: Query): MaybePromise<Evaluation>;
  /** @throws FitError 'UNSUPPORTED' for a solver that is not in `supports.solvers`, 'SESSION_DISPOSED'. */
  factor(solver: S): MaybePromise<Factorization>;
  dispose(): void;
  /** A v, n numbers, without the weights; v has p. @throws FitError 'SHAPE_MISMATCH', 'SESSION_DISPOSED', 'UNSUPPORTED'. */
  multiply(v: Float64Array): MaybePromise<Float64Array>;
  /** Aᵀ u, p numbers, without the weights; u has n. @throws FitError as `multiply`. */
  multiplyTransposed(u: Float64Array): MaybePromise<Float64Array>;
  /** @throws FitError 'SESSION_DISPOSED', 'UNSUPPORTED'. */
  compress(): MaybePromise<Triangle>;
  /** @throws FitError 'SHAPE_MISMATCH', 'SESSION_DISPOSED', 'UNSUPPORTED', also for a loss that is not quadratic. */
  descend(run: MomentumRun): MaybePromise<MomentumPoint>;
  /** The same answers and refusals, to the bit; who wraps a session and changes a call leaves it out. */
  readonly pausing?: PausingSession<S> | undefined;
}

/** Calls of a session as computations that make pauses, at which the fit can be stopped. Absent: they are short. */
export interface PausingSession<S extends SolverName = SolverName> {
  evaluate(query: Query): Steps<Evaluation>;
  factor(solver: S): Steps<Factorization>;
  compress(): Steps<Triangle>;
}

/**
 * R of [√W A | √W y] = Q R: (p + 1) × (p + 1), upper triangular, row-major, zeros below the diagonal (and in the last rows
 * when n ≤ p). For every θ, ‖√W (y − A θ)‖₂ = ‖R [−θ; 1]‖₂: a quadratic objective costs O(p²), however large n is.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.4.3, §6.6.
 */
export interface Triangle {
  /** p + 1. */
  readonly size: number;
  readonly entries: Float64Array;
}

/** A point of a descent with momentum, plain data: θ and v, p numbers each. */
export interface MomentumPoint {
  readonly theta: Float64Array;
  readonly velocity: Float64Array;
}

/**
 * `steps` times v ← μ v − η ∇f(θ), θ ← θ + v, with f the reduced loss: heavy ball, and gradient descent for μ = 0.
 * Source: Polyak, "Some methods of speeding up the convergence of iteration methods", USSR Comput. Math. Math. Phys. 4(5)
 * (1964) 1–17.
 */
export interface MomentumRun extends MomentumPoint {
  /** η > 0, in units of θ² ÷ objective. */
  readonly learningRate: number;
  /** μ, in [0, 1). */
  readonly momentum: number;
  /** A whole number ≥ 1. */
  readonly steps: number;
}

/** A session whose every call answers at once. */
export interface SynchronousSession<S extends SolverName = SolverName> extends Session<S> {
  evaluate(query: Query): Evaluation;
  factor(solver: S): SynchronousFactorization;
  multiply(v: Float64Array): Float64Array;
  multiplyTransposed(u: Float64Array): Float64Array;
  compress(): Triangle;
  descend(run: MomentumRun): MomentumPoint;
}

/**
 * A factorisation of Ã = √W A (n × p), used as the one linear solve that every closed form is:
 *
 *     [ I   Ã ] [ r ]   [ f ]
 *     [ Ãᵀ  0 ] [ θ ] = [ g ]
 *
 * With f = √W y and g = 0 this is the least-squares problem, r its (weighted) residual. With f and g the residuals of
 * an approximate solution it gives the correction of iterative refinement, which core does for every backend alike.
 *
 * Source: Björck, "Iterative refinement of linear least squares solutions I", BIT 7 (1967) 257–278;
 * Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.5.
 */
export interface Factorization {
  readonly solver: SolverName;
  /**
   * 'ok', or 'not-positive-definite' when Cholesky broke down: AᵀA is not numerically positive definite (u κ² ≳ 1), so that
   * its rank is below p.
   * A broken-down factorisation solves nothing: its other members hold what was found up to then.
   */
  readonly outcome: 'ok' | 'not-positive-definite';
  /** Numerical rank: how many singular values (or pivots) exceed `threshold` times the largest. */
  readonly rank: number;
  /** The relative threshold τ of the rank decision. */
  readonly threshold: number;
  /** Singular values of Ã, min(n, p) numbers, descending; for Cholesky those of the Cholesky factor. */
  readonly singularValues: Float64Array;
  /**
   * Null space of the rank-`rank` matrix: p × (p − rank), row-major, columns linearly independent.
   * A solution plus any combination of these columns fits equally well.
   */
  readonly nullSpace: Float64Array;
  /** S, p × rank, row-major, with S Sᵀ = (ÃᵀÃ)⁻¹ (a generalised inverse when rank < p): standard errors without AᵀA. */
  readonly inverseRoot: Float64Array;
  /**
   * Solves the augmented system above; `g` absent means 0. When rank < p, θ is one of the least-squares solutions.
   * @param f n numbers
   * @param g p numbers
   * @throws FitError 'SHAPE_MISMATCH' for f or g of another length, 'SESSION_DISPOSED' once the session is, 'UNSUPPORTED'
   * when the factorisation broke down.
   */
  solve(f: Float64Array, g?: Float64Array): MaybePromise<AugmentedSolution>;
  /** The same, with pauses; absent: it is short. Who wraps `solve` leaves it out. */
  readonly pausing?: { solve(f: Float64Array, g?: Float64Array): Steps<AugmentedSolution> } | undefined;
}

/** A factorisation whose solves answer at once. */
export interface SynchronousFactorization extends Factorization {
  solve(f: Float64Array, g?: Float64Array): AugmentedSolution;
}

/** Solution of the augmented system: θ (p) and the residual r = f − Ã θ (n). Fresh arrays, the caller's to keep. */
export interface AugmentedSolution {
  readonly theta: Float64Array;
  readonly residual: Float64Array;
}
