import { reference } from '@wellposed/backend-reference';
import { guardSession, reductionDivisor } from '@wellposed/core';
import type {
  Capabilities,
  Evaluation,
  LinearSystem,
  MomentumPoint,
  MomentumRun,
  SynchronousBackend,
  Triangle,
} from '@wellposed/core';
import { chosenRows } from '../../src/problems/chosen-rows.js';

type Solver = 'cholesky' | 'qr' | 'svd';

/**
 * A backend with every feature, each number that is stored or computed rounded by `round`: identity for float64, `Math.fround` for
 * an honest float32. Its factorisations are the reference's, in float64. One term after the other, the worst order of summation.
 */
export function plainFeatures(precision: 'f64' | 'f32', round: (value: number) => number): SynchronousBackend<Solver> {
  const supports: Capabilities<Solver> & { readonly synchronous: true } = {
    ...reference.supports,
    precision,
    unitRoundoff: precision === 'f64' ? 2 ** -53 : 2 ** -24,
    features: ['products', 'batches', 'compression', 'fused-descent'],
  };
  return {
    ...reference,
    name: `plain-${precision}`,
    supports,
    open(system) {
      const session = reference.open(system);
      return guardSession(system, supports, {
        evaluate: (theta, rows) => evaluate(rows ? chosenRows(system, rows) : system, theta, round),
        factor: (solver) => session.factor(solver),
        multiply: (v) => multiply(system, v, round),
        multiplyTransposed: (u) => multiplyTransposed(system, u, round),
        compress: () => compress(system, round),
        descend: (run) => descend(system, run, round),
      });
    },
  };
}

type Round = (value: number) => number;

function multiply({ rows, columns, design }: LinearSystem, v: Float64Array, round: Round): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum = round(sum + round(round(design[i * columns + j]!) * round(v[j]!)));
    return sum;
  });
}

function multiplyTransposed({ rows, columns, design }: LinearSystem, u: Float64Array, round: Round): Float64Array {
  return Float64Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum = round(sum + round(round(design[i * columns + j]!) * round(u[i]!)));
    return sum;
  });
}

function evaluate(system: LinearSystem, theta: Float64Array, round: Round): Evaluation {
  const { targets, weights, loss } = system;
  const residuals = multiply(system, theta, round).map((value, i) => round(round(targets[i]!) - value));
  const weighted = (values: Float64Array): Float64Array =>
    values.map((value, i) => round(round(weights?.[i] ?? 1) * round(value)));
  const divisor = round(reductionDivisor(system));
  const value = weighted(residuals.map((r) => loss.rho(r))).reduce((sum, term) => round(sum + term), 0);
  const slopes = weighted(residuals.map((r) => loss.derivative(r)));
  return {
    value: round(value / divisor),
    gradient: multiplyTransposed(system, slopes, round).map((slope) => round(-slope / divisor)),
  };
}

function descend(system: LinearSystem, run: MomentumRun, round: Round): MomentumPoint {
  let [theta, velocity] = [run.theta.map(round), run.velocity.map(round)];
  for (let k = 0; k < run.steps; k++) {
    const { gradient } = evaluate(system, theta, round);
    velocity = velocity.map((v, j) =>
      round(round(round(run.momentum) * v) - round(round(run.learningRate) * gradient[j]!)),
    );
    theta = theta.map((value, j) => round(value + velocity[j]!));
  }
  return { theta, velocity };
}

/** R of [√W A | √W y], row after row turned into it by Givens rotations: Golub and Van Loan (2013), §5.1.8. */
function compress({ rows, columns, design, targets, weights }: LinearSystem, round: Round): Triangle {
  const size = columns + 1;
  const entries = new Float64Array(size * size);
  for (let i = 0; i < rows; i++) {
    const root = Math.sqrt(weights?.[i] ?? 1);
    const row = Float64Array.of(...design.subarray(i * columns, i * columns + columns), targets[i]!).map((value) =>
      round(root * value),
    );
    for (let k = 0; k < Math.min(i, size); k++) {
      if (row[k] === 0) continue;
      const length = round(Math.hypot(entries[k * size + k]!, row[k]!));
      const [cosine, sine] = [round(entries[k * size + k]! / length), round(row[k]! / length)];
      for (let j = k; j < size; j++) {
        const [above, below] = [entries[k * size + j]!, row[j]!];
        entries[k * size + j] = round(round(cosine * above) + round(sine * below));
        row[j] = round(round(cosine * below) - round(sine * above));
      }
      row[k] = 0;
    }
    // Row i of R is still empty: what is left of row i of the data is its start.
    if (i < size) entries.set(row, i * size);
  }
  return { size, entries };
}
