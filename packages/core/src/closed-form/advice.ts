import type { Status } from '../contracts/solution.js';

/** What each status means and what to do, for a closed form. Descent has its own. */
export const closedFormAdvice: Readonly<
  Record<'converged' | 'rank-deficient' | 'precision-exhausted' | 'max-iterations', string>
> = {
  converged: 'The least-squares solution, to the digits in the certificate.',
  'rank-deficient':
    'The data do not determine all coefficients: this is the shortest of many equally good solutions. ' +
    'Drop one of the dependent columns, lower the degree, or add rows.',
  'precision-exhausted':
    'The problem is too ill-conditioned for this solver and precision: no digit of the coefficients is vouched for. ' +
    "Use solver 'qr' or 'svd', rescale or drop nearly dependent columns, or a better-conditioned basis.",
  'max-iterations':
    'The search for the coefficients that belong at their bound went on for more steps than it should ever need: these ' +
    'coefficients are feasible but not the best. The columns are most likely nearly dependent: drop one of them.',
};

/** When a coefficient is beyond float64, however well the problem is conditioned. */
export const overflowAdvice =
  'A coefficient of the solution is too large for float64; those that are given hold to the digits in the certificate. ' +
  'Choose other units for x or y.';

/** When the shortest solution is so far away in the basis that was solved in that rounding would spoil the fit. */
export const notShortestAdvice =
  'The data do not determine all coefficients: this is one of many equally good solutions, and not the shortest, which is ' +
  'out of reach in this precision. Drop dependent columns, lower the degree, or add rows.';

/** Statuses that a closed form can have. */
export type ClosedFormStatus = Extract<Status, keyof typeof closedFormAdvice>;
