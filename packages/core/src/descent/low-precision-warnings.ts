import { at } from '../at.js';
import type { RankEvidence } from '../closed-form/confirmed-rank.js';
import type { PosedProblem } from '../closed-form/posed-problem.js';
import type { CheckedDescentSettings } from './descent-options.js';
import { rankWarning } from './describe-descent.js';
import type { Descent } from './run-descent.js';

/** In which basis a descent in low precision ran, and why, where that is not as the user said or not as it should be. */
export function basisWarnings(
  { problem, changeOfBasis, model }: PosedProblem,
  { optimizer }: CheckedDescentSettings,
  evidence: RankEvidence,
  unitRoundoff: number,
): readonly string[] {
  const { basis } = problem.model;
  const asked = basis.specification.name;
  if (changeOfBasis) {
    // A rate that comes from the spectrum is that of the basis already.
    if (optimizer.needs.spectrum) return [];
    const { name } = model.basis.specification;
    return [
      `descent ran in basis '${name}', not '${asked}', which float32 has too few digits for: learning rates refer to it`,
    ];
  }
  if (!basis.conditioned) return [];
  const why = problem.penalty ? 'the penalty is on its coefficients' : 'there is no intercept';
  const { singularValues, rank } = evidence;
  const columns = model.basis.size + Number(model.intercept);
  const known = rank === columns && singularValues.length >= columns;
  const condition = known ? at(singularValues, 0) / at(singularValues, columns - 1) : Infinity;
  const number = Number.isFinite(condition) ? `: u·κ = ${(unitRoundoff * condition).toPrecision(3)}` : '';
  return [`descent in float32 ran in basis '${asked}' as it is, since ${why}${number}`];
}

/** What the digits of a descent in low precision are, where they are not those of float64. */
export function precisionWarnings(
  { names }: PosedProblem,
  { run, hessian, system }: Descent,
  evidence: RankEvidence,
  { unitRoundoff, refined }: { readonly unitRoundoff: number; readonly refined: boolean },
): readonly string[] {
  if (refined) return [];
  const warnings: string[] = [];
  const p = names.length;
  if (hessian && evidence.rank < p) warnings.push(rankWarning(evidence.rank, p, system.rows));
  else if (hessian && hessian.factorization !== evidence) {
    const condition = at(evidence.singularValues, 0) / at(evidence.singularValues, p - 1);
    warnings.push(
      `float32 cannot tell the smallest singular values of this design from 0: u·κ = ${(unitRoundoff * condition).toPrecision(3)}`,
    );
  }
  warnings.push(
    `the coefficients have the digits of a descent in float32 (u = ${unitRoundoff.toPrecision(3)}), which ended '${run.status}' and was not refined`,
  );
  return warnings;
}
