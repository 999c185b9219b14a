/*
 * What a closed form takes at its peak, in bytes, from the shape alone, n rows (those of a penalty included), p coefficients and k
 * targets:
 *
 *     8 (8 n p + 12 n k)      the design in double-double as evaluated, scaled and reduced, the backend's copy and its factor;
 *                             y, weights, residuals and fitted values
 *   + 48 p²                   the triangle, its singular vectors, the inverse root and the change of basis, half of them in double-double
 *   + 56 p (p − n)            for n < p the null space, its projector and what is orthogonalised of it: seven copies
 *
 * Compared with the growth of the resident set of node 20 on the reference backend (98 MB at 100 000 × 20, 64 MB at 30 × 500, 145 MB at
 * 30 × 1000): an estimate and not a bound. Some 40 MB of the engine itself come on top, and what a device takes.
 */
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';

/** 4 GiB: what most machines can spare. */
const DEFAULT_MAX_BYTES = 2 ** 32;

/**
 * Refuses a closed form that would take more memory than is allowed, before any of it is taken.
 *
 * @param targets how many y are fitted
 * @param maxBytes the limit; default 4 GiB
 * @throws FitError 'TOO_LARGE' with the bytes it would take
 */
export function checkMemory(problem: Problem, targets: number, maxBytes: number = DEFAULT_MAX_BYTES): void {
  const { y, model, penalty } = problem;
  const coefficients = model.basis.size + Number(model.intercept);
  const bytes = closedFormBytes(y.length + (penalty ? coefficients : 0), coefficients, targets);
  if (bytes <= maxBytes) return;
  throw new FitError(
    'TOO_LARGE',
    `n = ${y.length} rows and p = ${coefficients} coefficients take about ${bytes} bytes (${mebibytes(bytes)}), ` +
      `and maxBytes allows ${maxBytes} (${mebibytes(maxBytes)}): fit fewer columns or rows, or raise maxBytes (--max-memory)`,
    { argument: 'x', value: bytes },
  );
}

function closedFormBytes(n: number, p: number, k: number): number {
  return 8 * (8 * n * p + 12 * n * k) + 48 * p * p + 56 * p * Math.max(0, p - n);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(bytes < 2 ** 24 ? 1 : 0)} MiB`;
}
