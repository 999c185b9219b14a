import { at } from '../at.js';
import type { Backend, LinearSystem, SolverName } from '../contracts/backend.js';
import type { Evaluation } from '../contracts/evaluation.js';
import { backwardError } from '../error-bounds/backward-error.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { compress, withSession } from '../fit/session-steps.js';
import type { Objective } from './run-optimizer.js';

/**
 * A least-squares objective from the triangle R of [√W A | √W y], on the host in float64:
 *
 *     z = R [−θ; 1],   f(θ) = c ‖z‖² ÷ divisor,   ∇f(θ) = −(2c ÷ divisor) R₁ᵀ z,
 *
 * with R₁ the first p columns of R and ρ(r) = c r². O(p²) an evaluation, whatever n is; the device has been given back.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.4.3.
 */
export function* compressedObjective<S extends SolverName>(
  backend: Backend<S>,
  system: LinearSystem,
  divisor: number,
): Steps<Objective['session']> {
  const { size, entries } = yield* withSession(backend, system, compress);
  const curvature = system.loss.maximalCurvature / divisor;
  const refuse = (what: string): never => {
    throw new FitError('UNSUPPORTED', `${what} needs the rows on the device: leave compress out`, {
      argument: 'compress',
    });
  };
  return {
    descend: () => refuse('a stride'),
    evaluate({ theta, rows }): Evaluation {
      if (rows) return refuse('a minibatch');
      const gradient = new Float64Array(size - 1);
      let squares = 0;
      for (let i = 0; i < size; i++) {
        let z = at(entries, (i + 1) * size - 1);
        for (let j = i; j < size - 1; j++) z -= at(entries, i * size + j) * at(theta, j);
        squares += z * z;
        for (let j = i; j < size - 1; j++) gradient[j] = at(gradient, j) - at(entries, i * size + j) * z;
      }
      return { value: (curvature / 2) * squares, gradient: gradient.map((sum) => curvature * sum) };
    },
  };
}

/**
 * ε in the bound ε · sup ρ″/divisor · ‖Ã‖_F (‖ỹ‖ + ‖Ã‖_F‖θ‖) on the rounding of that gradient (see `gradientRounding`).
 *
 * R is exact for Ã + ΔA and ỹ + Δy with ‖ΔA‖ ≤ η‖Ã‖, ‖Δy‖ ≤ η‖ỹ‖, η that of `qr` on p + 1 columns: to first order this moves
 * Ãᵀ(Ãθ − ỹ) by ‖ΔA‖‖r‖ + ‖Ã‖(‖ΔA‖‖θ‖ + ‖Δy‖), 2η of the product above. The host adds two sums of p + 1 terms, (2p + 6)u of it. Twice
 * the whole, for what is of second order.
 */
export function compressedRounding({ rows, columns }: LinearSystem, unitRoundoff: number): number {
  const eta = backwardError('qr', { rows, columns: columns + 1, unitRoundoff });
  return 2 * (2 * eta + (2 * columns + 6) * U);
}
