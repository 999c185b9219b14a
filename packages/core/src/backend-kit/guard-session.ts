import type {
  AugmentedSolution,
  Capabilities,
  LinearSystem,
  SolverName,
  SynchronousFactorization,
  SynchronousSession,
} from '../contracts/backend.js';
import type { Evaluation, Query } from '../contracts/evaluation.js';
import { FitError } from '../fit-error.js';

/** What is left of a session once its arguments are checked: the numbers. */
export interface SessionKernel<S extends SolverName> {
  /** `theta` has p numbers. */
  evaluate(theta: Float64Array): Evaluation;
  /** `solver` is one of those supported. The `solve` of the result gets n and p numbers. */
  factor(solver: S): SynchronousFactorization;
}

/**
 * The session around a kernel, `numbers`, with every refusal of the contract made here, once for all synchronous backends:
 * FitError 'SESSION_DISPOSED' after `dispose`, 'SHAPE_MISMATCH' for a θ, f or g of the wrong length, 'UNSUPPORTED' for
 * a solver that the backend lacks and for `solve` of a factorisation that broke down.
 *
 * `dispose` drops the kernel, and with it all the kernel holds.
 */
export function guardSession<S extends SolverName>(
  system: LinearSystem,
  supports: Capabilities<S>,
  numbers: SessionKernel<S>,
): SynchronousSession<S> {
  const { rows, columns } = system;
  let open: SessionKernel<S> | undefined = numbers;

  const live = (): SessionKernel<S> => {
    if (open === undefined) {
      throw new FitError('SESSION_DISPOSED', 'the session was disposed; open a new one on the same system');
    }
    return open;
  };

  const guardFactorization = (factorization: SynchronousFactorization): SynchronousFactorization => ({
    ...factorization,
    solve(f: Float64Array, g?: Float64Array): AugmentedSolution {
      live();
      if (factorization.outcome !== 'ok') {
        throw new FitError(
          'UNSUPPORTED',
          `the ${factorization.solver} factorisation broke down (${factorization.outcome}) and solves nothing`,
          { argument: 'outcome', value: factorization.outcome },
        );
      }
      checkLength('f', f, rows);
      if (g === undefined) return factorization.solve(f);
      checkLength('g', g, columns);
      return factorization.solve(f, g);
    },
  });

  return {
    evaluate(query: Query): Evaluation {
      const kernel = live();
      checkLength('query.theta', query.theta, columns);
      return kernel.evaluate(query.theta);
    },
    factor(solver: S): SynchronousFactorization {
      const kernel = live();
      if (!supports.solvers.includes(solver)) {
        throw new FitError(
          'UNSUPPORTED',
          `solver '${solver}' is not supported; this backend has: ${supports.solvers.join(', ')}`,
          { argument: 'solver', value: solver },
        );
      }
      return guardFactorization(kernel.factor(solver));
    },
    dispose(): void {
      open = undefined;
    },
  };
}

function checkLength(argument: string, array: Float64Array, expected: number): void {
  if (array.length !== expected) {
    throw new FitError('SHAPE_MISMATCH', `${argument} must have ${expected} numbers, got ${array.length}`, {
      argument,
      value: array.length,
    });
  }
}
