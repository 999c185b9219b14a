import { reference } from '@wellposed/backend-reference';
import { decimals, fitSync, linearProblem, polynomialProblem } from '@wellposed/core';
import type { Problem, Solution } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf } from '../src/certificate/claims-of.js';
import type { ExactAnswer } from '../src/certificate/exact-answer.js';
import { overclaim } from '../src/certificate/overclaim.js';
import { trueDigits } from '../src/certificate/true-digits.js';
import type { DecimalRecipe } from '../src/problems/decimal-case.js';
import { decimalCase, decimalRecipes } from '../src/problems/decimal-case.js';
import { search } from '../src/search.js';
import { limits } from './limits.js';

function problemOf(
  { model, size, intercept }: DecimalRecipe,
  { x, y, weights }: ReturnType<typeof decimalCase>,
): Problem {
  const common = { y: decimals(y), intercept, ...(weights && { weights: decimals(weights) }) };
  return model === 'polynomial'
    ? polynomialProblem({ ...common, x: decimals(x.flat()), degree: size })
    : linearProblem({ ...common, x: decimals(x.flat()) });
}

function solved(recipe: DecimalRecipe): { readonly solution: Solution; readonly exact: ExactAnswer } | undefined {
  const texts = decimalCase(recipe);
  const exact = texts.answer();
  return exact && { solution: fitSync(problemOf(recipe, texts), { backend: reference, solver: 'qr' }), exact };
}

describe(`text of 1 to 60 digits that agrees in most of them (seed ${limits.seed})`, () => {
  it('is fitted with no more digits claimed than there are', async () => {
    const finding = await search({ runs: 3 * limits.runs, seed: limits.seed }, decimalRecipes, (recipe) => {
      const found = solved(recipe);
      return found && overclaim(found.solution, found.exact);
    });
    expect(finding).toBeUndefined();
  });

  it('is fitted to all digits where the design is well-conditioned', () => {
    const claims = fc.sample(decimalRecipes, { seed: limits.seed, numRuns: limits.runs }).flatMap((recipe) => {
      const found = recipe.intercept && recipe.y.digits <= 20 ? solved(recipe) : undefined;
      const isHealthy = found && (found.solution.certificate?.conditionNumber ?? Infinity) < 1e6;
      return isHealthy ? claimsOf(found.solution, trueDigits(found.solution, found.exact)) : [];
    });
    expect(claims.length).toBeGreaterThan(limits.runs / 4);
    const sorted = claims.map(({ claimed }) => claimed).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBe(15.9);
    expect(sorted[Math.floor(sorted.length / 10)]).toBeGreaterThan(10);
  });
});
