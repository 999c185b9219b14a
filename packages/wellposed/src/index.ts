export { fit, fitSync } from './fit-problem.js';
export { polyfit } from './polyfit.js';
export { linfit } from './linfit.js';
export { fitTargets } from './fit-targets.js';
export type { TargetsOptions } from './fit-targets.js';
export { selectDegree, selectDegreeSync } from './select-degree.js';
export type { DegreeOptions } from './select-degree.js';
export { FitResult } from './fit-result.js';
export type { ReportOptions } from './fit-result.js';
export { LoadedModel, loadModel } from './load-model.js';
export { summary } from './summary.js';
export { degreeSummary } from './degree-summary.js';
export { degreeSelectionDocument } from './degree-selection-document.js';
export type { DegreeCandidateDocument, DegreeSelectionDocument } from './degree-selection-document.js';
export { describeBasis } from './describe-basis.js';
export { quantileKnots } from './quantile-knots.js';
export { SCHEMA_VERSION } from './fit-document.js';
export type { AnovaDocument, AnovaRowDocument } from './anova-document.js';
export type { CoefficientDocument, FitDocument } from './fit-document.js';
export type { ConstraintDocument } from './constraint-documents.js';
export type { ResidualQuantiles } from './residual-quantiles.js';
export type { DefaultSolver, MethodOptions } from './method-options.js';
export { reference } from '@wellposed/backend-reference';
export type { ReferenceSolver } from '@wellposed/backend-reference';
export { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
export type {
  GradientDescentOptions,
  GradientDescentState,
  HeavyBallOptions,
  HeavyBallState,
} from '@wellposed/optimizers';
export { bands, covariance, criterionNames, infer, influence } from '@wellposed/inference';
export type {
  Anova,
  AnovaRow,
  Band,
  Bands,
  BandsOptions,
  CoefficientInference,
  CoefficientMatrix,
  DegreeCandidate,
  DegreeCriterion,
  DegreeSelection,
  Inference,
  InferenceOptions,
  Influence,
  PerfectFitOptions,
  Reason,
  ReasonCode,
  RowQuantity,
  SelectDegreeOptions,
} from '@wellposed/inference';
export {
  FitError,
  arnoldi,
  basisProblem,
  bspline,
  chebyshev,
  columns,
  concatenate,
  decimals,
  domainOf,
  features,
  fourier,
  huber,
  legendre,
  linearProblem,
  monomial,
  polynomialFeatures,
  polynomialProblem,
  ridge,
  squared,
} from '@wellposed/core';
export type {
  ArnoldiOptions,
  ArnoldiSpecification,
  AugmentedSolution,
  Availability,
  BSplineOptions,
  BSplineSpecification,
  Backend,
  Basis,
  BasisOptions,
  BasisSpecification,
  Capabilities,
  CentredColumnsSpecification,
  Certificate,
  ChebyshevProductsSpecification,
  Checkpoint,
  ClosedFormOptions,
  CoefficientConstraint,
  ColumnsSpecification,
  ConcatenationSpecification,
  ConditionedBasis,
  Constraint,
  Context,
  CustomSpecification,
  DescentOptions,
  DescentRecord,
  DescentSettings,
  DescentState,
  Domain,
  DoubleDoubleArray,
  ExactNumber,
  ExpansionArray,
  EqualityConstraint,
  Evaluation,
  Factorization,
  Feature,
  FeaturesOptions,
  FitErrorCode,
  FitErrorDetails,
  FittedModel,
  FourierOptions,
  FourierSpecification,
  HuberOptions,
  LearningRates,
  LinearOptions,
  LinearSystem,
  LoadOptions,
  Loss,
  LowHalves,
  MaybePromise,
  Model,
  MomentumAccess,
  MomentumPoint,
  MomentumRun,
  MomentumStart,
  MonomialOptions,
  MonomialSpecification,
  Needs,
  NumberInput,
  Optimizer,
  OrthogonalSpecification,
  PausingSession,
  Penalty,
  PointConstraint,
  PointsInput,
  PolynomialBasis,
  PolynomialFeaturesOptions,
  PolynomialFeaturesSpecification,
  PolynomialOptions,
  Problem,
  ProblemOptions,
  Progress,
  Query,
  Rank,
  RecurrenceOptions,
  Reduction,
  RuleMomentum,
  SavedModel,
  ScalarInput,
  Session,
  SessionFeature,
  Solution,
  SolverName,
  Spectrum,
  SquaredOptions,
  Status,
  Steps,
  StopSignal,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
  TableInput,
  TraceEntry,
  Triangle,
  UpdateRule,
  WideArray,
  WithVariables,
  WorkingSolution,
} from '@wellposed/core';
