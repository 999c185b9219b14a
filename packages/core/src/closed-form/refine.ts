import { at } from '../at.js';
import type { AugmentedSolution, Factorization } from '../contracts/backend.js';
import { addTo } from '../double-double/add-to.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
import { solve } from '../fit/session-steps.js';
import { norm } from '../norm.js';
import type { ScaledSystem } from './scaled-system.js';
import { targetResidual } from './target-residual.js';
import { weightedBy } from './weighted-by.js';

/** An approximate solution in double-double and what is known of its error. */
export interface RefinedSolution {
  /** θ̄ of the scaled system, p numbers. */
  readonly theta: DoubleDoubleArray;
  /** ‖√W r‖₂ of the scaled system. */
  readonly residualNorm: number;
  /** Correction steps applied. */
  readonly steps: number;
  /**
   * Estimate of ‖θ̄ − exact‖₂ from the corrections: the last one times ρ/(1 − ρ), ρ the slowest contraction seen.
   * The error that is left by rounding in double-double is not in it. Infinity when the corrections never shrank.
   */
  readonly error: number;
  /** ‖√W f‖₂ and ‖g‖₂ of the residuals of the augmented system at this θ and r; Infinity where they were not computed. */
  readonly residuals: { readonly f: number; readonly g: number };
}

/** A contraction slower than this is none: rounding, not convergence. */
const SLOWEST_CONTRACTION = 0.5;
/** Corrections below this fraction of ‖θ̄‖ no longer change a double-double. */
const NEGLIGIBLE = 2 ** -104;
/** Residuals of the augmented system below this fraction of ‖√W y‖ are those of double-double's own rounding. */
const NEGLIGIBLE_RESIDUALS = 2 ** -100;
/** At the slowest contraction this many steps go from the first digit to the last of a double-double. */
const MOST_STEPS = 104;
const UNKNOWN = { f: Infinity, g: Infinity };

/**
 * The plain solution, refined: Björck's iteration on the augmented system with θ, r and both residuals
 *
 *     f = y − r − A θ,    g = −AᵀW r
 *
 * in double-double, the factorisation being used for the corrections only:  [I Ã; Ãᵀ 0] [√W δr; δθ] = [√W f; g].
 * A and W are the exact ones, so the rounding of √W and of a device's f32 copy costs steps, not digits.
 *
 * Source: Björck, BIT 7 (1967) 257–278; Demmel, Hida, Riedy, Li, "Extra-precise iterative refinement for
 * overdetermined least squares problems", ACM TOMS 35(4) 28 (2009), Algorithm 1.
 *
 * @param given an approximate solution to start from, p numbers; absent: the plain solution
 */
export function* refine(
  system: ScaledSystem,
  factorization: Factorization,
  given?: Float64Array,
): Steps<RefinedSolution> {
  const { rows, columns, rootWeights } = system;
  const { theta, residual } = yield* given ? from(system, given) : plainStart(system, factorization);
  const found = (steps: number, error: number): RefinedSolution => ({
    theta,
    residualNorm: norm(weightedBy(rootWeights, residual.hi)),
    steps,
    error,
    residuals: steps < MOST_STEPS ? { f: norm(weightedBy(rootWeights, f)), g: norm(g) } : UNKNOWN,
  });
  const f = new Float64Array(rows);
  const g = new Float64Array(columns);
  // The scale of the solution: ‖y‖/‖A‖ stands in when θ̄ is (nearly) zero because y is (nearly) orthogonal to A.
  let previous = Math.max(norm(theta.hi), solutionScale(system, factorization));
  let before = Infinity;
  let slowest = 0;
  let wasNegligible = false;
  const negligibleResiduals = NEGLIGIBLE_RESIDUALS * norm(weightedBy(rootWeights, system.targets));
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    yield* augmentedResidual(system, theta, residual, f, g);
    const correction = yield* solveWeighted(factorization, f, g, rootWeights);
    const length = norm(correction.theta);
    const left = norm(weightedBy(rootWeights, f)) + norm(g);
    // A correction can be 0 because its two halves, Ãᵀ√W f and g, round to the same numbers: one that leaves residuals is not believed at once.
    const isNegligible = length <= NEGLIGIBLE * norm(theta.hi);
    if (isNegligible && (wasNegligible || left <= negligibleResiduals)) return found(steps, length);
    wasNegligible = isNegligible;
    const contraction = length / previous;
    // A factor that is accurate only normwise can take a step to clear r first: its residuals shrink before θ̄ does.
    const stalls = !(contraction < SLOWEST_CONTRACTION) && !(steps > 0 && left < SLOWEST_CONTRACTION * before);
    // The correction as a whole is the error of θ̄ then, as far as it can be told.
    if (stalls) return found(steps, steps === 0 ? Infinity : 2 * length);
    if (!isNegligible) addTo(theta, fromFloat64(correction.theta));
    addTo(residual, fromFloat64(correction.residual));
    slowest = Math.max(slowest, contraction);
    previous = length;
    before = left;
  }
  return found(MOST_STEPS, slowest < 1 ? (previous * slowest) / (1 - slowest) : Infinity);
}

