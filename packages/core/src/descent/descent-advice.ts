import { at } from '../at.js';
import type { LearningRates } from '../contracts/optimizer.js';
import type { Status } from '../contracts/solution.js';
import type { Hessian } from './hessian.js';
import type { Standstill } from './run-optimizer.js';

/** Statuses that a descent can have. */
export type DescentStatus = Exclude<Status, 'rank-deficient' | 'precision-exhausted'>;

/** What is known when a descent ends. */
export interface Ending {
  readonly iterations: number;
  readonly learningRate: number | undefined;
  readonly learningRates: LearningRates | undefined;
  readonly hessian: Hessian | undefined;
  /** Why it stalled. */
  readonly standstill?: Standstill | undefined;
  /** Whether a closed form on this backend could solve the problem. */
  readonly hasClosedForm: boolean;
}

/** What a descent in low precision is told when a refinement followed. */
export const refinedAdvice =
  'Descent ended where its precision ends, and a refinement in double-double went on from there: these are the coefficients of the ' +
  'minimum, to the digits in the certificate.';

/** What each status means and what to do, in the numbers of this descent. */
export function descentAdvice(status: DescentStatus, ending: Ending): string {
  switch (status) {
    case 'converged':
      return 'The gradient proves that the coefficients are within the tolerance of the minimiser.';
    case 'stalled':
      return stalledAdvice(ending);
    case 'diverged':
      return `The objective grew without bound.${stabilitySentence(ending)} ${divergedRemedy(ending)}`;
    case 'max-iterations':
      return `${ending.iterations} iterations were not enough.${speedSentence(ending)}${conditionSentence(ending)}`;
    case 'aborted':
      return `Stopped on request after ${ending.iterations} iterations: these are the best coefficients so far. Resume from the checkpoint.`;
  }
}

function stalledAdvice(ending: Ending): string {
  const { standstill, iterations, hasClosedForm } = ending;
  const size = standstill ? ` with a gradient of norm ${standstill.gradient.toPrecision(3)}` : '';
  switch (standstill?.kind) {
    case 'cycle': {
      const { period, span } = standstill;
      const way = `every ${period} iterations the coefficients are back, having moved by up to ${span.toPrecision(3)}`;
      return `Descent goes round in a cycle,${size}: ${way}. More iterations change nothing.${stabilitySentence(ending)} Lower the learning rate${orSolver(ending)}.`;
    }
    case 'stopped': {
      const rate = ending.learningRate === undefined ? '' : `, at the learning rate ${ending.learningRate}`;
      return `The optimizer stopped moving${size}, after ${iterations} iterations${rate}: that is not rounding, and no minimum. Let its steps be longer${orSolver(ending)}.`;
    }
    default: {
      const solver = hasClosedForm ? ' A solver ends where descent cannot.' : '';
      return `Rounding hides any further descent, short of the tolerance.${conditionSentence(ending)}${solver}`;
    }
  }
}

function divergedRemedy({ learningRates, hasClosedForm }: Ending): string {
  const others = [...(learningRates ? ["'auto'"] : []), ...(hasClosedForm ? ['a solver'] : [])];
  const below = learningRates ? ' below the bound' : '';
  return `Lower the learning rate${below}${others.length > 0 ? `, or use ${others.join(' or ')}` : ''}.`;
}

function orSolver({ hasClosedForm }: Ending): string {
  return hasClosedForm ? ', or use a solver' : '';
}

function stabilitySentence({ learningRate, learningRates }: Ending): string {
  if (learningRate === undefined || learningRates === undefined) return '';
  const ratio = learningRate / learningRates.largestStable;
  return ` The learning rate ${learningRate} is ${ratio.toPrecision(3)} times the largest stable one, ${learningRates.largestStable.toPrecision(5)}.`;
}

/** Said only when the rate, not the condition, is what holds descent back. */
function speedSentence({ learningRate, learningRates }: Ending): string {
  if (learningRate === undefined || learningRates === undefined || learningRate > learningRates.best / 2) return '';
  return ` The learning rate ${learningRate} is far below the best one, ${learningRates.best.toPrecision(5)}: raise it or use 'auto'.`;
}

/** Said only when the condition alone needs many steps at any rate. */
function conditionSentence({ hessian, hasClosedForm }: Ending): string {
  if (!hessian || hessian.modulus === 0) return '';
  const condition = at(hessian.eigenvalues, 0) / hessian.modulus;
  if (condition < 100) return '';
  return ` The Hessian's condition number is ${condition.toPrecision(3)}, and at the best learning rate gradient descent needs about half as many steps to shrink the slowest mode e-fold: use ${hasClosedForm ? 'a solver or ' : ''}a better-conditioned basis.`;
}
