import type { AugmentedSolution, Evaluation, MomentumPoint, Triangle } from '@wellposed/core';

/** What the calls of a session answer with. */
export type SessionAnswer = Evaluation | AugmentedSolution | Float64Array | Triangle | MomentumPoint;

/** All numbers of an answer in one fresh array, in a fixed order: to count them and to compare their bits. */
export function numbersIn(answer: SessionAnswer): Float64Array {
  if (answer instanceof Float64Array) return answer.slice();
  if ('gradient' in answer) return Float64Array.of(answer.value, ...answer.gradient);
  if ('residual' in answer) return Float64Array.of(...answer.theta, ...answer.residual);
  if ('entries' in answer) return answer.entries.slice();
  return Float64Array.of(...answer.theta, ...answer.velocity);
}
