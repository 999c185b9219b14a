import type { SolverName } from '@wellposed/core';
import { at, backwardError, norm } from '@wellposed/core';
import { pivotGrowth } from '../bounds/pivot-growth.js';
import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import type { SystemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import type { Verdict } from '../search.js';
import { exceeds } from './exceeds.js';
import { withSession } from './with-session.js';

/**
 * Full rank: with Â = A + ΔA, Ĝ⁻¹ − G⁻¹ = −Â⁺ΔA G⁻¹ − Ĝ⁻¹ΔAᵀA⁺ᵀ, so ‖SSᵀ − G⁻¹‖₂ ≤ 2κε/(1 − κε)² ‖G⁻¹‖₂; as much again for
 * inverting the factor (Higham 2002, §14.2), and √p from ‖·‖₂ to ‖·‖_F. For cholesky κ²ε instead of κε.
 *
 * Below full rank P = SSᵀ is a generalised inverse of a Ĝ = (A + E)ᵀ(A + E) of that rank, ‖E‖ ≤ η‖A‖: with ρ = ‖P‖‖A‖²,
 * GPG − G has at most 2·2η(1 + 2ρ)‖A‖², and 4√ρ ε ρ‖A‖² for inverting the factor.
 */
export const inverseRoot: SolverLaw = {
  name: 'inverse-root',
  scope: 'solver',
  statement:
    '`inverseRoot` S gives S Sᵀ = (ÃᵀÃ)⁻¹ within its bound; a generalised inverse, G S Sᵀ G = G, below full rank',
  source: 'Contract of Factorization; Higham (2002), §14.2, §20.4',
  remedy: 'S is p × rank, row-major: R⁻¹ with its rows permuted back, or V Σ⁻¹; not its transpose, not (ÃᵀÃ)⁻¹ itself.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const epsilon = backwardError(solver, { ...known.system, unitRoundoff: backend.supports.unitRoundoff });
      return withSession(backend, known.system, async (session) => {
        const { inverseRoot: s, rank, outcome, threshold } = await session.factor(solver);
        if (outcome !== 'ok') return UNINFORMATIVE;
        const { columns } = known.system;
        if (s.length !== columns * rank) return `inverseRoot has ${s.length} numbers, not ${columns} × ${rank}`;
        const product = timesTranspose(s, columns, rank);
        if (known.exact.rank === columns)
          return rank === columns ? fullRank(known, solver, epsilon, product) : UNINFORMATIVE;
        return rank === known.exact.rank && rank > 0
          ? generalised(known, rank, epsilon, threshold, product)
          : UNINFORMATIVE;
      });
    });
  },
};

function fullRank({ exact, system }: SystemCase, solver: SolverName, epsilon: number, product: Float64Array): Verdict {
  const kappa = exact.norm * exact.inverseNorm;
  const perturbation = (solver === 'cholesky' ? kappa * kappa : kappa) * epsilon;
  if (perturbation > 0.5) return UNINFORMATIVE;
  const inverse = exact.gramPseudoInverse();
  const bound = ((4 * perturbation) / (1 - perturbation) ** 2) * Math.sqrt(system.columns) * exact.inverseNorm ** 2;
  const error = norm(product.map((value, k) => value - at(inverse, k)));
  return exceeds(
    '‖SSᵀ − (ÃᵀÃ)⁻¹‖',
    error,
    bound,
    `κ = ${kappa.toPrecision(4)}, ‖(ÃᵀÃ)⁻¹‖ = ${(exact.inverseNorm ** 2).toPrecision(4)}`,
  );
}

function generalised(
  { exact, system }: SystemCase,
  rank: number,
  epsilon: number,
  threshold: number,
  product: Float64Array,
): Verdict {
  const { columns } = system;
  const gram = exact.gram();
  const size = exact.norm ** 2;
  const eta = epsilon + threshold * pivotGrowth(rank, columns);
  const rho = norm(product) * size;
  const bound = size * (4 * eta * (1 + 2 * rho) + 4 * Math.sqrt(rho) * epsilon * rho);
  if (bound > 0.1 * size) return UNINFORMATIVE;
  const round = multiply(multiply(gram, product, columns), gram, columns);
  return exceeds(
    '‖G S Sᵀ G − G‖',
    norm(round.map((value, k) => value - at(gram, k))),
    bound,
    `‖G‖ = ${size.toPrecision(4)}`,
  );
}

function timesTranspose(s: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      for (let k = 0; k < columns; k++) {
        out[i * rows + j] = at(out, i * rows + j) + at(s, i * columns + k) * at(s, j * columns + k);
      }
    }
  }
  return out;
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++)
        out[i * size + j] = at(out, i * size + j) + at(a, i * size + k) * at(b, k * size + j);
    }
  }
  return out;
}
