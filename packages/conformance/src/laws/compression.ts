import type { Triangle } from '@wellposed/core';
import { at, backwardError } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { crossProduct } from '../oracle/cross-product.js';
import { designColumns } from '../oracle/design-columns.js';
import type { DyadicVector } from '../oracle/dyadic-vector.js';
import { entry } from '../oracle/entry.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import type { Verdict } from '../search.js';
import { exceeds } from './exceeds.js';
import { lacking } from './lacking.js';
import { withSession } from './with-session.js';

/**
 * Householder's method changes each column of C = [√W A | √W y] by at most ε of its own norm, so that the columns of R̂ are those of
 * C + ΔC, turned: |r̂ⱼᵀr̂ₖ − cⱼᵀcₖ| ≤ (2ε + ε²) ‖cⱼ‖‖cₖ‖, and then ‖R̂ [−θ; 1]‖ is ‖√W(y − Aθ)‖ to the same ε for every θ.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), Theorem 19.4, which is columnwise.
 */
export const compression: BackendLaw = {
  name: 'compression',
  scope: 'backend',
  statement:
    'with "compression", compress() is an upper triangle R with RᵀR = [√W A | √W y]ᵀ[√W A | √W y] within 2ε‖cⱼ‖‖cₖ‖ of QR; without, it is refused',
  source: 'Contract of Triangle; Higham (2002), Theorem 19.4',
  remedy:
    'R of [√W A | √W y], (p + 1) × (p + 1), row-major, columns in their order and units, without pivoting; zeros below, and in the last rows when n ≤ p.',
  async check(trial) {
    const { backend } = trial;
    if (!backend.supports.features.includes('compression')) return lacking(trial, 'compression');
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, rootWeights } = systemCase(recipe);
      const { rows, columns, design, targets } = system;
      const size = columns + 1;
      const all = [
        ...designColumns(design, rows, columns, rootWeights),
        ...designColumns(targets, rows, 1, rootWeights),
      ];
      const { unitRoundoff } = backend.supports;
      const epsilon = backwardError('qr', { rows, columns: size, unitRoundoff });
      const triangle = await withSession(backend, system, async (session) => session.compress());
      return misshapen(triangle, rows, size) ?? misfit(triangle, all, epsilon);
    });
  },
};

function misshapen({ size, entries }: Triangle, rows: number, expected: number): Verdict {
  if (size !== expected || entries.length !== expected * expected) {
    return `size is ${size} and entries has ${entries.length} numbers, for p + 1 = ${expected}`;
  }
  const bad = entries.findIndex((value, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    return !Number.isFinite(value) || ((i > j || i >= rows) && value !== 0);
  });
  return bad < 0 ? undefined : `R[${Math.floor(bad / size)}, ${bad % size}] is ${at(entries, bad)} for n = ${rows}`;
}

function misfit({ size, entries }: Triangle, exact: readonly DyadicVector[], epsilon: number): Verdict {
  const found = designColumns(entries, size, size);
  const norms = exact.map((column, j) => crossProduct(exact, column).component(j).squareRoot());
  for (const [j, column] of exact.entries()) {
    const truth = crossProduct(exact, column);
    const computed = crossProduct(found, entry(found, j));
    for (let k = 0; k <= j; k++) {
      const error = computed.component(k).minus(truth.component(k)).absolute().toNumber();
      const bound = (2 * epsilon + epsilon * epsilon) * entry(norms, j) * entry(norms, k);
      const broken = exceeds(`|RᵀR − G| at (${j}, ${k})`, error, bound, `exactly ${truth.component(k).toNumber()}`);
      if (broken) return broken;
    }
  }
  return undefined;
}
