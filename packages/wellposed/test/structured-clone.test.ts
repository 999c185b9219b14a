import { tfjs } from '@wellposed/backend-tfjs';
import { infer } from '@wellposed/inference';
import { callableBasis, predict } from '@wellposed/core';
import { describe, expect, test } from 'vitest';
import type { Problem } from 'wellposed';
import {
  bands,
  basisProblem,
  bspline,
  concatenate,
  descent,
  features,
  fit,
  fitTargets,
  fourier,
  gradientDescent,
  heavyBall,
  linearProblem,
  monomial,
  polynomialFeatures,
  polynomialProblem,
  reference,
  ridge,
} from 'wellposed';

const x = Float64Array.from({ length: 12 }, (_, i) => 10 + i / 4);
const y = x.map((value, i) => Math.sin(value) + (i % 3));
const table = [...x].map((value, i) => [value, (i * 5) % 7]);
const exponential = [{ name: 'exp', evaluate: ([value = 0]: Float64Array) => Math.exp(-value) }];
const variable = 't';

const problems: Readonly<Record<string, Problem>> = {
  polynomial: polynomialProblem({ x, y, degree: 4 }),
  'powers without an intercept': polynomialProblem({ x, y, degree: 2, intercept: false }),
  columns: linearProblem({ x: table, y }),
  'many columns that depend on each other': linearProblem({ x: table.map(([a = 0, b = 0]) => [a, b, a + b]), y }),
  ridge: linearProblem({ x: table, y, penalty: ridge(0.1) }),
  constrained: polynomialProblem({ x, y, degree: 2, constraints: [{ at: 11, equals: 1 }] }),
  nonnegative: linearProblem({ x: table, y, nonnegative: true }),
  products: basisProblem({ x: table, y, basis: polynomialFeatures({ variables: ['a', 'b'], degree: 2 }) }),
  spline: basisProblem({ x, y, basis: bspline({ knots: [11, 12], domain: [10, 13], ends: 'natural' }) }),
  'bases side by side': basisProblem({
    x,
    y,
    basis: concatenate(monomial({ degree: 1, variable }), fourier({ period: 3, harmonics: 1, variable })),
  }),
};

describe('a solution is plain data that goes to a worker', () => {
  test.each(Object.entries(problems))(
    '%s: its copy is the same, and so is what follows from it',
    async (_, problem) => {
      const { solution } = await fit(problem);
      const copy = structuredClone(solution);
      expect(copy).toEqual(solution);
      expect(predict(copy.working, problem.x)).toEqual(predict(solution.working, problem.x));
      expect(infer(problem, copy)).toEqual(infer(problem, solution));
      expect(bands(problem, copy, problem.x)).toEqual(bands(problem, solution, problem.x));
    },
  );

  test.each([
    ['gradient descent', reference, descent(gradientDescent({ learningRate: 'auto' }))],
    ['heavy ball', reference, descent(heavyBall({ learningRate: 'auto' }))],
    [
      'gradient descent in the working basis',
      tfjs({ engine: 'cpu' }),
      descent(gradientDescent({ learningRate: 'auto' })),
    ],
  ])('%s, with its trace and checkpoint', async (_, backend, optimizer) => {
    const problem = polynomialProblem({ x, y, degree: 2 });
    const { solution } = await fit(problem, { backend, optimizer, maxIterations: 50 });
    const copy = structuredClone(solution);
    expect(copy).toEqual(solution);
    expect(copy.descent?.trace.length).toBeGreaterThan(1);
    expect(predict(copy.working, x)).toEqual(predict(solution.working, x));
  });

  test('each of several targets', async () => {
    const fits = await fitTargets(polynomialProblem({ x, y, degree: 2 }), [y, x]);
    expect(structuredClone(fits.map(({ solution }) => solution))).toEqual(fits.map(({ solution }) => solution));
  });

  test('functions of one’s own stay behind, and their absence has a code', async () => {
    const basis = features({ variables: [variable], features: exponential });
    const { solution } = await fit(basisProblem({ x, y, basis }));
    const copy = structuredClone(solution);
    expect(copy.coefficients).toEqual(solution.coefficients);
    expect(() => predict(copy.working, x)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });

  test('the basis of a solution keeps its functions', async () => {
    const { basis } = (await fit(polynomialProblem({ x, y, degree: 2 }))).solution.working.model;
    expect(callableBasis(basis)).toBe(basis);
    expect(basis.toMonomial?.().hi).toHaveLength(9);
  });
});
