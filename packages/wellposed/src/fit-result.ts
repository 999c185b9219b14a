import type { Problem, Solution } from '@wellposed/core';
import { predict, toFloat64, toRowMajor } from '@wellposed/core';
import type { Inference } from '@wellposed/inference';
import { infer } from '@wellposed/inference';
import type { FitDocument } from './fit-document.js';
import { fitDocument } from './fit-document.js';
import { summary } from './summary.js';

/** A fit: the problem, its solution and its statistics, with what people do next. */
export class FitResult {
  constructor(
    readonly problem: Problem,
    readonly solution: Solution,
  ) {}

  /** Standard errors, t, p, intervals, R² at the 95 % level; `infer` of @wellposed/inference takes others. */
  get statistics(): Inference {
    return infer(this.problem, this.solution);
  }

  get status(): Solution['status'] {
    return this.solution.status;
  }

  /** Names of the coefficients: '1' for the intercept, then the basis' own. */
  get names(): readonly string[] {
    return this.solution.names;
  }

  /** In the order of `names`. */
  get coefficients(): Float64Array {
    return this.solution.coefficients;
  }

  /** y − fitted, n numbers. */
  get residuals(): Float64Array {
    return this.solution.residuals;
  }

  /**
   * Predictions at new points.
   *
   * @param x m numbers for a polynomial; m rows of d numbers, or m × d numbers row-major, for columns
   * @throws FitError 'SHAPE_MISMATCH', 'NON_FINITE_INPUT' or 'INVALID_INPUT', with row and column
   */
  predict(x: ArrayLike<number> | readonly ArrayLike<number>[]): Float64Array {
    return predict(this.solution.working, isRows(x) ? toRowMajor(x, 'x') : toFloat64(x, 'x'));
  }

  /** The fit as a table for people. */
  summary(): string {
    return summary(this.toJSON());
  }

  /** The fit as one JSON document, the same as the command line's `--json`. */
  toJSON(): FitDocument {
    return fitDocument(this.problem, this.solution, this.statistics);
  }
}

function isRows(x: ArrayLike<number> | readonly ArrayLike<number>[]): x is readonly ArrayLike<number>[] {
  return Array.isArray(x) && typeof x[0] === 'object';
}
