import { at, reductionDivisor } from '@wellposed/core';
import type { LinearSystem, MaybePromise, Session, SessionFeature } from '@wellposed/core';
import type { SessionAnswer } from './numbers-in.js';

/** A sensible call of one optional part of a session. */
export interface FeatureCall {
  readonly feature: SessionFeature;
  readonly what: string;
  /** How many numbers the answer holds. */
  readonly numbers: number;
  readonly run: (session: Session) => MaybePromise<SessionAnswer>;
}

/** What the calls are given. */
export interface FeatureArguments {
  /** p numbers: v of a product, and the θ of a batch and of a descent. */
  readonly v: Float64Array;
  /** n numbers. */
  readonly u: Float64Array;
  readonly rows: Uint32Array;
  /** p numbers. */
  readonly velocity: Float64Array;
}

/** Small whole numbers, the same each time. */
export function featureArguments({ rows, columns }: LinearSystem): FeatureArguments {
  const along = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => 1 + (i % 3));
  return { v: along(columns), u: along(rows), rows: Uint32Array.of(0, rows - 1, 0), velocity: along(columns) };
}

/** At least one call of every feature, on a system with the squared loss. */
export function featureCalls(
  system: LinearSystem,
  { v, u, rows, velocity }: FeatureArguments = featureArguments(system),
): readonly FeatureCall[] {
  const { rows: n, columns: p } = system;
  const learningRate = stableRate(system);
  return [
    { feature: 'products', what: 'multiply', numbers: n, run: (session) => session.multiply(v) },
    { feature: 'products', what: 'multiplyTransposed', numbers: p, run: (session) => session.multiplyTransposed(u) },
    {
      feature: 'batches',
      what: 'evaluate at some rows',
      numbers: 1 + p,
      run: (session) => session.evaluate({ theta: v, rows }),
    },
    { feature: 'compression', what: 'compress', numbers: (p + 1) ** 2, run: (session) => session.compress() },
    {
      feature: 'fused-descent',
      what: 'descend',
      numbers: 2 * p,
      run: (session) => session.descend({ theta: v, velocity, learningRate, momentum: 0.5, steps: 3 }),
    },
  ];
}

/** 1/trace H ≤ 1/λmax, for the Hessian H = sup ρ″ · AᵀWA, reduced; 1 for a design of zeros. */
function stableRate(system: LinearSystem): number {
  const { columns, design, weights, loss } = system;
  const trace = design.reduce((sum, a, k) => sum + (weights ? at(weights, Math.floor(k / columns)) : 1) * a * a, 0);
  const divisor = reductionDivisor(system);
  return trace > 0 ? divisor / (loss.maximalCurvature * trace) : 1;
}
