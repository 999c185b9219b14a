import { at } from '@wellposed/core';
import type { SystemRecipe } from '../problems/system-recipe.js';
import type { AgreementBounds } from './agreement-problem.js';

/** The worst that was seen. */
export interface Worst {
  /** Error ÷ bound: at most 1 where all is well; Infinity where there was no answer at all. */
  readonly ratio: number;
  /** The problem on which it was seen; absent when every error was 0. */
  readonly recipe?: SystemRecipe;
}

/** How near the exact answers, or each other, solutions and gradients were. Plain data. */
export interface Agreement {
  /** Problems on which the bound of the solution was finite. */
  readonly problems: number;
  /** Of ‖δθ‖₂, on these problems. */
  readonly solution: Worst;
  /** Of the components of the gradient, on all problems. */
  readonly gradient: Worst;
}

/** Counts problems and keeps the worst. */
export class Tally {
  private problems = 0;
  private solution: Worst = { ratio: 0 };
  private gradient: Worst = { ratio: 0 };

  add(recipe: SystemRecipe, errors: AgreementBounds, bounds: AgreementBounds): void {
    if (bounds.theta < Infinity) {
      this.problems++;
      this.solution = worse(this.solution, ratioOf(errors.theta, bounds.theta), recipe);
    }
    for (const [j, error] of errors.gradient.entries()) {
      this.gradient = worse(this.gradient, ratioOf(error, at(bounds.gradient, j)), recipe);
    }
  }

  get result(): Agreement {
    return { problems: this.problems, solution: this.solution, gradient: this.gradient };
  }
}

function ratioOf(error: number, bound: number): number {
  return error === 0 ? 0 : error / bound;
}

function worse(known: Worst, ratio: number, recipe: SystemRecipe): Worst {
  return ratio > known.ratio || Number.isNaN(ratio) ? { ratio, recipe } : known;
}
