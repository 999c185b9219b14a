export { at } from './at.js';
export { editDistance } from './edit-distance.js';
export { FitError } from './fit-error.js';
export type { FitErrorCode, FitErrorDetails } from './fit-error.js';
export type {
  AugmentedSolution,
  Availability,
  Backend,
  Capabilities,
  Factorization,
  LinearSystem,
  MomentumPoint,
  MomentumRun,
  PausingSession,
  Session,
  SessionFeature,
  SolverName,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
  Triangle,
} from './contracts/backend.js';
export type { Basis } from './contracts/basis.js';
export type {
  ArnoldiSpecification,
  BSplineSpecification,
  BasisSpecification,
  CentredColumnsSpecification,
  ChebyshevProductsSpecification,
  ColumnsSpecification,
  ConcatenationSpecification,
  CustomSpecification,
  Domain,
  ExactNumber,
  FourierSpecification,
  MonomialSpecification,
  OrthogonalSpecification,
  PolynomialFeaturesSpecification,
  WithVariables,
} from './contracts/basis-specification.js';
export type { Evaluation, Query } from './contracts/evaluation.js';
export type { Loss, Reduction } from './contracts/loss.js';
export type { MaybePromise } from './contracts/maybe-promise.js';
export { PAUSE } from './contracts/steps.js';
export type { Steps, StopSignal } from './contracts/steps.js';
export type {
  Context,
  LearningRates,
  MomentumAccess,
  MomentumStart,
  Needs,
  Optimizer,
  RuleMomentum,
  Spectrum,
  UpdateRule,
} from './contracts/optimizer.js';
export type { Penalty } from './contracts/penalty.js';
export type { EqualityConstraint, LowHalves, Model, Problem } from './contracts/problem.js';
export type {
  Certificate,
  Checkpoint,
  DescentRecord,
  Rank,
  Solution,
  Status,
  TraceEntry,
  WorkingSolution,
} from './contracts/solution.js';
export { doubleDoubleArray, eachLimb, fromFloat64 } from './double-double/double-double-array.js';
export type { DoubleDoubleArray, ExpansionArray, WideArray } from './double-double/double-double-array.js';
export { leadingOf } from './double-double/exact-sum.js';
export { huber } from './losses/huber.js';
export type { HuberOptions } from './losses/huber.js';
export { squared } from './losses/squared.js';
export type { SquaredOptions } from './losses/squared.js';
export { batchOf } from './backend-kit/batch-of.js';
export { guardSession } from './backend-kit/guard-session.js';
export type { SessionKernel, SynchronousSessionKernel } from './backend-kit/guard-session.js';
export { maximumMagnitude } from './maximum-magnitude.js';
export { numericalRank } from './backend-kit/numerical-rank.js';
export { pivotThreshold } from './backend-kit/pivot-threshold.js';
export { rankThreshold } from './backend-kit/rank-threshold.js';
export { rowSum, rowSumSteps, summationConstant } from './backend-kit/row-sum.js';
export type { AddRows } from './backend-kit/row-sum.js';
export { reductionDivisor } from './backend-kit/reduction-divisor.js';
export { weightedDesign } from './backend-kit/weighted-design.js';
export { weightedTargets } from './backend-kit/weighted-targets.js';
export { basisFromSpecification } from './bases/basis-from-specification.js';
export { chebyshev } from './bases/chebyshev.js';
export { columns } from './bases/columns.js';
export { domainOf } from './bases/domain-of.js';
export { fourier } from './bases/fourier.js';
export type { FourierOptions } from './bases/fourier.js';
export { arnoldi } from './bases/arnoldi.js';
export type { ArnoldiOptions } from './bases/arnoldi.js';
export { bspline } from './bases/bspline.js';
export type { BSplineOptions } from './bases/bspline.js';
export { polynomialFeatures } from './bases/polynomial-features.js';
export type { PolynomialFeaturesOptions } from './bases/polynomial-features.js';
export { features } from './bases/features.js';
export type { Feature, FeaturesOptions } from './bases/features.js';
export { concatenate } from './bases/concatenate.js';
export { loadOptionKeys } from './bases/basis-from-specification.js';
export type { LoadOptions } from './bases/basis-from-specification.js';
export { parseModel, serializeModel } from './problem/saved-model.js';
export type { FittedModel, SavedModel } from './problem/saved-model.js';
export { legendre } from './bases/legendre.js';
export { monomial } from './bases/monomial.js';
export type { MonomialOptions } from './bases/monomial.js';
export type { RecurrenceOptions } from './bases/recurrence-basis.js';
export type { ConditionedBasis, PolynomialBasis } from './contracts/basis.js';
export { decodeState, encodeState } from './descent/checkpoint.js';
export { descent } from './descent/descent.js';
export type { DescentState } from './descent/descent.js';
export type { DescentSettings, Progress } from './descent/descent-options.js';
export { DoubleDouble } from './double-double/double-double.js';
export { matrixProduct } from './double-double/matrix-product.js';
export { fit, fitSync } from './fit/fit.js';
export { byRows, pauseDue, runAsync, runSync } from './fit/steps.js';
export { fitTargets, fitTargetsSync } from './fit/fit-targets.js';
export { closedFormOptionKeys, fitOptionKeys } from './fit/fit-options.js';
export type { ClosedFormOptions, DescentOptions, FitOptions } from './fit/fit-options.js';
export { keysWithout, optionsAmong, refuseUnknownOptions } from './options/refuse-unknown-options.js';
export type { OptionKeys } from './options/refuse-unknown-options.js';
export { decimals } from './double-double/decimals.js';
export { formatDecimal } from './double-double/format-decimal.js';
export type { DecimalFormat } from './double-double/format-decimal.js';
export { parseDecimal } from './double-double/parse-decimal.js';
export type { ParsedDecimal } from './double-double/parse-decimal.js';
export { norm } from './norm.js';
export { ridge } from './penalties/ridge.js';
export { exponentOf, powerOfTwo, scaleByPower } from './power-of-two.js';
export { basisProblem } from './problem/basis-problem.js';
export type { BasisOptions } from './problem/basis-problem.js';
export { checkProblem } from './problem/check-problem.js';
export { callableBasis } from './problem/cloneable-model.js';
export { coefficientNames } from './problem/coefficient-names.js';
export type { CoefficientConstraint, Constraint, PointConstraint } from './problem/constraints/constraint.js';
export { inputsOf } from './problem/inputs-of.js';
export { linearOptionKeys, linearProblem } from './problem/linear-problem.js';
export type { LinearOptions } from './problem/linear-problem.js';
export { materialise } from './problem/materialise.js';
export type { NumberInput, PointsInput, ScalarInput, TableInput } from './problem/inputs/number-input.js';
export { pointsOf } from './problem/inputs/points-of.js';
export { polynomialOptionKeys, polynomialProblem } from './problem/polynomial-problem.js';
export type { PolynomialOptions } from './problem/polynomial-problem.js';
export { curveAt, predict } from './problem/predict.js';
export type { ProblemOptions } from './problem/problem-options.js';
export { toDoubleDouble } from './problem/inputs/to-double-double.js';
export { toFloat64 } from './problem/inputs/to-float64.js';
export { withTarget } from './problem/with-target.js';
export { backwardError } from './error-bounds/backward-error.js';
export type { ProblemSize } from './error-bounds/backward-error.js';
export { forwardError } from './error-bounds/forward-error.js';
export { gamma } from './error-bounds/gamma.js';
export type { ForwardError, Sensitivity } from './error-bounds/perturbation-bound.js';
export { U, U_EXTENDED } from './error-bounds/unit-roundoff.js';
export { sumOf } from './sum-of.js';
