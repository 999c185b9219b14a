import { linearProblem } from '@wellposed/core';
import type { LinearSystem, Problem } from '@wellposed/core';

/** A linear system as a user's problem: its columns as they are, no intercept. */
export function columnProblem({ design, targets, weights, loss }: LinearSystem): Problem {
  return linearProblem({ x: design, y: targets, intercept: false, loss, ...(weights && { weights }) });
}
