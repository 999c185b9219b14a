import type { WideArray } from '../double-double/double-double-array.js';
import type { SolverName } from './backend.js';
import type { BasisSpecification } from './basis-specification.js';
import type { Model } from './problem.js';

/** How a fit ended. Closed list; every status has its advice in `solution.advice`. */
export type Status =
  'converged' | 'stalled' | 'diverged' | 'max-iterations' | 'rank-deficient' | 'precision-exhausted' | 'aborted';

/** How many digits can be trusted, and why. It may understate; it must not overstate. */
export interface Certificate {
  /** How the error was bounded. */
  readonly method: 'refinement' | 'forward-error-bound' | 'gradient-bound';
  /** κ₂ of the matrix that was factorised: √W A in the working basis, columns equilibrated by powers of two. */
  readonly conditionNumber: number;
  /** u of the arithmetic of the factorisation. */
  readonly unitRoundoff: number;
  /** Correct significant decimal digits of each coefficient, p numbers in [0, 15.9]; against the exact solution for the inputs as given. */
  readonly digits: Float64Array;
  /** Correct significant decimal digits of the fitted values, relative to the largest of them; in [0, 15.9]. */
  readonly fittedDigits: number;
  /** Refinement steps taken; 0 without refinement. */
  readonly refinementSteps: number;
  /**
   * Where the model has functions that the caller wrote: the digits hold for any functions within this relative rounding of theirs,
   * the largest that they state (`Feature.rounding`). Absent: nothing of the model is rounded to float64.
   */
  readonly featureRounding?: number;
}

/** The rank decision. */
export interface Rank {
  readonly numerical: number;
  /** Relative threshold below which a singular value counts as zero. */
  readonly threshold: number;
  /**
   * 'deficient': the data do not determine all coefficients. 'nearly-deficient': they do, but changing the (equilibrated) design by
   * a relative 1/κ, below √u, would undo it: coefficients are right for the data as given, and meaningless if those
   * are rounded to fewer than half the digits of float64.
   */
  readonly verdict: 'full' | 'nearly-deficient' | 'deficient';
  /** Names of the columns that take part in a linear dependence, exact or near; empty for the verdict 'full'. */
  readonly dependentColumns: readonly string[];
}

/** One recorded iteration of a descent, the fields of Ceres Solver's IterationSummary that apply to first-order methods. */
export interface TraceEntry {
  readonly iteration: number;
  readonly value: number;
  /** value(previous recorded iteration) − value: positive when it improved. NaN-free: 0 for the first entry. */
  readonly valueChange: number;
  readonly gradientMaxNorm: number;
  readonly learningRate?: number;
  /** learning rate ÷ largest stable learning rate; below 1 is stable. */
  readonly learningRateRatio?: number;
}

/** Where a descent stands, as plain data that JSON keeps to the bit: pass it as `resume` to go on from there. */
export interface Checkpoint {
  readonly optimizer: string;
  readonly iteration: number;
  readonly state: unknown;
  /**
   * The basis of θ in the state where it is not the user's own: on a float32 backend, a descent at a rate from the spectrum runs in a
   * better conditioned one. It resumes only there.
   */
  readonly basis?: BasisSpecification;
}

/** What a descent adds to a solution. */
export interface DescentRecord {
  readonly optimizer: string;
  readonly iterations: number;
  /** The objective (loss plus penalty) at the coefficients. */
  readonly value: number;
  readonly trace: readonly TraceEntry[];
  readonly checkpoint: Checkpoint;
  /** Eigenvalues of the Hessian, descending, when the backend can compute them; in the basis of the checkpoint. */
  readonly eigenvalues?: Float64Array;
  readonly largestStableLearningRate?: number;
  /**
   * Steps of refinement, with residuals in double-double, between the end of a descent on a float32 backend and the coefficients; the
   * trace and the checkpoint are the descent's. Absent: the coefficients are what descent left.
   */
  readonly refinementSteps?: number;
}

/** The model in the basis in which it was solved, which predicts without the digits that a change of basis would cost. */
export interface WorkingSolution {
  readonly model: Model;
  /** p numbers, before their last rounding; with exponents where one is beyond float64's range, as in the members below. */
  readonly theta: WideArray;
  /** M, p × p, row-major: coefficients in the user's basis = M θ. Absent when both bases are the same. */
  readonly changeOfBasis?: WideArray;
  /**
   * S, p × rank, row-major: covariance of θ = σ² S Sᵀ, with S as accurate as the backend's factorisation. Its range is exact:
   * S T, for a suitable rank × rank T, is the exact one. Absent when no factorisation was at hand, the fit did not
   * end at the minimum, or a penalty, another loss than the squared one or a bound makes it meaningless.
   */
  readonly inverseRoot?: WideArray;
}

/** The answer to a problem. Plain data and arrays, which `structuredClone` copies: the functions of its basis are inherited. */
export interface Solution {
  readonly status: Status;
  /** One or two sentences: what happened and what to do. */
  readonly advice: string;
  /** In the basis that the user asked for; p numbers, the intercept first. */
  readonly coefficients: Float64Array;
  /** Names of the coefficients: '1' for the intercept, then the basis' own. */
  readonly names: readonly string[];
  readonly working: WorkingSolution;
  /** Predictions at the rows of the data, n numbers (rows of weight zero included). */
  readonly fitted: Float64Array;
  /** y − fitted, n numbers. */
  readonly residuals: Float64Array;
  /** Σ wᵢ rᵢ². */
  readonly residualSumOfSquares: number;
  /** Rows of positive weight. */
  readonly observations: number;
  /** observations − numerical rank. */
  readonly degreesOfFreedom: number;
  readonly rank?: Rank;
  /**
   * κ₂ of √W A in the user's own basis and units (of the penalised design, where there is a penalty), the one that descent there
   * feels; `certificate.conditionNumber` is that of the basis that was solved in. Infinity when the design is singular; absent where no
   * factorisation is at hand, or κ₂ is beyond float64's range.
   */
  readonly designConditionNumber?: number;
  readonly certificate?: Certificate;
  /** Names of the coefficients that non-negativity holds at 0; present for a problem with `nonnegative` ones. */
  readonly atBound?: readonly string[];
  /**
   * Names of the coefficients that differ among equally good solutions; present for a problem with `nonnegative` ones, where bounds can
   * leave one solution although columns depend on each other (`rank` is that of the design). Empty: there is one solution only. Otherwise
   * the status is 'rank-deficient', and this solution is the shortest of all non-negative ones, ‖θ‖₂ in the user's coordinates, as without
   * bounds.
   */
  readonly undetermined?: readonly string[];
  readonly backend: string;
  /** The closed form used; absent for a descent. */
  readonly solver?: SolverName;
  readonly descent?: DescentRecord;
  /** Things the user should know although the fit succeeded. */
  readonly warnings: readonly string[];
}
