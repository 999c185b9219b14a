import {
  at,
  guardSession,
  numericalRank,
  pivotThreshold,
  powerOfTwo,
  rankThreshold,
  summationConstant,
  weightedDesign,
} from '@wellposed/core';
import type {
  AugmentedSolution,
  Capabilities,
  LinearSystem,
  SolverName,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
} from '@wellposed/core';
import { truncated } from './truncated.js';

/** Unit roundoff of float32. */
const U32 = 2 ** -24;

/**
 * A simulated float32 device: a backend in float64 whose data and answers are rounded to float32, with the rank decided as
 * float32 must decide it.
 *
 * What a device stores is rounded by `Math.fround`: design, targets and weights, √W A, the θ at which it evaluates and the right-hand
 * sides f and g; so is every number that it returns. In between the arithmetic is float64: a real device
 * rounds that as well, and is worse by a factor c(n, p), but not in kind. What is below τ = max(n, p)·2⁻²³ of the largest
 * singular value counts as zero: below that rank the wrapped backend factorises the nearest matrix that has it.
 *
 * Right-hand sides are brought to the size of 1 by a power of two on the way in, and answers back on the way out, as host code of any
 * such device has to do: float32 ends at 2⁻¹⁴⁹, where refinement would end at 38 digits.
 *
 * It shows that refinement gets the digits of float64 out of a float32 factor; it is no measure of a device's speed or range.
 */
export function roundedToFloat32<S extends SolverName>(backend: SynchronousBackend<S>): SynchronousBackend<S> {
  const supports: Capabilities<S> & { readonly synchronous: true } = {
    ...backend.supports,
    precision: 'f32',
    features: [],
    unitRoundoff: U32,
  };
  return {
    name: `${backend.name}-float32`,
    supports,
    available() {
      const answer = backend.available();
      if (answer instanceof Promise) return answer.then(simulated);
      return simulated(answer);
    },
    open(system) {
      const { design, targets, weights } = system;
      const stored: LinearSystem = {
        ...system,
        design: design.map(Math.fround),
        targets: targets.map(Math.fround),
        ...(weights && { weights: weights.map(Math.fround) }),
      };
      const opened = [backend.open(stored)];
      const session = guardSession(system, supports, {
        evaluate(theta) {
          const { value, gradient } = (opened[0] as SynchronousSession<S>).evaluate({ theta: theta.map(Math.fround) });
          return { value: Math.fround(value), gradient: gradient.map(Math.fround) };
        },
        factor(solver) {
          const matrix = weightedDesign(stored).map(Math.fround);
          const factorOf = (a: Float64Array): SynchronousFactorization => {
            const { rows, columns, loss } = stored;
            const inner = backend.open({ rows, columns, design: a, targets: stored.targets, loss });
            opened.push(inner);
            return inner.factor(solver);
          };
          return factorise(matrix, system, factorOf);
        },
      });
      return {
        ...session,
        dispose() {
          session.dispose();
          for (const inner of opened.splice(0)) inner.dispose();
        },
      };
    },
  };
}

function simulated<A extends { readonly engine: string }>(answer: A): A {
  return { ...answer, engine: `${answer.engine}, rounded to float32 (simulated)` };
}

/** The factorisation of a matrix of float32 numbers, rounded. */
function factorise(
  matrix: Float64Array,
  { rows, columns }: LinearSystem,
  factorOf: (a: Float64Array) => SynchronousFactorization,
): SynchronousFactorization {
  const full = factorOf(matrix);
  const singularValues = full.singularValues.map(Math.fround);
  const normal = full.solver === 'cholesky';
  const threshold = normal
    ? Math.sqrt(pivotThreshold(columns, summationConstant(rows), U32))
    : rankThreshold(rows, columns, U32);
  const rank = Math.min(full.rank, numericalRank(singularValues, threshold));
  const inner = rank === full.rank || normal ? full : factorOf(truncated(matrix, columns, rank));
  return {
    solver: full.solver,
    outcome: normal && rank < columns ? 'not-positive-definite' : full.outcome,
    rank: normal ? rank : inner.rank,
    threshold,
    singularValues,
    nullSpace: inner.nullSpace.map(Math.fround),
    inverseRoot: firstColumns(inner.inverseRoot, columns, normal ? rank : inner.rank).map(Math.fround),
    solve: (f, g) => solveRounded(inner, f, g),
  };
}

function solveRounded(inner: SynchronousFactorization, f: Float64Array, g?: Float64Array): AugmentedSolution {
  const largest = Math.max(maximumMagnitude(f), g ? maximumMagnitude(g) : 0);
  const unit = powerOfTwo(largest);
  const round = (v: Float64Array): Float64Array => v.map((value) => Math.fround(value / unit));
  const { theta, residual } = inner.solve(round(f), g && round(g));
  const back = (v: Float64Array): Float64Array => v.map((value) => Math.fround(value) * unit);
  return { theta: back(theta), residual: back(residual) };
}

/** The first `count` columns of a matrix of `rows` rows, row-major. */
function firstColumns(matrix: Float64Array, rows: number, count: number): Float64Array {
  const width = matrix.length / rows;
  return Float64Array.from({ length: rows * count }, (_, k) => at(matrix, Math.floor(k / count) * width + (k % count)));
}

function maximumMagnitude(v: Float64Array): number {
  return v.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
