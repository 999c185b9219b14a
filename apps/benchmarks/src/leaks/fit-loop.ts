import { fit, polynomialProblem } from '@wellposed/core';
import type { Engine } from '@wellposed/engines';
import { footprint } from './footprint.js';
import type { Footprint } from './footprint.js';

/** How long to loop. */
export interface LoopLength {
  /** Fits before the first measurement: they compile kernels and fill caches that last. */
  readonly warmUp: number;
  /** Fits between the first measurement and the last. */
  readonly fits: number;
}

/** What a loop of fits left behind. */
export interface LoopReport {
  readonly before: Footprint;
  readonly after: Footprint;
  /** Growth of the heap in bytes a fit, the least-squares slope of all measurements. */
  readonly heapSlope: number;
  /** Milliseconds a fit. */
  readonly duration: number;
}

const MEASUREMENTS = 10;
const ROWS = 30;
const DEGREE = 4;

/** Fits polynomials on an engine, one after the other, by each of its solvers in turn, and measures what the process holds. */
export async function fitLoop(engine: Engine, { warmUp, fits }: LoopLength): Promise<LoopReport> {
  for (let k = 0; k < warmUp; k++) await fitOnce(engine, k);
  const points = [{ fit: 0, ...(await footprint(engine)) }];
  let duration = 0;
  for (let part = 1; part <= MEASUREMENTS; part++) {
    const until = Math.round((part * fits) / MEASUREMENTS);
    const started = performance.now();
    for (let k = points.at(-1)?.fit ?? 0; k < until; k++) await fitOnce(engine, k);
    duration += performance.now() - started;
    points.push({ fit: until, ...(await footprint(engine)) });
  }
  const [before] = points;
  const after = points.at(-1);
  if (before === undefined || after === undefined) throw new RangeError('nothing was measured');
  return { before, after, heapSlope: slope(points), duration: duration / fits };
}

async function fitOnce({ backend }: Engine, k: number): Promise<void> {
  const x = Float64Array.from({ length: ROWS }, (_, i) => 2 + i / 10);
  const y = x.map((value) => Math.sin(value + k));
  const { solvers } = backend.supports;
  const solver = solvers[k % solvers.length] ?? 'qr';
  const { status } = await fit(polynomialProblem({ x, y, degree: DEGREE }), { backend, solver });
  if (status !== 'converged') throw new Error(`${backend.name}: fit ${k} ended '${status}'`);
}

/** Σ (x − x̄)(y − ȳ) ÷ Σ (x − x̄)². */
function slope(points: readonly { readonly fit: number; readonly heap: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.fit), mean((point) => point.heap)];
  const cross = points.reduce((sum, point) => sum + (point.fit - x) * (point.heap - y), 0);
  return cross / points.reduce((sum, point) => sum + (point.fit - x) ** 2, 0);
}
