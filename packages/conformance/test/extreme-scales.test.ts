import { reference } from '@wellposed/backend-reference';
import { FitError, fitSync, parseModel, predict, serializeModel } from '@wellposed/core';
import type { Problem, Solution } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { overclaim } from '../src/certificate/overclaim.js';
import { exactFitted } from '../src/oracle/exact-fitted.js';
import { exactLeastSquares } from '../src/oracle/exact-least-squares.js';
import type { ExactLeastSquares } from '../src/oracle/exact-least-squares.js';
import { entry } from '../src/oracle/entry.js';
import { ExactVector } from '../src/oracle/exact-vector.js';
import { Rational } from '../src/oracle/rational.js';
import type { ExtremeRecipe } from '../src/problems/extreme-case.js';
import { extremeCase, extremeRecipes } from '../src/problems/extreme-case.js';
import type { Verdict } from '../src/search.js';
import { search, UNINFORMATIVE } from '../src/search.js';
import { limits } from './limits.js';

interface Solved {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly exact: ExactLeastSquares;
  /** Whether the exact design has full rank. */
  readonly full: boolean;
}

/** A law over fits of extreme numbers; of those that are refused only the code is looked at. */
function law(judge: (solved: Solved, recipe: ExtremeRecipe) => Verdict) {
  return search({ runs: 3 * limits.runs, seed: limits.seed }, extremeRecipes, (recipe) => {
    const { problem, columns } = extremeCase(recipe);
    if (problem.weights?.every((weight) => weight === 0)) return UNINFORMATIVE;
    let solution: Solution;
    try {
      solution = fitSync(problem, { backend: reference, solver: 'qr' });
    } catch (error) {
      // Weights that span more than float64's range, and features at rows of weight 0 that do.
      const isCoded = error instanceof FitError && ['weights', 'x'].includes(error.details.argument ?? '');
      return isCoded ? UNINFORMATIVE : `threw ${String(error)}`;
    }
    const exact = exactLeastSquares(columns, problem.y, problem.weights);
    return judge({ problem, solution, exact, full: exact.rank === columns.length }, recipe);
  });
}

describe(`numbers anywhere in float64's range (seed ${limits.seed})`, () => {
  it('have no more digits claimed than there are, in the fitted values too', async () => {
    const finding = await law(({ solution, exact }, recipe) =>
      overclaim(solution, { theta: exact.theta, fitted: exactFitted(extremeCase(recipe).columns, exact.theta) }),
    );
    expect(finding).toBeUndefined();
  });

  it('leave no NaN, and no infinity where float64 holds the answer', async () => {
    const finding = await law(({ solution, exact, full }) => {
      const { coefficients, fitted, residuals, residualSumOfSquares, status } = solution;
      for (const [what, values] of Object.entries({ coefficients, fitted, residuals, residualSumOfSquares })) {
        const all = typeof values === 'number' ? [values] : [...values];
        if (all.some(Number.isNaN)) return `NaN in ${what} (${status})`;
      }
      if (!full || status === 'rank-deficient') return UNINFORMATIVE;
      const lost = [...coefficients].findIndex(
        (value, j) => !isHeld(value) && value !== exact.theta.component(j).toNumber(),
      );
      return lost < 0 ? undefined : `coefficient ${lost} is ${coefficients[lost]} (${status})`;
    });
    expect(finding).toBeUndefined();
  });

  it('have a residual sum of squares that is right, is rounding, or is said to be beyond float64', async () => {
    const finding = await law(({ problem, solution, exact, full }, recipe) => {
      if (!full || solution.status !== 'converged') return UNINFORMATIVE;
      const { sum, rounding } = sumOfSquares(problem, exact, recipe);
      // The rounding of double-double, with a margin for the errors of coefficients and features.
      if (rounding.compare(sum.times(Rational.from(2 ** -80))) > 0) return UNINFORMATIVE;
      const truth = sum.toNumber();
      const given = solution.residualSumOfSquares;
      const said = solution.warnings.some((warning) => warning.includes('residual sum of squares'));
      const isBeyond = !isHeld(truth) || (truth < 2 ** -1022 && !sum.isZero);
      if (isBeyond !== said)
        return `${given}, exactly ${truth}, ${said ? 'is said' : 'is not said'} to be beyond float64`;
      return isBeyond || Math.abs(given - truth) <= 2 ** -40 * truth ? undefined : `${given}, exactly ${truth}`;
    });
    expect(finding).toBeUndefined();
  });

  it('are predicted as they are fitted, from a saved model to the same bits, or refused by the row', async () => {
    const finding = await law(({ problem, solution }) => {
      const loaded = parseModel(JSON.stringify(serializeModel(solution.working)));
      for (const model of [solution.working, loaded]) {
        const beyond = solution.fitted.findIndex((value) => !isHeld(value));
        try {
          const predictions = predict(model, problem.x);
          if (beyond >= 0) return `row ${beyond} is predicted, ${predictions[beyond]}`;
          const off = predictions.findIndex((value, i) => value !== solution.fitted[i]);
          if (off >= 0) return `row ${off}: ${predictions[off]} is predicted, ${solution.fitted[off]} fitted`;
        } catch (error) {
          const isCoded = error instanceof FitError && error.code === 'OUT_OF_RANGE' && error.details.row === beyond;
          if (!isCoded || beyond < 0) return `threw ${String(error)}`;
        }
      }
      return undefined;
    });
    expect(finding).toBeUndefined();
  });
});

function isHeld(value: number): boolean {
  return Math.abs(value) < Infinity;
}

/** Σ w r², exactly, and what rounding each residual to double-double can make of it. */
function sumOfSquares(
  { y, weights }: Problem,
  { theta, residual }: ExactLeastSquares,
  recipe: ExtremeRecipe,
): { readonly sum: Rational; readonly rounding: Rational } {
  const { columns } = extremeCase(recipe);
  const sizes = columns.map((column, j) =>
    exactFitted([column], new ExactVector([entry(theta.numerators, j)], theta.denominator)),
  );
  let sum = new Rational(0n);
  let rounding = new Rational(0n);
  for (let i = 0; i < y.length; i++) {
    const weight = Rational.from(weights?.[i] ?? 1);
    const r = residual.component(i);
    sum = sum.plus(r.times(r).times(weight));
    const size = sizes.reduce(
      (total, each) => total.plus(each.component(i).absolute()),
      Rational.from(y[i] ?? 0).absolute(),
    );
    const e = size.times(Rational.from(2 ** -96));
    rounding = rounding.plus(e.times(e).times(weight));
  }
  return { sum, rounding };
}
