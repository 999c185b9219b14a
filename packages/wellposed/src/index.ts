export { fit, fitSync } from './fit-problem.js';
export { polyfit } from './polyfit.js';
export { linfit } from './linfit.js';
export { FitResult } from './fit-result.js';
export { summary } from './summary.js';
export { SCHEMA_VERSION } from './fit-document.js';
export type { CoefficientDocument, FitDocument } from './fit-document.js';
export type { DefaultSolver, MethodOptions } from './method-options.js';
export { reference } from '@wellposed/backend-reference';
export { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
export {
  FitError,
  chebyshev,
  columns,
  domainOf,
  huber,
  legendre,
  linearProblem,
  monomial,
  polynomialProblem,
  ridge,
  squared,
} from '@wellposed/core';
export type { Backend, Basis, Loss, Model, Optimizer, Penalty, Problem, Solution, Status } from '@wellposed/core';
