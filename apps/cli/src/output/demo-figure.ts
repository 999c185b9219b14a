import type { DescentFigure } from '@wellposed/plot';
import type { Experiment } from '../demo/experiment.js';
import type { DescentCourse } from '../demo/run-descent.js';
import { formatSignificant as show } from './format-significant.js';

/** The descents of the experiment over their steps, to be drawn. */
export function demoFigure({ stalled, diverged, cured, curedSteps, closedForm }: Experiment): DescentFigure {
  const least = closedForm.residualSumOfSquares;
  const run = ({ iterations, values }: DescentCourse, label: string, until = Infinity) => {
    const end = iterations.findIndex((iteration) => iteration > until);
    const kept = end < 0 ? iterations.length : end;
    return { label, iterations: iterations.slice(0, kept), values: values.slice(0, kept) };
  };
  return {
    title: 'Why gradient descent stalls on a polynomial, and what helps',
    subtitle: 'A polynomial of degree 4 through 6 points of sin x on [2, 5]; the same starting coefficients each time',
    valueName: 'loss: sum of squared residuals',
    ceiling: 1e9,
    runs: [
      run(
        stalled,
        `powers of x, learning rate ${show(stalled.learningRate, 3)}: still ${show(stalled.solution.descent?.value ?? NaN, 3)} after ${stalled.iterations.at(-1)} steps`,
      ),
      run(diverged, `powers of x, learning rate ${show(diverged.learningRate, 3)}: ${diverged.solution.status}`),
      run(
        cured,
        `Chebyshev basis, learning rate ${show(cured.learningRate, 3)}: at the minimum after ${curedSteps ?? '1000'} steps`,
        curedSteps,
      ),
    ],
    reference: { label: `the least loss, ${show(least, 5)}, by the closed form`, value: least },
  };
}
