import type { LinearSystem } from '@wellposed/core';
import { at } from '@wellposed/core';
import { objectiveError } from '../bounds/objective-error.js';
import type { ObjectiveError } from '../bounds/objective-error.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { exactObjective } from '../oracle/exact-objective.js';
import type { ExactObjective } from '../oracle/exact-objective.js';
import { exactResidual } from '../oracle/exact-residual.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { systemCase } from '../problems/system-case.js';
import type { SystemRecipe } from '../problems/system-recipe.js';

/** A system, a θ at which to evaluate it, the exact answer and how far from it a backend may be. */
export interface EvaluationCase {
  readonly system: LinearSystem;
  readonly theta: Float64Array;
  readonly objective: ExactObjective;
  readonly bounds: ObjectiveError;
}

/** θ is the origin of the data (where residuals nearly cancel) for every other recipe, and an arbitrary one for the rest. */
export function evaluationCase(recipe: SystemRecipe, unitRoundoff: number): EvaluationCase {
  const known = systemCase(recipe);
  const { system, origin } = known;
  const scale = 2 ** recipe.targetScale;
  const away = known.randomNumbers(system.columns, 3);
  const theta = origin.map((value, j) => (recipe.seed % 2 === 0 ? value : at(away, j)) * scale);
  const columns = designColumns(system.design, system.rows, system.columns);
  const residuals = exactResidual(columns, dyadicVector(system.targets), ExactVector.from(theta)).toFloat64();
  return {
    system,
    theta,
    objective: exactObjective(system, theta),
    bounds: objectiveError(system, theta, residuals, unitRoundoff),
  };
}
