import type { LinearSystem, MomentumRun } from '@wellposed/core';
import { at, gamma, reductionDivisor } from '@wellposed/core';
import { objectiveError } from './objective-error.js';

/** The exact points 0, 1, …, k of a descent, rounded. */
export interface DescentPath {
  readonly theta: readonly Float64Array[];
  readonly velocity: readonly Float64Array[];
}

/** Bounds on the errors of θ and v after the last step, p numbers each. */
export interface DescentError {
  readonly theta: Float64Array;
  readonly velocity: Float64Array;
}

/**
 * How far k computed steps v ← μ v − η ∇f(θ), θ ← θ + v may be from the exact ones, for a quadratic f with Hessian H.
 *
 * Each computed step is an exact one from the computed point plus dᵗ, so that the errors e = (e_θ, e_v) obey
 *
 *     eᵗ⁺¹ = M eᵗ + dᵗ,   M = [ I − ηH  μI ; −ηH  μI ],   hence |eᵏ| ≤ |Mᵏ||e⁰| + Σₜ |Mᵏ⁻¹⁻ᵗ||dᵗ|.
 *
 * The powers of M stay bounded for η < 2(1 + μ)/λmax, and errors do not pile up as they would with |M|ᵏ. In dᵗ, at the computed
 * point, which is within eᵗ of the exact one: η times the error of the gradient (`objectiveError`), γ₆(|μv| + |η∇f|) for
 * storing μ and η, their products, the difference and its storage, and γ₁|θ| for the last sum. e⁰: γ₁ for storing θ and v.
 *
 * Source: Polyak (1964) for M; Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1 and ch. 17 for the recursion.
 *
 * @param gram AᵀWA, p × p, row-major
 */
export function descentError(
  system: LinearSystem,
  run: MomentumRun,
  path: DescentPath,
  gram: Float64Array,
  unitRoundoff: number,
): DescentError {
  const { columns: p, loss } = system;
  const { learningRate: eta, momentum: mu, steps } = run;
  const store = gamma(1, unitRoundoff);
  const operations = gamma(6, unitRoundoff);
  const divisor = reductionDivisor(system);
  const hessian = gram.map((value) => (value * loss.maximalCurvature) / divisor);
  const powers = absolutePowers(iteration(hessian, p, eta, mu), 2 * p, steps);

  const errorOf = (local: readonly Float64Array[]): Float64Array => {
    const sum = new Float64Array(2 * p);
    local.forEach((d, t) => addProduct(sum, powers[local.length - 1 - t] ?? new Float64Array(), d));
    return sum;
  };
  // local[0] is e⁰, local[t + 1] is dᵗ.
  const local = [join(pointOf(path.theta, 0).map(scaled(store)), pointOf(path.velocity, 0).map(scaled(store)))];
  for (let t = 0; t < steps; t++) {
    const error = errorOf(local);
    const own = gradientError(system, pointOf(path.theta, t), error.subarray(0, p), unitRoundoff);
    // The exact step: v' − μv = −η∇f at the exact point.
    const slope = Float64Array.from({ length: p }, (_, j) => {
      const exact = Math.abs(at(pointOf(path.velocity, t + 1), j) - mu * at(pointOf(path.velocity, t), j));
      let moved = 0;
      for (let k = 0; k < p; k++) moved += Math.abs(at(hessian, j * p + k)) * at(error, k);
      return exact + eta * (moved + at(own, j));
    });
    const d = new Float64Array(2 * p);
    for (let j = 0; j < p; j++) {
      const kept = mu * (Math.abs(at(pointOf(path.velocity, t), j)) + at(error, p + j));
      d[p + j] = eta * at(own, j) + operations * (kept + at(slope, j));
      d[j] = at(d, p + j);
    }
    // θ is rounded after v is known: its size is within the error so far.
    const next = errorOf([...local, d]);
    for (let j = 0; j < p; j++) {
      d[j] = at(d, j) + store * (Math.abs(at(pointOf(path.theta, t + 1), j)) + at(next, j));
    }
    local.push(d);
  }
  const last = errorOf(local);
  return { theta: last.slice(0, p), velocity: last.slice(p) };
}

/** The error of the gradient at a point within `error` of θ: `objectiveError` there, its arguments at their largest. */
function gradientError(
  system: LinearSystem,
  theta: Float64Array,
  error: Float64Array,
  unitRoundoff: number,
): Float64Array {
  const { columns: p, design, targets } = system;
  const largest = theta.map((value, j) => Math.abs(value) + at(error, j));
  const residuals = targets.map((y, i) => {
    let [residual, moved] = [y, 0];
    for (let j = 0; j < p; j++) {
      residual -= at(design, i * p + j) * at(theta, j);
      moved += Math.abs(at(design, i * p + j)) * at(error, j);
    }
    return Math.abs(residual) + moved;
  });
  return objectiveError(system, largest, residuals, unitRoundoff).gradient;
}

/** M, 2p × 2p, row-major. */
function iteration(hessian: Float64Array, p: number, eta: number, mu: number): Float64Array {
  const m = new Float64Array(4 * p * p);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) {
      const turn = -eta * at(hessian, j * p + k);
      m[j * 2 * p + k] = (j === k ? 1 : 0) + turn;
      m[(p + j) * 2 * p + k] = turn;
    }
    m[j * 2 * p + p + j] = mu;
    m[(p + j) * 2 * p + p + j] = mu;
  }
  return m;
}

/** |M⁰|, |M|, |M²|, …, |M^most|. */
function absolutePowers(m: Float64Array, size: number, most: number): readonly Float64Array[] {
  let power = Float64Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? 1 : 0));
  const all = [power];
  for (let t = 0; t < most; t++) {
    const next = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < size; k++) {
        const factor = at(power, i * size + k);
        for (let j = 0; j < size; j++) next[i * size + j] = at(next, i * size + j) + factor * at(m, k * size + j);
      }
    }
    power = next;
    all.push(power.map(Math.abs));
  }
  return all;
}

/** sum ← sum + B x. */
function addProduct(sum: Float64Array, b: Float64Array, x: Float64Array): void {
  const size = x.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum[i] = at(sum, i) + at(b, i * size + j) * at(x, j);
  }
}

function pointOf(points: readonly Float64Array[], index: number): Float64Array {
  return points[index] ?? new Float64Array();
}

function scaled(factor: number): (value: number) => number {
  return (value) => factor * Math.abs(value);
}

function join(a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.of(...a, ...b);
}
