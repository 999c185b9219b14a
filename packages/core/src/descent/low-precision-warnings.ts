import type { Factorization } from '../contracts/backend.js';
import type { PosedProblem } from '../closed-form/posed-problem.js';
import type { CheckedDescentSettings } from './descent-options.js';
import { rankWarning } from './describe-descent.js';
import { conditionOf } from './hessian.js';
import type { Descent } from './run-descent.js';

/** In which basis a descent in low precision ran, and why, where that is not as the user said or not as it should be. */
export function basisWarnings(
  { problem, changeOfBasis, model }: PosedProblem,
  { optimizer }: CheckedDescentSettings,
  factorization: Factorization | undefined,
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
  const condition = conditionOf(factorization, model.basis.size + Number(model.intercept));
  const number = Number.isFinite(condition) ? `: u·κ = ${(unitRoundoff * condition).toPrecision(3)}` : '';
  return [`descent in float32 ran in basis '${asked}' as it is, since ${why}${number}`];
}

/** What the digits of a descent in low precision are, where they are not those of float64. */
export function precisionWarnings(
  { names }: PosedProblem,
  { run, hessian, system }: Descent,
  { unitRoundoff, refined }: { readonly unitRoundoff: number; readonly refined: boolean },
): readonly string[] {
  if (refined) return [];
  const p = names.length;
  const lost = unitRoundoff * conditionOf(hessian?.factorization, p);
  const warnings: string[] = [];
  if (hessian && hessian.factorization.rank < p) {
    warnings.push(rankWarning(hessian.factorization.rank, p, system.rows));
  } else if (lost >= 1 && lost < Infinity) {
    warnings.push(`float32 has no digits left for this design: u·κ = ${lost.toPrecision(3)}`);
  }
  warnings.push(
    `the coefficients have the digits of a descent in float32 (u = ${unitRoundoff.toPrecision(3)}), which ended '${run.status}' and was not refined`,
  );
  return warnings;
}
