/*
 * What rounding of the data leaves of an exact fit. If y and x are roundings of numbers that satisfy the model exactly,
 * y* = f(x*), then to first order
 *
 *     |yᵢ − f(xᵢ)| ≤ δᵢ = ρ(yᵢ) + Σᵥ |∂f/∂xᵥ(xᵢ)| ρ(xᵢᵥ) + Σⱼ u |φⱼ(xᵢ) θⱼ|   (j: the features that a caller wrote),
 *
 * with ρ the unit to which a number is rounded. The residuals of least squares are what is left of y − f(x) after a
 * projection that is orthogonal for the weights, which lengthens nothing:
 *
 *     ‖√W r‖₂ ≤ ‖√W δ‖₂.
 *
 * Residuals within that bound say nothing about noise: the fit is perfect. A feature that a caller wrote is rounded to
 * float64; where its derivative is not known, its own rounding stands for that of its x.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §1.2 (rounding) and §20.1 (the projection).
 */
import {
  at,
  type BasisSpecification,
  callableBasis,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  FitError,
  inputsOf,
  type OptionKeys,
  type Problem,
  type Solution,
  U,
} from '@wellposed/core';
import { coefficientsFor, type ExactRoot } from './exact-root.js';
import { fittedOf, type ScaledFit } from './scaled-fit.js';
import { rootOf, sumOfSquares } from './sum-of-squares.js';

/** What to do with the statistics of a perfect fit. */
export interface PerfectFitOptions {
  /**
   * A fit is perfect when its residuals are no larger than the rounding of the data: then they are no noise, and 'withhold' (the
   * default) leaves everything that takes them for noise undefined, with the reason 'PERFECT_FIT'. 'report' gives it all
   * the same, for data that are exact by construction.
   */
  readonly perfectFit?: 'withhold' | 'report';
}

/** The names of `PerfectFitOptions`. */
export const perfectFitOptionKeys = { perfectFit: true } satisfies OptionKeys<PerfectFitOptions>;

/** Whether to withhold. @throws FitError 'INVALID_OPTION' for anything but 'withhold' and 'report'. */
export function withholdsPerfectFit({ perfectFit = 'withhold' }: PerfectFitOptions): boolean {
  const given: unknown = perfectFit;
  if (given === 'withhold' || given === 'report') return given === 'withhold';
  throw new FitError('INVALID_OPTION', `perfectFit must be 'withhold' or 'report', got ${String(given)}`, {
    argument: 'perfectFit',
    value: given,
  });
}

/**
 * ‖√W δ‖₂ in the units of the scaled fit.
 *
 * @param root of the design, when there is one
 */
export function dataRounding(
  problem: Problem,
  solution: Solution,
  scaled: ScaledFit,
  root: ExactRoot | undefined,
): number {
  const { rows, targets, weights, targetScale } = scaled;
  const ofTargets = unitsOf(problem.y, problem.low?.y);
  const ofInputs = unitsOf(problem.x, problem.low?.x);
  const moved = movementOf(problem, solution, { ...scaled, theta: sparing(problem, scaled, root) });
  const delta = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    if (weights && at(weights.hi, i) === 0) continue;
    delta[i] = ofTargets(i) / targetScale + moved(i, ofInputs);
  }
  return rootOf(sumOfSquares({ hi: delta, lo: new Float64Array(targets.hi.length) }, weights));
}

/**
 * The θ̄ whose movement counts. Where columns depend on each other, any solution will do, and the shortest in the user's basis can be of
 * huge coefficients that cancel (those of b = a + 1 far from 0): S XᵀW Āθ̄ has the same fitted values from the range of S.
 */
function sparing(problem: Problem, scaled: ScaledFit, root: ExactRoot | undefined): DoubleDoubleArray {
  if (!root || root.rank === scaled.columns || problem.constraints?.length) return scaled.theta;
  return coefficientsFor(fittedOf(scaled), scaled, root);
}

/**
 * The unit to which number i is rounded: u |v|. Numbers that come with what rounding lost are exact to u² |v|.
 */
function unitsOf(values: Float64Array, low: Float64Array | undefined): (i: number) => number {
  const unit = low?.some((rest) => rest !== 0) ? U * U : U;
  return (i) => unit * Math.abs(at(values, i));
}

/** For row i, how far f moves at most when its x moves by their units, with the rounding of features that a caller wrote. */
function movementOf(
  problem: Problem,
  { working }: Solution,
  { design, theta, columns, columnScales }: ScaledFit,
): (i: number, unit: (k: number) => number) => number {
  const { intercept } = working.model;
  const basis = callableBasis(working.model.basis);
  const first = Number(intercept);
  const x = inputsOf(problem);
  const written = namesWritten(basis.specification);
  const own = basis.names.flatMap((name, j) => (written.has(name) ? [j + first] : []));
  const slopes = doubleDoubleArray(basis.size);
  const slope = new DoubleDouble();
  return (i, unit) => {
    let moved = 0;
    for (let v = 0; v < basis.variables; v++) {
      slopes.hi.fill(0);
      slopes.lo.fill(0);
      try {
        basis.differentiate(x, i, v, slopes, 0);
      } catch (error) {
        // A feature whose derivative is not known, or not finite there, is left at 0.
        if (!(error instanceof FitError)) throw error;
      }
      slope.set(0);
      for (let j = 0; j < basis.size; j++) {
        const scale = at(columnScales, j + first);
        slope.addProduct(
          at(slopes.hi, j) / scale,
          at(slopes.lo, j) / scale,
          at(theta.hi, j + first),
          at(theta.lo, j + first),
        );
      }
      moved += Math.abs(slope.hi) * unit(i * basis.variables + v);
    }
    for (const j of own) moved += U * Math.abs(at(design.hi, i * columns + j) * at(theta.hi, j));
    return moved;
  };
}

/** Names of the features that a caller wrote. */
function namesWritten(specification: BasisSpecification): ReadonlySet<string> {
  if (specification.name === 'custom') return new Set(specification.features);
  if (specification.name !== 'concatenation') return new Set();
  return new Set(specification.parts.flatMap((part) => [...namesWritten(part)]));
}
