import { reference } from '@wellposed/backend-reference';
import { describeIfAvailable } from '@wellposed/conformance';
import type { Backend, Solution } from '@wellposed/core';
import { backwardError, fit, linearProblem, polynomialProblem } from '@wellposed/core';
import { engines } from '@wellposed/engines';
import { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
import { describe, expect, it } from 'vitest';

const x = Array.from({ length: 11 }, (_, i) => i / 2);
const y = x.map(Math.sin);
const problems = [
  ['powers of 0 … 5', polynomialProblem({ x, y, degree: 4 })],
  ['powers of 1000 … 1005', polynomialProblem({ x: x.map((value) => 1000 + value), y, degree: 2 })],
  ['columns of different size', linearProblem({ x: x.map((value, i) => [value, 100 * ((i * 7) % 5)]), y })],
] as const;
type Case = (typeof problems)[number][1];

/** λ₁ of a float64 backend, so that a rate is a multiple of the bound 2 ÷ λ₁. */
async function boundOf(problem: Case, backend: Backend): Promise<number> {
  const { descent: record } = await at(problem, backend, 1, 0);
  return record!.largestStableLearningRate!;
}

function at(problem: Case, backend: Backend, learningRate: number, maxIterations: number): Promise<Solution> {
  const optimizer = descent(gradientDescent({ learningRate }));
  return fit(problem, { backend, optimizer, maxIterations, tolerance: 0 });
}

for (const { backend } of engines) {
  await describeIfAvailable({ describe, it }, backend, () => {
    describe(`${backend.name}: a learning rate that was given`, () => {
      it.each(problems)('has the verdicts of float64, and its bound: %s', async (_, problem) => {
        const bound = await boundOf(problem, reference);
        // At 2 ÷ λ₁ times 1.25 the first mode grows by 1.5 in a step: 1e12 times in its square after some 35.
        for (const [factor, status] of [
          [0.9, 'max-iterations'],
          [1.25, 'diverged'],
          [1e30, 'diverged'],
        ] as const) {
          const found = await at(problem, backend, factor * bound, status === 'diverged' ? 100 : 10);
          const expected = await at(problem, reference, factor * bound, status === 'diverged' ? 100 : 10);
          expect([found.status, expected.status]).toEqual([status, status]);
          expect(found.descent!.checkpoint).not.toHaveProperty('basis');
        }
        // σ₁ is that of a design within ε ‖A‖ of A, and λ₁ goes with its square: (1 + ε)² < 1 + 3 ε.
        const { unitRoundoff } = backend.supports;
        const ε = backwardError('svd', { rows: x.length, columns: problem.model.basis.size + 1, unitRoundoff });
        expect(Math.abs((await boundOf(problem, backend)) / bound - 1)).toBeLessThan(3 * ε);
      });

      it('goes on from a checkpoint of float64, and with a momentum from the spectrum', async () => {
        const [, problem] = problems[0];
        const bound = await boundOf(problem, reference);
        const optimizer = descent(heavyBall({ learningRate: bound, momentum: 'auto' }));
        const half = await fit(problem, { backend: reference, optimizer, maxIterations: 5, tolerance: 0 });
        const { checkpoint } = half.descent!;
        const rest = await fit(problem, { backend, optimizer, maxIterations: 9, tolerance: 0, resume: checkpoint });
        expect(rest.descent!.trace[0]).toMatchObject({ iteration: 5, learningRate: bound });
        expect(rest.descent!.iterations).toBe(9);
      });
    });
  });
}
