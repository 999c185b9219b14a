import { at } from '../at.js';
import type { Backend, Factorization, SolverName } from '../contracts/backend.js';
import type { Solution } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { inRange, toFloat64Array, wideProduct } from '../double-double/wide-product.js';
import { describeFit } from '../fit/describe-fit.js';
import { describeRank, ownColumns } from '../fit/describe-rank.js';
import type { Steps } from '../fit/steps.js';
import { exponentOf } from '../power-of-two.js';
import { cloneableModel } from '../problem/cloneable-model.js';
import { withTarget } from '../problem/with-target.js';
import { closedFormAdvice, notShortestAdvice, overflowAdvice } from './advice.js';
import { certifiedDigits, certifiedFittedDigits, MOST_DIGITS } from './certify.js';
import { fixedCoefficients } from './fixed-coefficients.js';
import { designConditionNumber } from './condition-number.js';
import { isOnHost } from './confirmed-factorization.js';
import type { ClosedFormMethod } from './factored-system.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import type { ScaledSolution } from './solve-scaled.js';
import { shortestOf } from './shortest-solution.js';
import {
  inLargestUnit,
  inverseRootOf,
  toScaled,
  toWorking,
  workingCoefficients,
  workingErrors,
} from './working-coefficients.js';

/** Puts the answer together, in the user's basis and units. */
export function* describeSolution<S extends SolverName>(
  posed: PosedProblem,
  y: DoubleDoubleArray,
  outcome: ClosedFormOutcome,
  { backend, solver }: ClosedFormMethod<S>,
): Steps<Solution> {
  const { problem, names, model, changeOfBasis, changeErrors, design, system: full } = posed;
  const { system, factorization, scaled, atBound, dependence } = outcome;
  const way = workingCoefficients(posed, outcome);
  const { theta } = way;
  const errors = workingErrors(posed, outcome, theta);
  const projected = shortestOf(posed, outcome, way.found);
  const shortest = !outcome.anyOfMany && (way.shortest || projected !== undefined);
  const change = changeOfBasis && changeErrors && { matrix: changeOfBasis, errors: changeErrors, theta };
  const computed = projected?.theta ?? (changeOfBasis ? wideProduct(changeOfBasis, theta, full.columns) : theta);
  const fixed = fixedCoefficients(problem.constraints ?? []);
  const coefficients = toFloat64Array(computed).map((value, j) => fixed.get(j) ?? value);
  // A factorisation that broke down has its own status.
  const beyond = factorization.outcome === 'ok' ? names.filter((_, j) => !Number.isFinite(coefficients[j])) : [];
  const status = beyond.length === 0 ? scaled.status : 'precision-exhausted';
  const { design: all } = outcome;
  const rank = all
    ? describeRank(all.factorization, { ...ownColumns(names), space: all.space })
    : describeRank(factorization, {
        columns: system.columns,
        names,
        toCoefficients: (direction) => toUserColumns(direction, posed, outcome),
        space: dependence?.space,
      });
  // All solutions fit alike where the data are; the one whose errors are bounded has not gone the way to the shortest.
  const seen = projected !== undefined && !problem.weights?.includes(0);
  const shown = seen
    ? { theta: way.found, errors: workingErrors(posed, outcome, way.found), leak: undefined }
    : { theta, errors, leak: way.leak };
  const { warnings, ...fit } = yield* describeFit(withTarget(problem, y), design, shown.theta, factorization.rank);
  const { unproved = false } = outcome;
  const isAny = !projected && scaled.status === 'rank-deficient' && factorization.rank < system.columns;
  const digits =
    unproved || isAny
      ? new Float64Array(coefficients.length)
      : projected
        ? certifiedDigits(projected.theta, projected.errors)
        : certifiedDigits(computed, errors, change);
  const designCondition = designConditionNumber(posed, outcome);
  const hasCovariance = status === 'converged' || status === 'rank-deficient';
  return {
    status,
    advice: beyond.length > 0 ? overflowAdvice : shortest ? closedFormAdvice[status] : notShortestAdvice,
    coefficients,
    names,
    working: {
      model: cloneableModel(model),
      theta: inRange(theta),
      ...(changeOfBasis && { changeOfBasis }),
      ...(hasCovariance && !problem.penalty && !atBound && { inverseRoot: inverseRootOf(posed, outcome) }),
    },
    ...fit,
    rank,
    ...(designCondition !== undefined && { designConditionNumber: designCondition }),
    certificate: {
      method: scaled.method,
      conditionNumber: scaled.conditionNumber,
      unitRoundoff: backend.supports.unitRoundoff,
      digits: digits.map((claimed, j) => (fixed.has(j) ? MOST_DIGITS : claimed)),
      fittedDigits: unproved
        ? 0
        : yield* certifiedFittedDigits(fit.fitted, {
            design,
            ...shown,
            designErrors: posed.designErrors,
            fittedError: scaled.fittedError,
            fittedExponent: exponentOf(system.targetScale) + exponentOf(system.weightScale) / 2,
            ...(problem.weights && { weights: problem.weights }),
          }),
      refinementSteps: scaled.refinementSteps,
      ...(model.basis.rounding !== undefined && { featureRounding: model.basis.rounding }),
    },
    ...(atBound && {
      atBound: atBound.map((j) => names[j] ?? ''),
      undetermined: (outcome.undetermined ?? []).map((j) => names[j] ?? ''),
    }),
    backend: backend.name,
    solver,
    warnings: [...warningsOf(beyond, rank, scaled), ...hostWarnings(factorization, backend), ...warnings],
  };
}

