import { at } from '../at.js';
import type { Backend, Factorization, SolverName } from '../contracts/backend.js';
import type { Model, Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { describeFit } from '../fit/describe-fit.js';
import { describeRank } from '../fit/describe-rank.js';
import type { Steps } from '../fit/steps.js';
import { wait } from '../fit/steps.js';
import { withPenaltyRows } from '../penalties/with-penalty-rows.js';
import { coefficientNames } from '../problem/coefficient-names.js';
import { inputsOf } from '../problem/inputs-of.js';
import { materialise } from '../problem/materialise.js';
import { closedFormAdvice } from './advice.js';
import { certifiedDigits } from './certify.js';
import { minimumNorm } from './minimum-norm.js';
import type { ScaledSystem } from './scaled-system.js';
import { scaledSystem, toLinearSystem } from './scaled-system.js';
import type { ScaledSolution } from './solve-scaled.js';
import { solveScaled } from './solve-scaled.js';

/**
 * The closed form: domain map → well-conditioned basis → powers-of-two scaling → factorisation by the backend →
 * refinement → coefficients in the user's basis, in double-double until the last rounding.
 */
export function* closedForm<S extends SolverName>(
  problem: Problem,
  backend: Backend<S>,
  solver: S,
  refined: boolean,
): Steps<Solution> {
  const { model, changeOfBasis } = workingModel(problem);
  const design = materialise(model, inputsOf(problem), problem.y.length);
  const system = scaledSystem(withPenaltyRows(problem, design));
  const session = yield* wait(backend.open(toLinearSystem(system, problem.loss)));
  try {
    const factorization = yield* wait(session.factor(solver));
    const scaled = yield* solveScaled(system, factorization, backend.supports.unitRoundoff, refined);
    const theta = workingCoefficients(system, factorization, scaled, changeOfBasis);
    const coefficients = changeOfBasis ? productOf(changeOfBasis, theta, system.columns, system.targetScale) : theta.hi;
    const names = coefficientNames(problem.model);
    // NaN too: a change of basis that overflows subtracts infinities. A factorisation that broke down has its own status.
    const beyond = factorization.outcome === 'ok' ? coefficients.findIndex((value) => !Number.isFinite(value)) : -1;
    const overflow = names[beyond];
    const status = overflow === undefined ? scaled.status : 'precision-exhausted';
    return {
      status,
      advice: closedFormAdvice[status],
      coefficients,
      names,
      working: {
        model,
        theta,
        ...(changeOfBasis && { changeOfBasis }),
        ...(status !== 'precision-exhausted' &&
          !problem.penalty && { inverseRoot: unscaledInverseRoot(system, factorization) }),
      },
      ...describeFit(problem, design, theta, factorization.rank),
      rank: describeRank(factorization, names, changeOfBasis !== undefined),
      certificate: {
        method: scaled.method,
        conditionNumber: scaled.conditionNumber,
        unitRoundoff: backend.supports.unitRoundoff,
        digits: certifiedDigits(
          coefficients,
          workingErrors(system, scaled, theta, changeOfBasis !== undefined),
          changeOfBasis,
        ),
        fittedDigits: 0,
        refinementSteps: scaled.refinementSteps,
      },
      backend: backend.name,
      solver,
      warnings: overflow === undefined ? [] : [`coefficient '${overflow}' overflows float64: rescale x or y`],
    };
  } finally {
    session.dispose();
  }
}

/** The model that is solved: well-conditioned where its basis knows how, and no penalty ties it to the user's basis. */
function workingModel(problem: Problem): { readonly model: Model; readonly changeOfBasis?: DoubleDoubleArray } {
  const { model, x, penalty } = problem;
  if (!model.intercept || penalty || !model.basis.conditioned) return { model };
  const { basis, changeOfBasis } = model.basis.conditioned(x);
  return { model: { basis, intercept: true }, changeOfBasis };
}

/** θ of the working model: unscaled, and the shortest in the user's basis where there are many. */
function workingCoefficients(
  system: ScaledSystem,
  factorization: Factorization,
  scaled: ScaledSolution,
  changeOfBasis: DoubleDoubleArray | undefined,
): DoubleDoubleArray {
  const { columns, columnScales, targetScale } = system;
  const theta = unscale(scaled.theta, columnScales, targetScale);
  if (scaled.status !== 'rank-deficient') return theta;
  const dimension = columns - factorization.rank;
  const nullSpace = factorization.nullSpace.map((value, k) => value / at(columnScales, Math.floor(k / dimension)));
  const toUser = (v: Float64Array, unit: number): Float64Array =>
    changeOfBasis ? productOf(changeOfBasis, fromFloat64(v), columns, unit) : v;
  const userNullSpace = mapColumns(nullSpace, columns, dimension, (column) => toUser(column, 1));
  const z = minimumNorm(toUser(theta.hi, targetScale), userNullSpace);
  const shift = productOf(fromFloat64(nullSpace), fromFloat64(z), columns, targetScale);
  return fromFloat64(theta.hi.map((value, j) => value + at(shift, j)));
}

/** A v, rounded once. In units of a power of two near the size of v, so that no product is beyond double-double's range. */
function productOf(a: DoubleDoubleArray, v: DoubleDoubleArray, rows: number, unit: number): Float64Array {
  const scaled = { hi: v.hi.map((value) => value / unit), lo: v.lo.map((value) => value / unit) };
  return multiply(a, scaled, rows).hi.map((value) => value * unit);
}

/** θ = t θ̄ ÷ c in an order that overflows only when θ does. */
function unscale(theta: DoubleDoubleArray, columnScales: Float64Array, targetScale: number): DoubleDoubleArray {
  const apply = (value: number, j: number): number => {
    const ratio = targetScale / at(columnScales, j);
    return ratio > 0 && ratio < Infinity ? value * ratio : (value / at(columnScales, j)) * targetScale;
  };
  return { hi: theta.hi.map(apply), lo: theta.lo.map(apply) };
}

/** Bounds on the absolute error of each working coefficient, with what the change of basis will add to it. */
function workingErrors(
  system: ScaledSystem,
  scaled: ScaledSolution,
  theta: DoubleDoubleArray,
  changes: boolean,
): Float64Array {
  const { columns, columnScales, targetScale } = system;
  // The matrix of the change comes from a recurrence whose terms may cancel: with all signs equal, Chebyshev's grows
  // like (1 + √2)ᵏ on [−1, 1] (T_k at i; Mason & Handscomb 2003, eq. (1.49)), and 3ᵏ bounds it.
  const conversion = changes ? columns * 3 ** columns * U_EXTENDED : U_EXTENDED;
  return theta.hi.map((value, j) => (scaled.error / at(columnScales, j)) * targetScale + conversion * Math.abs(value));
}

/** S in the working basis' units: diag(1/c) S̄ ÷ √(weight scale), exactly. */
function unscaledInverseRoot(system: ScaledSystem, factorization: Factorization): DoubleDoubleArray {
  const rootScale = Math.sqrt(system.weightScale);
  return fromFloat64(
    factorization.inverseRoot.map(
      (value, k) => value / (at(system.columnScales, Math.floor(k / factorization.rank)) * rootScale),
    ),
  );
}

/** Applies a linear map to each column of a rows × count matrix, row-major. */
function mapColumns(
  matrix: Float64Array,
  rows: number,
  count: number,
  map: (column: Float64Array) => Float64Array,
): Float64Array {
  const result = new Float64Array(rows * count);
  for (let k = 0; k < count; k++) {
    const column = map(Float64Array.from({ length: rows }, (_, j) => at(matrix, j * count + k)));
    for (let j = 0; j < rows; j++) result[j * count + k] = at(column, j);
  }
  return result;
}
