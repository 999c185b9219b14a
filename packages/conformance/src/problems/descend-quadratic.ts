import type { Optimizer } from '@wellposed/core';
import type { Quadratic } from './quadratic.js';

/** Runs an optimizer on a quadratic and returns the θ it asks for after `steps` evaluations. */
export function descendQuadratic(optimizer: Optimizer, problem: Quadratic, steps: number): Float64Array {
  let state = optimizer.init(problem.start, { parameters: problem.start.length, spectrum: problem.spectrum });
  for (let k = 0; k < steps; k++) {
    const { theta } = optimizer.ask(state);
    state = optimizer.tell(state, problem.evaluate(theta));
  }
  return optimizer.ask(state).theta.slice();
}
