import { type Problem, type Solution, sumOf, U } from '@wellposed/core';
import { analyse, type Analysis } from './analysis.js';
import { inUnits, quotient } from './anova.js';
import type { DegreeCandidate, DegreeCriterion } from './degree-selection.js';
import { fTail } from './f-tail.js';
import { likelihood } from './likelihood.js';
import { Notes } from './notes.js';
import {
  isObstacle,
  LARGEST_ERROR,
  type Obstacle,
  positiveQuantity,
  type Quantity,
  scaledQuantity,
  tooFewDigits,
} from './obstacle.js';
import type { PerfectFitOptions } from './perfect-fit.js';
import { pressOf, rowInfluences } from './row-influences.js';
import { difference, ratio, rootOf } from './sum-of-squares.js';

/** One degree's fit. */
export interface DegreeFit {
  readonly degree: number;
  readonly problem: Problem;
  readonly solution: Solution;
}

const deficient: Obstacle = {
  code: 'NOT_ESTIMABLE',
  reason: 'the data do not determine all coefficients of this degree: a lower one fits as well',
};
const lowest: Obstacle = { code: 'NO_REGRESSORS', reason: 'it is the lowest degree: there is nothing to test against' };

/** A candidate, and whether it fits the data to their rounding with degrees of freedom left. */
export interface JudgedCandidate {
  readonly candidate: DegreeCandidate;
  readonly perfect: boolean;
}

/**
 * All criteria of each fit, ascending in degree. One that the data do not determine is followed by others such only.
 */
export function degreeCandidates(
  fits: readonly DegreeFit[],
  criterion: DegreeCriterion,
  options: PerfectFitOptions,
): readonly JudgedCandidate[] {
  let before: Analysis | undefined;
  return fits.map(({ degree, problem, solution }) => {
    const analysis = analyse(problem, solution, options);
    const notes = new Notes();
    const obstacle = solution.status === 'rank-deficient' ? deficient : undefined;
    const { aic, bic } = likelihood(analysis);
    const f = obstacle ?? analysis.obstacles.theory ?? (before ? sequentialF(before, analysis) : lowest);
    const extra = before ? analysis.rank - before.rank : 0;
    const found = {
      loo: obstacle ?? looOf(analysis),
      aic: obstacle ?? aic,
      bic: obstacle ?? bic,
      f,
      p: isObstacle(f) ? f : positiveQuantity(fTail(f, extra, solution.degreesOfFreedom)),
    };
    const sum = analysis.obstacles.sum ?? inUnits(analysis.residualSumOfSquares, 1, analysis.scaled);
    before = analysis;
    const candidate = {
      ...{ degree, problem, solution },
      degreesOfFreedom: solution.degreesOfFreedom,
      residualSumOfSquares: notes.take('residualSumOfSquares', sum),
      loo: notes.take('loo', found.loo),
      aic: notes.take('aic', found.aic),
      bic: notes.take('bic', found.bic),
      f: notes.take('f', found.f),
      p: notes.take('p', found.p),
      value: notes.take('value', found[criterion === 'f' ? 'p' : criterion]),
    };
    const perfect = obstacle === undefined && analysis.perfect;
    return { candidate: { ...candidate, reasons: notes.reasons(0) }, perfect };
  });
}

/** F of the terms that `after` has beyond `before`. */
function sequentialF(before: Analysis, after: Analysis): Quantity {
  if (after.obstacles.tests) return after.obstacles.tests;
  const gain = difference(before.residualSumOfSquares, after.residualSumOfSquares);
  // Each sum is off by 2 E √R + E².
  const error = [before, after].reduce((sum, { rounding, residualSumOfSquares }) => {
    const q = rounding / rootOf(before.residualSumOfSquares);
    return sum + 2 * q * Math.sqrt(ratio(residualSumOfSquares, before.residualSumOfSquares).hi) + q * q;
  }, 0);
  const share = ratio(gain, before.residualSumOfSquares).hi;
  const nothing = share <= error && error <= U;
  if (!nothing && error > LARGEST_ERROR * Math.abs(share)) return tooFewDigits;
  const clamped = nothing ? { hi: 0, lo: 0, unit: gain.unit } : gain;
  return quotient(clamped, after.rank - before.rank, after.residualSumOfSquares, after.solution.degreesOfFreedom);
}

/** √(PRESS / Σ w), in the units of y. */
function looOf(analysis: Analysis): Quantity {
  const { scaled } = analysis;
  const press = pressOf(analysis, rowInfluences(analysis));
  if (isObstacle(press)) return press;
  const weight = scaled.weights ? sumOf(scaled.weights.hi) : scaled.rows;
  return scaledQuantity(Math.sqrt(press.hi / weight), press.unit, scaled.targetScale);
}
