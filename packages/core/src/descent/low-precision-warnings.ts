import type { Factorization } from '../contracts/backend.js';
import type { PosedProblem } from '../closed-form/posed-problem.js';
import { rankWarning } from './describe-descent.js';
import { conditionOf } from './hessian.js';
import type { Descent } from './run-descent.js';

/** Why a descent in low precision ran in a basis that is not as well conditioned as it could be. */
export function basisWarnings(
  { problem, changeOfBasis, model }: PosedProblem,
  factorization: Factorization | undefined,
  unitRoundoff: number,
): readonly string[] {
  const { penalty, model: asked } = problem;
  const { basis, intercept } = asked;
  if (changeOfBasis || !basis.conditioned) return [];
  const condition = conditionOf(factorization, model.basis.size + Number(model.intercept));
  const number = Number.isFinite(condition) ? `: u·κ = ${(unitRoundoff * condition).toPrecision(3)}` : '';
  const why = penalty
    ? 'the penalty is on its coefficients'
    : intercept
      ? 'the learning rate refers to it'
      : 'there is no intercept';
  return [`descent in float32 ran in basis '${basis.specification.name}' as it is, since ${why}${number}`];
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
