import type { Hessian } from './hessian.js';
import { at } from '../at.js';
import type { Status } from '../contracts/solution.js';

/** Statuses that a descent can have. */
export type DescentStatus = Exclude<Status, 'rank-deficient' | 'precision-exhausted'>;

/** What is known when a descent ends. */
export interface Ending {
  readonly iterations: number;
  readonly learningRate?: number | undefined;
  readonly largestStable?: number | undefined;
  readonly hessian?: Hessian | undefined;
}

/** What each status means and what to do, in the numbers of this descent. */
export function descentAdvice(status: DescentStatus, ending: Ending): string {
  const condition = conditionSentence(ending.hessian);
  switch (status) {
    case 'converged':
      return 'The gradient proves that the coefficients are within the tolerance of the minimiser.';
    case 'stalled':
      return `The steps became smaller than the rounding of the coefficients, short of the tolerance.${condition} A solver ends where descent cannot.`;
    case 'diverged':
      return `The objective grew without bound.${rateSentence(ending)} Lower the learning rate below the bound, or use 'auto' or a solver.`;
    case 'max-iterations':
      return `${ending.iterations} iterations were not enough.${condition}${rateSentence(ending)} A better-conditioned basis or a solver needs fewer.`;
    case 'aborted':
      return `Stopped on request after ${ending.iterations} iterations: these are the best coefficients so far. Resume from the checkpoint.`;
  }
}

function rateSentence({ learningRate, largestStable }: Ending): string {
  if (learningRate === undefined || largestStable === undefined) return '';
  const ratio = learningRate / largestStable;
  return ` The learning rate ${learningRate} is ${ratio.toPrecision(3)} times the largest stable one, ${largestStable.toPrecision(5)}.`;
}

function conditionSentence(hessian: Hessian | undefined): string {
  if (!hessian || hessian.modulus === 0) return '';
  const condition = at(hessian.eigenvalues, 0) / hessian.modulus;
  return ` The Hessian's condition number is ${condition.toPrecision(3)}: the slowest mode needs about that many steps to shrink e-fold.`;
}
