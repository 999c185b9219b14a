import { tfjs } from '@wellposed/backend-tfjs';
import { correctDigits, csvOf, Rational, referenceSets } from '@wellposed/conformance';
import { decimals, fit, linearProblem, polynomialProblem } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { availableEngines } from './support/available-engines.js';

describe.each(availableEngines)('on %s, refined', (engine) => {
  const backend = tfjs({ engine });
  const cases = referenceSets.flatMap((set) => backend.supports.solvers.map((solver) => ({ ...set, solver })));

  it.each(cases)('$name by $solver from CSV text has 15 correct digits in every coefficient', async (set) => {
    const [, ...rows] = csvOf(set)
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const y = decimals(rows.map((row) => row.at(-1)!));
    const x = decimals(rows.flatMap((row) => row.slice(0, -1)));
    const { model, solver } = set;
    const problem =
      model.kind === 'polynomial'
        ? polynomialProblem({ x, y, degree: model.degree, intercept: model.intercept })
        : linearProblem({ x, y, intercept: model.intercept });
    const solution = await fit(problem, { backend, solver });
    expect(solution.status).toBe('converged');
    set.exact.parameters.forEach((truth, j) => {
      expect(correctDigits(solution.coefficients[j]!, Rational.fromDecimal(truth), 1)).toBeGreaterThanOrEqual(15);
    });
  });
});
