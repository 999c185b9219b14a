import { at } from '@wellposed/core';
import type { Experiment } from '../demo/experiment.js';
import { stepsPerFactor } from '../demo/steps-per-factor.js';
import type { Colours } from './colours.js';
import { formatSignificant as show } from './format-significant.js';

/** The experiment, told to a learner. */
export function demoReport(result: Experiment, seed: number, paint: Colours): string {
  const { x, degree, stalled, diverged, cured, curedSteps, excess, bound, condition, closedForm } = result;
  const digits = Math.min(...(closedForm.certificate?.digits ?? []));
  const last = stalled.solution.descent;
  const slowest = at(stalled.solution.descent?.eigenvalues ?? new Float64Array(1), degree);
  const atBound = stepsPerFactor(1000, bound.sum, slowest);
  return `${paint.bold('Why does gradient descent stall?')}

Data: y = sin x at x = ${Array.from(x, (value) => show(value, 2)).join(', ')}. Model: a polynomial of degree ${degree}.
Loss: the sum of the squared residuals. Start: random coefficients in (-0.5, 0.5), seed ${seed}.

${paint.bold('1. Gradient descent on the powers 1, x … x^4')}

  learning rate ${show(stalled.learningRate, 3)}   ${paint.yellow(`loss ${show(last?.value ?? NaN, 4)} after ${last?.iterations} steps`)}
  learning rate ${show(diverged.learningRate, 3)}   ${paint.red(`${diverged.solution.status} after ${diverged.solution.descent?.iterations} steps`)}
  closed form           ${paint.green(`loss ${show(closedForm.residualSumOfSquares, 5)}`)}, every coefficient right to at least ${digits.toFixed(1)} digits

  Descent is stable below the learning rate ${show(bound.sum, 5)} = 2 / (largest eigenvalue of the Hessian H).
  For the mean of the squares instead of their sum it is ${show(bound.mean, 5)}: the same steps, times n = ${x.length}.

${paint.bold('2. Why')}

  The condition number of the design is ${show(condition.powers, 5)}; descent feels its square, ${show(condition.powers ** 2, 5)}.
  Each step shrinks the error along each eigenvector of H by its own factor, 1 - rate * eigenvalue:

${modeTable(result)}

  ${verdict(result)}
  No learning rate can help: the largest eigenvalue sets the limit, and even there the smallest one
  needs ${show(atBound, 2)} steps for each factor 1000.

${paint.bold('3. The cure is the basis, not the learning rate')}

  The same polynomials, written in Chebyshev's on [${show(at(x, 0), 2)}, ${show(at(x, x.length - 1), 2)}], have the condition number ${show(condition.chebyshev, 5)}:
  learning rate ${show(cured.learningRate, 3)}   ${paint.green(curedSteps === undefined ? 'not there in 1000 steps' : `within ${show(excess, 1)} of the least loss after ${curedSteps} steps`)}
`;
}

function modeTable({ modes, stalled }: Experiment): string {
  const rate = stalled.learningRate;
  const loss = shares(modes.map((mode) => mode.excessLoss));
  const error = shares(modes.map((mode) => mode.squaredError));
  const rows = modes.map(({ eigenvalue }, i) => [
    String(i + 1),
    show(eigenvalue, 4),
    show(stepsPerFactor(1000, rate, eigenvalue), 2),
    percent(loss[i]),
    percent(error[i]),
  ]);
  const head = [
    'mode',
    'eigenvalue',
    `steps per factor 1000 at ${show(rate, 3)}`,
    'share of loss',
    'of error in coefficients',
  ];
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => `  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('   ')}`)
    .join('\n');
}

/** What the shares say: which mode holds the most of the loss that is left, and which the most of the error. */
function verdict({ modes, stalled }: Experiment): string {
  const rate = stalled.learningRate;
  const loss = shares(modes.map((mode) => mode.excessLoss));
  const error = shares(modes.map((mode) => mode.squaredError));
  const [lossMode, errorMode] = [loss.indexOf(Math.max(...loss)), error.indexOf(Math.max(...error))];
  const steps = (mode: number): string => show(stepsPerFactor(1000, rate, modes[mode]?.eigenvalue ?? NaN), 2);
  return (
    `${percent(loss[lossMode])} of the loss that is left sits in mode ${lossMode + 1}, which takes ${steps(lossMode)} steps per factor 1000;\n` +
    `  ${percent(error[errorMode])} of the squared error in the coefficients in mode ${errorMode + 1}: ${steps(errorMode)} steps.`
  );
}

function shares(parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function percent(share = NaN): string {
  return `${(100 * share).toFixed(1)} %`;
}