interface Start {
  readonly theta: DoubleDoubleArray;
  readonly residual: DoubleDoubleArray;
}

function* plainStart(system: ScaledSystem, factorization: Factorization): Steps<Start> {
  const { theta, residual } = yield* solveWeighted(factorization, system.targets, undefined, system.rootWeights);
  return { theta: fromFloat64(theta), residual: fromFloat64(residual) };
}

function* from(system: ScaledSystem, given: Float64Array): Steps<Start> {
  const theta = fromFloat64(given.slice());
  return { theta, residual: yield* targetResidual(system, theta) };
}

/** The plain solution of the scaled system, unrefined; `error` is not known. */
export function* solvePlain(system: ScaledSystem, factorization: Factorization): Steps<RefinedSolution> {
  const { targets, rootWeights } = system;
  const { theta, residual } = yield* solveWeighted(factorization, targets, undefined, rootWeights);
  return {
    theta: fromFloat64(theta),
    residualNorm: norm(weightedBy(rootWeights, residual)),
    steps: 0,
    error: Infinity,
    residuals: UNKNOWN,
  };
}

/** ‖√W y‖₂ ÷ ‖√W A‖₂: the size of coefficients that would explain all of y. */
export function solutionScale(system: ScaledSystem, factorization: Factorization): number {
  const largest = at(factorization.singularValues, 0);
  return largest > 0 ? norm(weightedBy(system.rootWeights, system.targets)) / largest : 0;
}

/** Solves with right-hand sides √W f and g; returns θ and the unweighted residual. */
function* solveWeighted(
  factorization: Factorization,
  f: Float64Array,
  g: Float64Array | undefined,
  rootWeights: Float64Array | undefined,
): Steps<AugmentedSolution> {
  if (!rootWeights) return yield* solve(factorization, f, g);
  const { theta, residual } = yield* solve(factorization, weightedBy(rootWeights, f), g);
  return { theta, residual: residual.map((value, i) => value / at(rootWeights, i)) };
}

/** f = y − r − A θ and g = −AᵀW r, each sum in double-double, rounded once. */
function* augmentedResidual(
  system: ScaledSystem,
  theta: DoubleDoubleArray,
  residual: DoubleDoubleArray,
  f: Float64Array,
  g: Float64Array,
): Steps<void> {
  const { rows, columns, design, targets, targetsLow, weights, weightsLow } = system;
  const sums = Array.from({ length: columns }, () => new DoubleDouble());
  const row = new DoubleDouble();
  const weighted = new DoubleDouble();
  const addRow = (i: number): void => {
    row.set(at(targets, i), targetsLow ? at(targetsLow, i) : 0).add(-at(residual.hi, i), -at(residual.lo, i));
    weighted.set(-at(residual.hi, i), -at(residual.lo, i));
    if (weights) weighted.multiply(at(weights, i), weightsLow ? at(weightsLow, i) : 0);
    for (let j = 0; j < columns; j++) {
      const hi = at(design.hi, i * columns + j);
      const lo = at(design.lo, i * columns + j);
      row.addProduct(-hi, -lo, at(theta.hi, j), at(theta.lo, j));
      sums[j]?.addProduct(hi, lo, weighted.hi, weighted.lo);
    }
    f[i] = row.hi;
  };
  yield* byRows(rows, 32 * (columns + 1), (from, to) => {
    for (let i = from; i < to; i++) addRow(i);
  });
  for (const [j, sum] of sums.entries()) g[j] = sum.hi;
}
