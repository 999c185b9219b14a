import { at, squared } from '@wellposed/core';
import type { LinearSystem, Loss } from '@wellposed/core';
import { designOf } from './design-of.js';
import { random } from './random.js';
import type { SystemRecipe } from './system-recipe.js';

/** A recipe's arrays. */
export interface GeneratedSystem {
  readonly system: LinearSystem;
  /** √w, exact; all 1 without weights. */
  readonly rootWeights: Float64Array;
  /** The θ behind y: y = A θ + noise, rounded. */
  readonly origin: Float64Array;
}

/** Makes the linear system of a recipe: the same arrays for the same recipe, everywhere. @param loss default: squared. */
export function systemOf(recipe: SystemRecipe, loss?: Loss): GeneratedSystem {
  const { rows, columns } = recipe;
  const next = random(recipe.seed);
  const design = designOf(recipe, next);
  const normal = (): number => next() + next() - 1;
  for (let j = 0; j < columns; j++) {
    const scale = 2 ** Math.round(2 * recipe.columnSpread * (next() - 0.5));
    for (let i = 0; i < rows; i++) design[i * columns + j] = at(design, i * columns + j) * scale;
  }
  if (recipe.repeated) repeatRows(design, rows, columns, next);
  const origin = Float64Array.from({ length: columns }, normal);
  const targets = targetsOf(recipe, design, origin, normal);
  const rootWeights = Float64Array.from({ length: rows }, () =>
    recipe.weighted ? (1 + Math.floor(63 * next())) / 8 : 1,
  );
  const system: LinearSystem = {
    rows,
    columns,
    design,
    targets,
    ...(recipe.weighted ? { weights: rootWeights.map((s) => s * s) } : {}),
    loss: loss ?? squared({ reduction: recipe.reduction }),
  };
  return { system, rootWeights, origin };
}

function repeatRows(design: Float64Array, rows: number, columns: number, next: () => number): void {
  for (let i = 1; i < rows; i++) {
    if (next() < 0.3) design.copyWithin(i * columns, (i - 1) * columns, i * columns);
  }
}

function targetsOf(
  recipe: SystemRecipe,
  design: Float64Array,
  origin: Float64Array,
  normal: () => number,
): Float64Array {
  const { rows, columns, noise } = recipe;
  if (noise === Infinity) return new Float64Array(rows);
  const fitted = Float64Array.from({ length: rows }, (_, i) =>
    origin.reduce((sum, value, j) => sum + value * at(design, i * columns + j), 0),
  );
  const size = fitted.reduce((m, v) => Math.max(m, Math.abs(v)), 0) || 1;
  return fitted.map((v) => (v + noise * size * normal()) * 2 ** recipe.targetScale);
}
