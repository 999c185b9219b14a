import { at, fit, norm, polynomialProblem } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { exactLeastSquares } from '../oracle/exact-least-squares.js';
import { polynomialColumns } from '../oracle/polynomial-columns.js';
import { ExactSystem } from '../problems/exact-system.js';
import { polynomialData, polynomialRecipes } from '../problems/polynomial-recipe.js';
import { search, UNINFORMATIVE } from '../search.js';
import { boundOf } from './bound-of.js';
import { exceeds } from './exceeds.js';

/**
 * The fitted values of a polynomial fit are a property of the space of polynomials, which a shift of x does not change. The
 * bound is that of the Chebyshev basis on [min x, max x], whose condition does not depend on the shift either.
 */
export const shiftedX: SolverLaw = {
  name: 'shifted-x',
  scope: 'solver',
  statement:
    'fit: x far from 0 gives the fitted values of x near 0, both within the bound of a Chebyshev basis on the data',
  source: 'Invariance of the space of polynomials under shifts; Higham (2002), Theorems 20.1 and 20.3',
  remedy: 'Map x to [−1, 1] and solve in a well-conditioned basis; never in powers of x.',
  async check({ backend, runs, seed }, solver) {
    return search({ runs, seed }, polynomialRecipes, async (recipe) => {
      const { degree } = recipe;
      const { x, y } = polynomialData({ ...recipe, weighted: false });
      // The exact residuals do not depend on the origin of x, and are cheapest near it.
      const { residual, theta } = exactLeastSquares(
        polynomialColumns(
          x.map((value) => value - at(x, 0)),
          degree,
        ),
        y,
      );
      const basis = new ExactSystem(chebyshevDesign(x, degree), x.length, degree + 1);
      const solution = { residual, theta: basis.solve(y).theta };
      const bound = boundOf(solver, backend.supports.unitRoundoff, basis, solution, y);
      if (bound.residual === Infinity) return UNINFORMATIVE;
      const found = await fit(polynomialProblem({ x, y, degree }), { backend, solver });
      const context = `κ = ${(basis.norm * basis.inverseNorm).toPrecision(3)}, ‖y‖ = ${norm(y).toPrecision(3)}, degree ${theta.length - 1}`;
      return exceeds('‖r − r*‖', residual.distanceTo(found.residuals), bound.residual, context);
    });
  },
};

/** T₀ … T_degree at t = (2x − min − max)/(max − min), n × (degree + 1), row-major. */
function chebyshevDesign(x: Float64Array, degree: number): Float64Array {
  const first = at(x, 0);
  const last = at(x, x.length - 1);
  const out = new Float64Array(x.length * (degree + 1));
  x.forEach((value, i) => {
    const t = last > first ? (value - first - (last - value)) / (last - first) : 0;
    for (let k = 0; k <= degree; k++) {
      const at0 = i * (degree + 1) + k;
      out[at0] = k === 0 ? 1 : k === 1 ? t : 2 * t * at(out, at0 - 1) - at(out, at0 - 2);
    }
  });
  return out;
}
