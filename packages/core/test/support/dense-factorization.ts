import type { LinearSystem, SolverName, SynchronousFactorization } from '../../src/contracts/backend.js';
import { jacobiSvd } from './jacobi-svd.js';

/** How a test backend rounds: `Math.fround` for a device of single precision. */
export interface Arithmetic {
  readonly round: (value: number) => number;
  readonly unitRoundoff: number;
}

/** Factorises √W A by its SVD, whatever the solver is called; 'cholesky' solves the normal equations. */
export function denseFactorization(
  system: LinearSystem,
  solver: SolverName,
  { round, unitRoundoff }: Arithmetic,
): SynchronousFactorization {
  const { rows, columns, design, weights } = system;
  const matrix = Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => round(Math.sqrt(weights?.[i] ?? 1) * design[i * columns + j]!)),
  );
  const { left, values, right } = jacobiSvd(matrix);
  const threshold = 2 * Math.max(rows, columns) * unitRoundoff;
  const rank = values.filter((value) => value > threshold * values[0]!).length;
  const combine = (vectors: readonly Float64Array[], length: number, factors: readonly number[]) =>
    Float64Array.from({ length }, (_, i) => factors.reduce((sum, factor, k) => sum + factor * vectors[k]![i]!, 0));
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const known = Array.from({ length: rank }, (_, k) => k);
  return {
    solver,
    outcome: 'ok',
    rank,
    threshold,
    singularValues: values.slice(0, Math.min(rows, columns)),
    nullSpace: Float64Array.from(
      { length: columns * (columns - rank) },
      (_, k) => right[rank + (k % (columns - rank))]![Math.floor(k / (columns - rank))]!,
    ),
    inverseRoot: Float64Array.from(
      { length: columns * rank },
      (_, k) => right[k % rank]![Math.floor(k / rank)]! / values[k % rank]!,
    ),
    solve(fGiven, gGiven) {
      const f = fGiven.map(round);
      const g = (gGiven ?? new Float64Array(columns)).map(round);
      if (solver === 'cholesky') {
        const gram = matrix.map((a) => matrix.map((b) => dot(a, b)));
        const theta = solveDense(
          gram,
          matrix.map((a, j) => dot(a, f) - g[j]!),
        );
        const fitted = combine(matrix, rows, [...theta]);
        return { theta: theta.map(round), residual: f.map((value, i) => round(value - fitted[i]!)) };
      }
      const projected = known.map((k) => dot(left[k]!, f));
      const correction = known.map((k) => dot(right[k]!, g) / values[k]!);
      const inside = combine(
        left,
        rows,
        known.map((k) => projected[k]! - correction[k]!),
      );
      const theta = combine(
        right,
        columns,
        known.map((k) => (projected[k]! - correction[k]!) / values[k]!),
      );
      return { theta: theta.map(round), residual: f.map((value, i) => round(value - inside[i]!)) };
    },
  };
}

/** Gaussian elimination on a positive definite matrix. */
function solveDense(matrix: readonly (readonly number[])[], b: readonly number[]): Float64Array {
  const rows = matrix.map((row, i) => [...row, b[i]!]);
  const p = b.length;
  for (let k = 0; k < p; k++) {
    for (let i = k + 1; i < p; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[k]![j]!);
    }
  }
  const x = new Float64Array(p);
  for (let k = p - 1; k >= 0; k--) {
    let sum = rows[k]![p]!;
    for (let j = k + 1; j < p; j++) sum -= rows[k]![j]! * x[j]!;
    x[k] = sum / rows[k]![k]!;
  }
  return x;
}
