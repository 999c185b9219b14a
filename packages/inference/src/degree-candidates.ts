import { sumOf, type Problem, type Solution } from '@wellposed/core';
import { analyse, type Analysis } from './analysis.js';
import { inUnits, quotient } from './anova.js';
import type { DegreeCandidate, DegreeCriterion } from './degree-selection.js';
import { fTail } from './f-tail.js';
import { likelihood } from './likelihood.js';
import { Notes } from './notes.js';
import { finiteQuantity, isObstacle, type Obstacle, type Quantity } from './obstacle.js';
import { pressOf, rowInfluences } from './row-influences.js';
import { difference } from './sum-of-squares.js';

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

/** A candidate, and whether it fits the data exactly with degrees of freedom left. */
export interface JudgedCandidate {
  readonly candidate: DegreeCandidate;
  readonly exact: boolean;
}

/**
 * All criteria of each fit, ascending in degree. One that the data do not determine is followed by others such only.
 */
export function degreeCandidates(fits: readonly DegreeFit[], criterion: DegreeCriterion): readonly JudgedCandidate[] {
  let before: Analysis | undefined;
  return fits.map(({ degree, problem, solution }) => {
    const analysis = analyse(problem, solution);
    const notes = new Notes();
    const obstacle = solution.status === 'rank-deficient' ? deficient : undefined;
    const { aic, bic } = likelihood(analysis);
    const f = obstacle ?? analysis.theory ?? (before ? sequentialF(before, analysis) : lowest);
    const extra = before ? analysis.rank - before.rank : 0;
    const found = {
      loo: obstacle ?? looOf(analysis),
      aic: obstacle ?? aic,
      bic: obstacle ?? bic,
      f,
      p: isObstacle(f) ? f : finiteQuantity(fTail(f, extra, solution.degreesOfFreedom)),
    };
    const sum = inUnits(analysis.residualSumOfSquares, 1, analysis.scaled);
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
    const exact = obstacle === undefined && analysis.variance === undefined && analysis.noise !== undefined;
    return { candidate: { ...candidate, reasons: notes.reasons(0) }, exact };
  });
}

/** F of the terms that `after` has beyond `before`. */
function sequentialF(before: Analysis, after: Analysis): Quantity {
  const [variance, noise] = [after.variance, after.noise];
  if (variance) return variance;
  if (noise) return noise;
  const gain = difference(before.residualSumOfSquares, after.residualSumOfSquares);
  const clamped = gain.hi > 0 ? gain : { hi: 0, lo: 0, unit: gain.unit };
  return quotient(clamped, after.rank - before.rank, after.residualSumOfSquares, after.solution.degreesOfFreedom);
}

/** √(PRESS / Σ w), in the units of y. */
function looOf(analysis: Analysis): Quantity {
  const { scaled } = analysis;
  const press = pressOf(analysis, rowInfluences(analysis));
  if (isObstacle(press)) return press;
  const weight = scaled.weights ? sumOf(scaled.weights.hi) : scaled.rows;
  return finiteQuantity(Math.sqrt(press.hi / weight) * press.unit * scaled.targetScale);
}
