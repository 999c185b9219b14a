import { at, gamma, U } from '@wellposed/core';
import type { OptimizerLaw } from '../optimizer-law.js';
import { sameBits } from '../laws/same-bits.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { usableRate } from './usable-rate.js';

const STEPS = 6;
/** Roundings of v ← μ v − η g, of a step kept as another multiple of v, and of its way back. */
const ROUNDINGS = 12;

/** A global of every browser and of Node ≥ 17, which the language's own library does not type. */
declare function structuredClone<T>(value: T): T;

/**
 * From every state along a run: what `tell` does is v ← μ v − η g, θ ← θ + v with the numbers that `momentum.read` gave before; and a
 * state written from the result asks at the same θ and reads as the same v.
 */
export const momentumSteps: OptimizerLaw = {
  name: 'momentum-steps',
  statement:
    'an optimizer with the member `momentum` steps as it says: v ← μ v − η ∇f(θ), θ ← θ + v; `write` goes on from where a device ended',
  source: 'Contract of MomentumAccess; Polyak, USSR Comput. Math. Math. Phys. 4(5) (1964) 1–17',
  remedy:
    'v is the step itself, in units of θ: scale a velocity that is kept without the learning rate. Leave the member out where η or μ change.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const optimizer = trial.makeOptimizer({ learningRate: usableRate(trial.makeOptimizer, problem) });
      const { momentum } = optimizer;
      if (!momentum) return undefined;
      let state = optimizer.init(problem.start, { parameters: problem.start.length, spectrum: problem.spectrum });
      for (let k = 0; k < STEPS; k++) {
        const theta = optimizer.ask(state).theta.slice();
        const evaluation = problem.evaluate(theta);
        const read = momentum.read(state);
        const { learningRate: eta, momentum: mu } = read;
        const before = read.velocity.slice();
        if (!(eta > 0 && eta < Infinity && mu >= 0 && mu < 1)) return `η = ${eta} and μ = ${mu} at step ${k}`;
        if (!sameBits(read.theta, theta)) return `read gives another θ than ask at step ${k}`;
        const gradient = evaluation.gradient.slice();
        const velocity = before.map((v, j) => mu * v - eta * at(gradient, j));
        const point = { theta: theta.map((value, j) => value + at(velocity, j)), velocity };
        const written = momentum.write(structuredClone(state), point);
        state = optimizer.tell(state, evaluation);
        const told = optimizer.ask(state).theta;
        if (!sameBits(optimizer.ask(written).theta, point.theta)) return `write keeps another θ at step ${k}`;
        const kept = momentum.read(written).velocity;
        const next = momentum.read(state).velocity;
        for (const [j, value] of told.entries()) {
          const size = mu * Math.abs(at(before, j)) + eta * Math.abs(at(gradient, j));
          const allowed = gamma(ROUNDINGS, U) * size;
          const off = Math.abs(value - at(point.theta, j));
          if (!(off <= allowed + U * Math.abs(value) * 2)) {
            return `θ${j} is ${value} after step ${k}, by the member ${at(point.theta, j)}`;
          }
          // Without momentum the velocity has no say.
          if (mu === 0) continue;
          for (const found of [at(kept, j), at(next, j)]) {
            if (!(Math.abs(found - at(velocity, j)) <= allowed)) return `v${j} is ${found}, not ${at(velocity, j)}`;
          }
        }
      }
      return undefined;
    });
  },
};
