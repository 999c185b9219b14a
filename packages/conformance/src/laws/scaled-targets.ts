import { at } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { withSession } from './with-session.js';

/** 2^±13: far from the ends of the range of f32 too. */
const POWERS = [13, -13] as const;

export const scaledTargets: SolverLaw = {
  name: 'scaled-targets',
  scope: 'solver',
  statement: 'scaling y by a power of two scales θ and the residual by it, bit for bit',
  source: 'Binary floating point scales exactly by powers of two: Higham (2002), §2.1; solves are linear in f',
  remedy:
    'An absolute number somewhere compares with the data: thresholds must be relative to A alone, and nothing added to f.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, f } = systemCase(recipe);
      return withSession(backend, system, async (session) => {
        const factorization = await session.factor(solver);
        if (factorization.outcome !== 'ok') return UNINFORMATIVE;
        const one = await factorization.solve(f);
        for (const power of POWERS) {
          const other = await factorization.solve(f.map((value) => value * 2 ** power));
          for (const member of ['theta', 'residual'] as const) {
            const bad = one[member].findIndex((value, i) => value * 2 ** power !== at(other[member], i));
            if (bad >= 0)
              return `${member}[${bad}] of y·2^${power} is ${at(other[member], bad)}, not ${at(one[member], bad)}·2^${power}`;
          }
        }
        return undefined;
      });
    });
  },
};
