import type { LinearSystem } from '@wellposed/core';
import { at } from '@wellposed/core';
import { boundOf } from '../laws/bound-of.js';
import { difference } from '../laws/difference.js';
import { evaluationCase } from '../laws/evaluation-case.js';
import type { ExactVector } from '../oracle/exact-vector.js';
import { Rational } from '../oracle/rational.js';
import { SystemCase } from '../problems/system-case.js';
import type { SystemRecipe } from '../problems/system-recipe.js';

/** What a backend answers: the solution of the normal equations, and the gradient of the objective at the problem's θ. */
export interface AgreementAnswer {
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
}

/** How far an answer may be from the exact one: ‖δθ‖₂, Infinity where the theory promises nothing, and |δg| of each component. */
export interface AgreementBounds {
  readonly theta: number;
  readonly gradient: Float64Array;
}

/** Any would do: the exact answers do not depend on it. */
const U = 2 ** -53;

/** One problem with its exact answers. */
export class AgreementProblem {
  readonly system: LinearSystem;
  /** √W y. */
  readonly f: Float64Array;
  /** Where the gradient is evaluated. */
  readonly point: Float64Array;
  private readonly known: SystemCase;
  private readonly knownBounds = new Map<number, AgreementBounds>();
  private readonly gradient: ExactVector;

  constructor(readonly recipe: SystemRecipe) {
    this.known = new SystemCase(recipe);
    const { system, theta, objective } = evaluationCase(recipe, U);
    this.system = system;
    this.f = this.known.f;
    this.point = theta;
    this.gradient = objective.gradient;
  }

  /** The bounds of a backend with this unit roundoff. */
  bounds(unitRoundoff: number): AgreementBounds {
    const known = this.knownBounds.get(unitRoundoff);
    if (known) return known;
    const { exact, solution } = this.known;
    const bounds = {
      theta: boundOf('cholesky', unitRoundoff, exact, solution, this.f).theta,
      gradient: evaluationCase(this.recipe, unitRoundoff).bounds.gradient,
    };
    this.knownBounds.set(unitRoundoff, bounds);
    return bounds;
  }

  /** The distance of an answer from the exact one. */
  errors({ theta, gradient }: AgreementAnswer): AgreementBounds {
    return {
      theta: this.known.solution.theta.distanceTo(theta),
      gradient: Float64Array.from({ length: this.system.columns }, (_, j) => {
        const found = at(gradient, j);
        if (!Number.isFinite(found)) return Infinity;
        return Rational.from(found).minus(this.gradient.component(j)).absolute().toNumber();
      }),
    };
  }
}

/** The distance between two answers. */
export function distanceBetween(a: AgreementAnswer, b: AgreementAnswer): AgreementBounds {
  return {
    theta: difference(a.theta, b.theta),
    gradient: a.gradient.map((value, j) => {
      const gap = Math.abs(value - at(b.gradient, j));
      return Number.isNaN(gap) ? Infinity : gap;
    }),
  };
}
