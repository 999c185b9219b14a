import { at, norm, squared } from '@wellposed/core';
import type { Capabilities, Factorization, LinearSystem, MaybePromise, Session, SessionFeature } from '@wellposed/core';

/** One call to a session, and what it must answer. */
export interface ExactQuestion {
  readonly call: string;
  readonly ask: (session: Session) => Promise<Float64Array>;
  readonly answer: Float64Array;
}

/**
 * A system whose every answer is known exactly: n = 8, p = 3, the columns of A and r* are patterns 0, 1, 2 and 7 of Walsh's
 * orthogonal ±1, r* twice its pattern, and y = A θ* + r*. So AᵀA = 8 I, Aᵀr* = 0 and κ = 1; with δ = θ* − θ
 *
 *     f(θ) = 8 ‖δ‖² + ‖r*‖²,   ∇f(θ) = −16 δ,   R of [A | y] = [√8 I, √8 θ*; 0, ‖r*‖] up to the signs of its rows
 *
 * and a step of 1/32 along −∇f halves δ.
 */
export const exact = (() => {
  const rows = 8;
  const columns = 3;
  const solution = Float64Array.of(3, -2, 1);
  const residual = numbers(rows, (i) => 2 * walsh(i, 7));
  const fitted = numbers(rows, (i) => solution.reduce((sum, value, j) => sum + value * walsh(i, j), 0));
  return {
    rows,
    columns,
    solution,
    residual,
    fitted,
    targets: fitted.map((value, i) => value + at(residual, i)),
    /** Where the objective is asked. */
    theta: Float64Array.of(1, 1, 1),
  };
})();

/** A new copy each time. */
export function exactSystem(): LinearSystem {
  const { rows, columns, targets } = exact;
  const design = numbers(rows * columns, (k) => walsh(Math.floor(k / columns), k % columns));
  return { rows, columns, design, targets: targets.slice(), loss: squared({ reduction: 'sum' }) };
}

/** Every call that a session with these capabilities answers about `exactSystem`. */
export function exactQuestions({ solvers, features }: Capabilities): readonly ExactQuestion[] {
  return [
    evaluate,
    ...solvers.map((solver) => exactSolve(`factor '${solver}', solve`, (session) => session.factor(solver))),
    ...features.flatMap((feature) => FEATURES[feature]),
  ];
}

/** The solution by a factorisation of `exactSystem`, from wherever it comes. */
export function exactSolve(call: string, factor: (session: Session) => MaybePromise<Factorization>): ExactQuestion {
  return {
    call,
    async ask(session) {
      const { theta, residual } = await (await factor(session)).solve(exact.targets);
      return Float64Array.of(...theta, ...residual);
    },
    answer: Float64Array.of(...exact.solution, ...exact.residual),
  };
}

const toGo = exact.solution.map((value, j) => value - at(exact.theta, j));
const objective = Float64Array.of(8 * norm(toGo) ** 2 + norm(exact.residual) ** 2, ...toGo.map((delta) => -16 * delta));

const evaluate: ExactQuestion = {
  call: 'evaluate',
  async ask(session) {
    const { value, gradient } = await session.evaluate({ theta: exact.theta });
    return Float64Array.of(value, ...gradient);
  },
  answer: objective,
};

const FEATURES: Readonly<Record<SessionFeature, readonly ExactQuestion[]>> = {
  products: [
    { call: 'multiply', ask: async (session) => session.multiply(exact.solution), answer: exact.fitted },
    {
      call: 'multiplyTransposed',
      ask: async (session) => session.multiplyTransposed(exact.targets),
      answer: exact.solution.map((value) => 8 * value),
    },
  ],
  batches: [
    {
      call: 'evaluate at rows',
      async ask(session) {
        const all = Uint32Array.from({ length: exact.rows }, (_, row) => row);
        const { value, gradient } = await session.evaluate({ theta: exact.theta, rows: all });
        return Float64Array.of(value, ...gradient);
      },
      answer: objective,
    },
  ],
  compression: [
    {
      call: 'compress',
      ask: async (session) => (await session.compress()).entries.map(Math.abs),
      answer: triangle(),
    },
  ],
  'fused-descent': [
    {
      call: 'descend',
      async ask(session) {
        const start = { theta: exact.theta.slice(), velocity: new Float64Array(exact.columns) };
        return (await session.descend({ ...start, learningRate: 1 / 32, momentum: 0, steps: 2 })).theta;
      },
      answer: exact.solution.map((value, j) => value - at(toGo, j) / 4),
    },
  ],
};

/** |R| of [A | y]. */
function triangle(): Float64Array {
  const { columns, solution, residual } = exact;
  const size = columns + 1;
  return numbers(size * size, (k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    if (i === columns && j === columns) return norm(residual);
    if (i < columns && j === columns) return Math.sqrt(8) * Math.abs(at(solution, i));
    return i === j ? Math.sqrt(8) : 0;
  });
}

/** Row i of Walsh's pattern j: −1 to the number of ones that i and j have in common in base 2. */
function walsh(i: number, j: number): number {
  const common = i & j;
  return ((common ^ (common >> 1) ^ (common >> 2)) & 1) === 0 ? 1 : -1;
}

function numbers(length: number, value: (index: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, index) => value(index));
}