/**
 * A direction in the coordinates as one of the user's coefficients, in units in which all columns are of one size;
 * undefined when the sizes of the user's columns are not known.
 */
function toUserColumns(
  direction: Float64Array,
  posed: PosedProblem,
  outcome: ClosedFormOutcome,
): Float64Array | undefined {
  const { changeOfBasis, columnSizes, system } = posed;
  if (!changeOfBasis) return toScaled(fromFloat64(direction), outcome).hi;
  if (!columnSizes) return undefined;
  const user = wideProduct(changeOfBasis, toWorking(fromFloat64(direction), system, outcome), system.columns);
  return inLargestUnit(user).map((value, j) => value * at(columnSizes, j));
}

/** That the device's precision was not enough, and what the host did. */
function hostWarnings(factorization: Factorization, { name, supports }: Backend): readonly string[] {
  if (!isOnHost(factorization) || factorization.hidden === 0) return [];
  const { hidden, rank } = factorization;
  return [
    `backend '${name}' computes in ${supports.precision === 'f32' ? 'float32' : 'low precision'}, in which ${hidden} of ${rank} singular values are lost: ` +
      'float64 on the host found them and solved in its place',
  ];
}

function warningsOf(beyond: readonly string[], rank: Solution['rank'], { conditionNumber }: ScaledSolution): string[] {
  const warnings: string[] = [];
  const [first, ...others] = beyond.map((name) => `'${name}'`);
  if (others.length > 0) {
    const all = [first, ...others].join(', ');
    warnings.push(`coefficients ${all} overflow float64, or are reached through one that does: rescale x or y`);
  } else if (first !== undefined) warnings.push(`coefficient ${first} overflows float64: rescale x or y`);
  if (rank?.verdict === 'nearly-deficient') {
    const columns = rank.dependentColumns.map((name) => `'${name}'`).join(', ');
    const digits = Math.floor(Math.log10(conditionNumber));
    warnings.push(
      `columns ${columns} are nearly dependent (condition number ${conditionNumber.toPrecision(3)} as it was solved): ` +
        `the coefficients hold for the data as given; a change in their digit ${digits} can change them completely`,
    );
  }
  return warnings;
}
