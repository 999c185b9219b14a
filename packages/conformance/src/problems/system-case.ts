import { at } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import { ExactSystem } from './exact-system.js';
import type { ExactAugmentedSolution } from './exact-system.js';
import { random } from './random.js';
import { systemOf } from './system-of.js';
import type { SystemRecipe } from './system-recipe.js';

/**
 * A generated system with its oracle; the exact parts are computed when first asked for.
 *
 * `system` and `f` are fresh copies each time, so that a backend that writes to them spoils its own trial and no other.
 */
export class SystemCase {
  /** √w, exact; all 1 without weights. */
  readonly rootWeights: Float64Array;
  /** The θ behind y: y = A θ + noise, rounded. */
  readonly origin: Float64Array;
  private readonly made: LinearSystem;
  private exactSystem: ExactSystem | undefined;
  private leastSquares: ExactAugmentedSolution | undefined;

  constructor(readonly recipe: SystemRecipe) {
    const { system, rootWeights, origin } = systemOf(recipe);
    this.made = system;
    this.rootWeights = rootWeights;
    this.origin = origin;
  }

  get system(): LinearSystem {
    const { design, targets, weights } = this.made;
    return {
      ...this.made,
      design: design.slice(),
      targets: targets.slice(),
      ...(weights && { weights: weights.slice() }),
    };
  }

  /** √w ∘ y, rounded: the right-hand side that solves get. */
  get f(): Float64Array {
    return this.made.targets.map((y, i) => at(this.rootWeights, i) * y);
  }

  get exact(): ExactSystem {
    const { design, rows, columns } = this.made;
    this.exactSystem ??= new ExactSystem(design, rows, columns, this.rootWeights);
    return this.exactSystem;
  }

  /** The exact solution for f and g = 0. */
  get solution(): ExactAugmentedSolution {
    this.leastSquares ??= this.exact.solve(this.f);
    return this.leastSquares;
  }

  /** Random numbers that belong to this case: the same each time. @param purpose tells independent uses apart */
  randomNumbers(length: number, purpose: number): Float64Array {
    const next = random(this.recipe.seed ^ Math.imul(purpose + 1, 0x9e3779b1));
    return Float64Array.from({ length }, () => 2 * next() - 1);
  }
}

/** Cases already built, so that laws, solvers and backends that meet the same recipe share one oracle. */
const cases = new Map<string, SystemCase>();
const LARGEST_CACHE = 600;

/** The case of a recipe, from a bounded cache. */
export function systemCase(recipe: SystemRecipe): SystemCase {
  const key = JSON.stringify(recipe, (_, value: unknown) => (value === Infinity ? 'Infinity' : value));
  const known = cases.get(key);
  if (known) return known;
  const made = new SystemCase(recipe);
  const [oldest] = cases.keys();
  if (cases.size >= LARGEST_CACHE && oldest !== undefined) cases.delete(oldest);
  cases.set(key, made);
  return made;
}
