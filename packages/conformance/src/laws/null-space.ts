import { backwardError, norm } from '@wellposed/core';
import { pivotGrowth } from '../bounds/pivot-growth.js';
import type { SolverLaw } from '../law.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { exactResidual } from '../oracle/exact-residual.js';
import { ExactSystem } from '../problems/exact-system.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { search, UNINFORMATIVE } from '../search.js';
import { exceeds } from './exceeds.js';
import { withSession } from './with-session.js';

export const nullSpace: SolverLaw = {
  name: 'null-space',
  scope: 'solver',
  statement: '`nullSpace` holds p − rank independent vectors, and √W A takes each to 0 up to (τ + ε)‖A‖',
  source: 'Contract of Factorization; Gu and Eisenstat (1996), Theorem 7.2',
  remedy:
    'p × (p − rank), row-major: the last right singular vectors, or P[−R₁₁⁻¹R₁₂; I] of a pivoted QR; undo the permutation.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, exact } = systemCase(recipe);
      const { columns } = system;
      return withSession(backend, system, async (session) => {
        const { rank, nullSpace: vectors, threshold, outcome } = await session.factor(solver);
        if (outcome !== 'ok') return UNINFORMATIVE;
        const count = columns - rank;
        if (vectors.length !== columns * count)
          return `nullSpace has ${vectors.length} numbers, not ${columns} × ${count}`;
        if (count === 0) return undefined;
        const epsilon = backwardError(solver, { ...system, unitRoundoff: backend.supports.unitRoundoff });
        const relative = threshold * (solver === 'svd' ? 1 : pivotGrowth(rank, columns));
        const unit = new Float64Array(columns * count);
        for (let k = 0; k < count; k++) {
          const vector = Float64Array.from({ length: columns }, (_, j) => vectors[j * count + k] ?? NaN);
          const length = norm(vector);
          if (!(length > 0 && length < Infinity)) return `column ${k} of nullSpace has the norm ${length}`;
          vector.forEach((value, j) => (unit[j * count + k] = value / length));
          const image = exactResidual(
            exact.columns,
            dyadicVector(new Float64Array(system.rows)),
            ExactVector.from(vector),
          );
          const bound = (2 * epsilon * length + relative * Math.max(1, length)) * exact.norm;
          const broken = exceeds(`‖A N‖ of column ${k}`, image.norm(), bound, `‖A‖ = ${exact.norm.toPrecision(4)}`);
          if (broken) return broken;
        }
        const basis = new ExactSystem(unit, columns, count);
        const kappa = basis.norm * basis.inverseNorm;
        if (basis.rank < count) return 'the columns of nullSpace are linearly dependent';
        return exceeds('κ of the null-space basis, columns normalised', kappa, 1 / epsilon);
      });
    });
  },
};
