import type { Backend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { DescentRecord } from '../contracts/solution.js';
import { encodeState } from './checkpoint.js';
import type { Ending } from './descent-advice.js';
import type { CheckedDescentSettings } from './descent-options.js';
import type { Descent } from './run-descent.js';

/** What a descent adds to a solution. */
export function describeDescent(
  { run, trace, hessian, learningRates }: Descent,
  { optimizer }: CheckedDescentSettings,
): DescentRecord {
  const { iterations, evaluation, state } = run;
  const largestStable = learningRates?.largestStable;
  return {
    optimizer: optimizer.name,
    iterations,
    value: evaluation.value,
    trace: trace.entries(),
    checkpoint: { optimizer: optimizer.name, iteration: iterations, state: encodeState(state) },
    ...(hessian && { eigenvalues: hessian.eigenvalues }),
    ...(largestStable !== undefined && { largestStableLearningRate: largestStable }),
  };
}

/** What is known when a descent ends. */
export function endingOf(
  { run, hessian, learningRates }: Descent,
  { loss, penalty }: Problem,
  backend: Backend,
): Ending {
  const { iterations, learningRate, standstill } = run;
  const isQuadratic = loss.quadratic && (!penalty || penalty.diagonal !== undefined);
  const hasClosedForm = isQuadratic && backend.supports.solvers.length > 0;
  return { iterations, learningRate, learningRates, hessian, standstill, hasClosedForm };
}

/** What a learning rate that cannot be stable is told. */
export function rateWarnings({ learningRate, learningRates }: Ending): readonly string[] {
  if (learningRate === undefined || !learningRates || !(learningRate >= learningRates.largestStable)) return [];
  return [`learning rate ${learningRate} is not below the largest stable one, ${learningRates.largestStable}`];
}

/** What a descent on a design of lower rank is told. */
export function rankWarning(rank: number, parameters: number, rows: number): string {
  return `the data determine ${rank} of ${parameters} coefficients (${rows} rows): descent found one of many minimisers, which depends on the start`;
}
