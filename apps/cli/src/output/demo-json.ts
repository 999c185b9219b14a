import type { DescentCourse } from '../demo/run-descent.js';
import type { Experiment } from '../demo/experiment.js';
import { stepsPerFactor } from '../demo/steps-per-factor.js';
import type { DemoDocument } from '../schemas/demo-document.js';

/** The experiment as one document. */
export function demoJson(result: Experiment, seed: number): DemoDocument {
  const { x, y, degree, start, stalled, diverged, cured, condition, modes, closedForm } = result;
  const loss = modes.reduce((sum, mode) => sum + mode.excessLoss, 0);
  const error = modes.reduce((sum, mode) => sum + mode.squaredError, 0);
  return {
    schemaVersion: 1,
    data: { x: [...x], y: [...y] },
    degree,
    seed,
    start: [...start],
    largestStableLearningRate: result.bound,
    conditionNumber: {
      monomial: condition.powers,
      chebyshev: condition.chebyshev,
      hessian: condition.powers ** 2,
    },
    modes: modes.map(({ eigenvalue, excessLoss, squaredError }) => ({
      eigenvalue,
      stepsPerFactor1000: stepsPerFactor(1000, stalled.learningRate, eigenvalue),
      shareOfLoss: excessLoss / loss,
      shareOfError: squaredError / error,
    })),
    descents: [course('monomial', stalled), course('monomial', diverged), course('chebyshev', cured)],
    stepsToExcess: { excess: result.excess, steps: result.curedSteps ?? null },
    closedForm: {
      solver: closedForm.solver ?? null,
      coefficients: [...closedForm.coefficients],
      residualSumOfSquares: closedForm.residualSumOfSquares,
      digits: Math.min(...(closedForm.certificate?.digits ?? [])),
    },
  };
}

function course(
  basis: 'monomial' | 'chebyshev',
  { solution, learningRate }: DescentCourse,
): DemoDocument['descents'][number] {
  const { status, descent } = solution;
  return { basis, learningRate, status, iterations: descent?.iterations ?? 0, loss: descent?.value ?? NaN };
}
