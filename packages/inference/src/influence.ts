import { type Problem, refuseUnknownOptions, type Solution } from '@wellposed/core';
import { analyse } from './analysis.js';
import { inUnits } from './anova.js';
import type { Influence } from './influence-report.js';
import { Notes } from './notes.js';
import { isObstacle, scaledQuantity } from './obstacle.js';
import { perfectFitOptionKeys, type PerfectFitOptions } from './perfect-fit.js';
import { pressOf, rowInfluences } from './row-influences.js';

/**
 * Leverage, standardised and studentised residuals, Cook's distance and leave-one-out residuals of each row, and PRESS:
 * without refits.
 *
 * Defined as far as the theory of `infer` holds, for the rank-deficient and the equality-constrained too. A row of
 * leverage 1 (to rounding) has leverage only, and leaves no PRESS. A row of weight zero is not in the fit: leverage and
 * Cook's distance 0, its leave-one-out residual is its residual, and PRESS does not count it.
 *
 * @param problem as it was fitted
 * @param solution of that problem
 * @throws FitError 'SHAPE_MISMATCH' when the solution does not belong to the problem; 'INVALID_OPTION' for perfectFit
 */
export function influence(problem: Problem, solution: Solution, options: PerfectFitOptions = {}): Influence {
  refuseUnknownOptions(options, perfectFitOptionKeys, 'influence');
  const analysis = analyse(problem, solution, options);
  const { scaled } = analysis;
  const notes = new Notes();
  const found = rowInfluences(analysis);
  const press = pressOf(analysis, found);
  return {
    leverage: found.map(({ leverage }, i) => notes.take('leverage', leverage, i)),
    standardizedResiduals: found.map(({ standardized }, i) => notes.take('standardizedResiduals', standardized, i)),
    studentizedResiduals: found.map(({ studentized }, i) => notes.take('studentizedResiduals', studentized, i)),
    cooksDistance: found.map(({ cooks }, i) => notes.take('cooksDistance', cooks, i)),
    looResiduals: found.map(({ loo }, i) =>
      notes.take('looResiduals', isObstacle(loo) ? loo : scaledQuantity(loo.hi, scaled.targetScale), i),
    ),
    press: notes.take('press', isObstacle(press) ? press : inUnits(press, 1, scaled)),
    reasons: notes.reasons(scaled.rows),
  };
}
