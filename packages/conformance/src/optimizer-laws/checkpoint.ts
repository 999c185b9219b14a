import { decodeState, encodeState } from '@wellposed/core';
import { sameBits } from '../laws/same-bits.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { usableRate } from './usable-rate.js';

/** A global of every browser and of Node ≥ 17, which the language's own library does not type. */
declare function structuredClone<T>(value: T): T;

const STEPS = 8;

export const checkpoint: OptimizerLaw = {
  name: 'checkpoint',
  statement:
    'the state is plain data: a run resumed from its structuredClone, or out of JSON, by another optimizer made alike, gives the same bits',
  source: 'Contract of Optimizer: structuredClone(state) is a checkpoint',
  remedy:
    'Keep everything that changes in the state, as numbers, strings, arrays and typed arrays: no closures, no class instances.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const learningRate = usableRate(trial.makeOptimizer, problem);
      const one = trial.makeOptimizer({ learningRate });
      const other = trial.makeOptimizer({ learningRate });
      let state = one.init(problem.start, { parameters: problem.start.length, spectrum: problem.spectrum });
      for (let k = 0; k < STEPS; k++) state = one.tell(state, problem.evaluate(one.ask(state).theta));
      const odd = notPlain(state, 'state');
      if (odd) return odd;
      // A checkpoint as `fit` writes it: `tell` may write to the arrays of the state.
      let resumed = [structuredClone(state), decodeState(JSON.parse(JSON.stringify(encodeState(state))))];
      for (let k = 0; k < STEPS; k++) {
        const theta = one.ask(state).theta.slice();
        for (const [from, copy] of resumed.entries()) {
          const again = other.ask(copy).theta.slice();
          if (sameBits(theta, again)) continue;
          const source = from === 0 ? 'the checkpoint' : 'the checkpoint in JSON';
          return `${k} steps after ${source} θ is [${again.join(', ')}], not [${theta.join(', ')}]`;
        }
        state = one.tell(state, problem.evaluate(theta));
        resumed = resumed.map((copy) => other.tell(copy, problem.evaluate(theta)));
      }
      return undefined;
    });
  },
};

/** A sentence naming the first part of a state that is not plain data. */
function notPlain(value: unknown, path: string): string | undefined {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === undefined)
    return undefined;
  if (value === null || ArrayBuffer.isView(value)) return undefined;
  if (typeof value !== 'object') return `${path} is a ${typeof value}, which no checkpoint can hold`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    return `${path} is an instance of a class, which a checkpoint turns into a plain object`;
  }
  for (const [key, part] of Object.entries(value)) {
    const odd = notPlain(part, `${path}.${key}`);
    if (odd) return odd;
  }
  return undefined;
}
