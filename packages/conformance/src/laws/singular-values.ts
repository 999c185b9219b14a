import type { SolverName } from '@wellposed/core';
import { at, backwardError } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import type { SystemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { exceeds } from './exceeds.js';
import { withSession } from './with-session.js';

/**
 * Weyl: |σ̂ᵢ − σᵢ| ≤ εσ₁, for cholesky |σ̂ᵢ² − σᵢ²| ≤ εσ₁². The oracle knows σ₁ and σ_rank, Σσᵢ² = trace G = ‖Ã‖_F² and
 * ∏σᵢ² = det G exactly.
 */
export const singularValues: SolverLaw = {
  name: 'singular-values',
  scope: 'solver',
  statement:
    '`singularValues` are min(n, p) descending numbers whose extremes, sum of squares and product are those of √W A',
  source: 'Contract of Factorization; Weyl’s inequality, Golub and Van Loan (2013), Corollary 8.6.2',
  remedy:
    'Singular values of √W A itself, weights included, descending; not eigenvalues of AᵀA, not the diagonal of R.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const epsilon = backwardError(solver, { ...known.system, unitRoundoff: backend.supports.unitRoundoff });
      return withSession(backend, known.system, async (session) => {
        const { singularValues: values, outcome } = await session.factor(solver);
        if (outcome !== 'ok') return UNINFORMATIVE;
        return (
          shapeOf(values, known) ?? extremes(values, known, solver, epsilon) ?? product(values, known, solver, epsilon)
        );
      });
    });
  },
};

function shapeOf(values: Float64Array, { system }: SystemCase): string | undefined {
  const count = Math.min(system.rows, system.columns);
  if (values.length !== count) return `there are ${values.length} singular values, not ${count}`;
  const bad = values.findIndex(
    (value, i) => !(value >= 0 && value < Infinity && (i === 0 || value <= at(values, i - 1))),
  );
  return bad < 0
    ? undefined
    : `singular value ${bad} is ${at(values, bad)}: not finite, negative or not in descending order`;
}

function extremes(
  values: Float64Array,
  { exact }: SystemCase,
  solver: SolverName,
  epsilon: number,
): string | undefined {
  const { norm: largest, inverseNorm, rank } = exact;
  const allowed = (value: number): number =>
    solver === 'cholesky' ? epsilon * largest ** 2 : (2 * value + epsilon * largest) * epsilon * largest;
  const trace = exact.equations.trace().toNumber();
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  const smallest = rank === 0 ? 0 : 1 / inverseNorm;
  const kth = rank === 0 ? 0 : at(values, rank - 1);
  const rounding = 4 * values.length * 2 ** -53 * trace;
  return (
    exceeds('|σ̂₁² − σ₁²|', Math.abs(at(values, 0) ** 2 - largest ** 2), allowed(largest)) ??
    exceeds(`|σ̂² − σ²| at the rank, ${rank}`, Math.abs(kth ** 2 - smallest ** 2), allowed(smallest) + rounding) ??
    exceeds('|Σσ̂² − ‖Ã‖_F²|', Math.abs(squares - trace), values.length * allowed(largest) + rounding)
  );
}

function product(
  values: Float64Array,
  { exact, system }: SystemCase,
  solver: SolverName,
  epsilon: number,
): string | undefined {
  const kappa = exact.norm * exact.inverseNorm;
  const perturbation = solver === 'cholesky' ? kappa * kappa * epsilon : 2 * kappa * epsilon;
  if (exact.rank < system.columns || perturbation > 0.5) return undefined;
  const exactLog = exact.equations.determinant().logarithm();
  const log = values.reduce((sum, value) => sum + 2 * Math.log(value), 0);
  const bound =
    (values.length * 2 * perturbation) / (1 - perturbation) +
    2 ** -48 * Math.max(1, Math.abs(exactLog), values.length * 50);
  return exceeds('|ln ∏σ̂² − ln det ÃᵀÃ|', Math.abs(log - exactLog), bound);
}
