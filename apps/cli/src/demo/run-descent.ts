import { reference } from '@wellposed/backend-reference';
import type { Problem, Solution } from '@wellposed/core';
import { fitSync } from '@wellposed/core';
import { descent, gradientDescent } from '@wellposed/optimizers';

/** A gradient descent and its whole course. */
export interface DescentCourse {
  readonly solution: Solution;
  readonly learningRate: number;
  readonly iterations: readonly number[];
  readonly values: readonly number[];
}

/** So many first steps are recorded one by one; later ones are thinned out, which a logarithmic axis does not show. */
const recordedSteps = 1000;

/** Gradient descent from `start` for `steps` steps, or until it diverges; it does not stop early. */
export function runDescent(
  problem: Problem,
  learningRate: number | 'auto',
  start: Float64Array,
  steps: number,
): DescentCourse {
  const options = { backend: reference, optimizer: descent(gradientDescent({ learningRate })), start, tolerance: 0 };
  const beginning = fitSync(problem, { ...options, maxIterations: Math.min(steps, recordedSteps) });
  const checkpoint = beginning.descent?.checkpoint;
  const goesOn = beginning.status === 'max-iterations' && steps > recordedSteps && checkpoint !== undefined;
  const solution = goesOn ? fitSync(problem, { ...options, maxIterations: steps, resume: checkpoint }) : beginning;
  const trace = [...(beginning.descent?.trace ?? []), ...(goesOn ? (solution.descent?.trace.slice(1) ?? []) : [])];
  return {
    solution,
    learningRate: trace[0]?.learningRate ?? Number.NaN,
    iterations: trace.map((entry) => entry.iteration),
    values: trace.map((entry) => entry.value),
  };
}
