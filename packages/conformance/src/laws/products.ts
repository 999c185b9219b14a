import { productError } from '../bounds/product-error.js';
import type { BackendLaw } from '../law.js';
import { crossProduct } from '../oracle/cross-product.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { exactFitted } from '../oracle/exact-fitted.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { beyondBounds } from './beyond-bounds.js';
import { lacking } from './lacking.js';
import { withSession } from './with-session.js';

/** Both products near the exact ones: ⟨A v, u⟩ = ⟨v, Aᵀu⟩, which Krylov methods live on, holds within the same bounds. */
export const products: BackendLaw = {
  name: 'products',
  scope: 'backend',
  statement:
    'with "products", multiply(v) and multiplyTransposed(u) are A v and Aᵀu within γ|A||v| and γ|Aᵀ||u|, weights apart; without, they are refused',
  source: 'Contract of Session; Higham (2002), §3.1, §3.5',
  remedy: 'A as it was given: without √w, columns back in their units, and Aᵀ not A for multiplyTransposed.',
  async check(trial) {
    const { backend } = trial;
    if (!backend.supports.features.includes('products')) return lacking(trial, 'products');
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const { system } = known;
      const v = known.randomNumbers(system.columns, 6);
      const u = known.randomNumbers(system.rows, 7);
      const columns = designColumns(system.design, system.rows, system.columns);
      const bounds = productError(system, backend.supports.unitRoundoff);
      return withSession(backend, system, async (session) => {
        const fitted = await session.multiply(v);
        return (
          beyondBounds('A v', fitted, exactFitted(columns, ExactVector.from(v)), bounds.multiply(v)) ??
          beyondBounds(
            'Aᵀu',
            await session.multiplyTransposed(u),
            crossProduct(columns, dyadicVector(u)),
            bounds.multiplyTransposed(u),
          )
        );
      });
    });
  },
};
