import type { Backend, Problem, Solution } from '@wellposed/core';
import { fit } from '@wellposed/core';
import type { Io } from '../io.js';
import { stoppable } from '../io.js';
import type { ClosedForm, Descent } from '../options/method-request.js';
import { progressBar } from '../output/progress-bar.js';

/**
 * Solves the problem as asked. A descent shows its progress on a terminal, and stops at Ctrl-C with the best
 * coefficients so far (status 'aborted').
 *
 * @throws FitError 'ABORTED' when Ctrl-C comes before there is an answer
 */
export async function solve(
  problem: Problem,
  backend: Backend,
  method: ClosedForm | Descent,
  io: Io,
): Promise<Solution> {
  if (method.kind === 'closed-form') {
    return stoppable(io.interrupt, (signal) => fit(problem, { backend, signal, ...method.options }));
  }
  const bar = progressBar(io.stderr, method.iterations);
  try {
    return await stoppable(io.interrupt, (signal) =>
      fit(problem, {
        backend,
        optimizer: method.optimizer,
        maxIterations: method.iterations,
        signal,
        onProgress: ({ iteration, value }) => {
          bar.update(iteration, value);
          // Signals are only seen when the event loop gets a turn.
          return new Promise((resolve) => setImmediate(resolve));
        },
      }),
    );
  } finally {
    bar.stop();
  }
}
