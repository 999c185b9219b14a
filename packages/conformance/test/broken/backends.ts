import { reference } from '@wellposed/backend-reference';
import type { AugmentedSolution, Backend, LinearSystem } from '@wellposed/core';
import { at } from '@wellposed/core';
import { altered } from './altered.js';

/** A plug-in that breaks one promise, and the laws that must name it. */
export interface BrokenBackend {
  readonly backend: Backend;
  readonly laws: readonly string[];
  /** Whether no other law may complain: what is broken shows in one place only. */
  readonly nothingElse?: true;
  readonly resources?: () => number;
}

const negated = (v: Float64Array): Float64Array => v.map((value) => -value);

/** f of a solve without its last row's part: that row is ignored. */
function withoutLastRow(system: LinearSystem): LinearSystem {
  const design = system.design.slice();
  design.fill(0, (system.rows - 1) * system.columns);
  const targets = system.targets.slice();
  targets[system.rows - 1] = 0;
  return { ...system, design, targets };
}

const wrongSign: BrokenBackend = {
  laws: ['objective-gradient', 'batches', 'declared-losses'],
  nothingElse: true,
  backend: altered('wrong-sign', {
    session: (session) => ({
      evaluate: (query) => {
        const { value, gradient } = session.evaluate(query);
        return { value, gradient: negated(gradient) };
      },
    }),
  }),
};

const lastRowIgnored: BrokenBackend = {
  laws: ['objective-value', 'objective-gradient', 'agreement', 'singular-values', 'row-order'],
  backend: altered('last-row-ignored', { system: withoutLastRow }),
};

const firstRowTwice: BrokenBackend = {
  laws: ['objective-value', 'objective-gradient'],
  backend: altered('first-row-twice', {
    system: (system) => ({
      ...system,
      weights: (system.weights ?? new Float64Array(system.rows).fill(1)).map((w, i) => (i === 0 ? 2 * w : w)),
    }),
  }),
};

/** Rounds to f32 what comes in and what goes out, and says f64. */
const singleAsDouble: BrokenBackend = {
  laws: ['objective-value', 'objective-gradient', 'agreement', 'augmented-system', 'singular-values', 'orthogonality'],
  backend: altered('single-as-double', {
    system: (system) => ({
      ...system,
      design: system.design.map(Math.fround),
      targets: system.targets.map(Math.fround),
    }),
    session: (session) => ({
      evaluate: (query) => {
        const { value, gradient } = session.evaluate(query);
        return { value: Math.fround(value), gradient: gradient.map(Math.fround) };
      },
    }),
    factorization: (factorization) => ({
      solve: (f, g) => {
        const { theta, residual } = factorization.solve(f.map(Math.fround), g);
        return { theta: theta.map(Math.fround), residual: residual.map(Math.fround) };
      },
    }),
  }),
};

const answersAfterDispose: BrokenBackend = {
  laws: ['disposal'],
  nothingElse: true,
  backend: altered('answers-after-dispose', { session: () => ({ dispose: () => undefined }) }),
};

let alive = 0;
const leaks: BrokenBackend = {
  laws: ['no-leak'],
  nothingElse: true,
  resources: () => alive,
  backend: altered('leaks', {
    session: (session) => ({
      factor: (solver) => {
        alive++;
        return session.factor(solver);
      },
    }),
  }),
};

/** Gives back twice what it took once. */
let balance = 0;
const doubleFree: BrokenBackend = {
  laws: ['no-leak'],
  nothingElse: true,
  resources: () => balance,
  backend: altered('double-free', {
    open: (system) => {
      balance++;
      return reference.open(system);
    },
    session: (session) => ({
      dispose: () => {
        balance--;
        session.dispose();
      },
    }),
  }),
};

const weightsIgnored: BrokenBackend = {
  laws: ['objective-value', 'objective-gradient', 'agreement', 'repeated-row', 'singular-values'],
  backend: altered('weights-ignored', {
    system: ({ rows, columns, design, targets, loss }) => ({ rows, columns, design, targets, loss }),
  }),
};

/** Weights multiply the residuals, as numpy's do, not their squares. */
const weightsSquared: BrokenBackend = {
  laws: ['objective-value', 'agreement', 'repeated-row'],
  backend: altered('weights-squared', {
    system: (system) => ({ ...system, ...(system.weights && { weights: system.weights.map((w) => w * w) }) }),
  }),
};

const meanForSum: BrokenBackend = {
  laws: ['objective-value', 'objective-gradient', 'batches', 'declared-losses'],
  nothingElse: true,
  backend: altered('mean-for-sum', {
    system: (system) => ({ ...system, loss: { ...system.loss, reduction: 'mean' } }),
  }),
};

/** Divides by the number of rows where the sum of weights is meant. */
const meanOverRows: BrokenBackend = {
  laws: ['objective-value', 'objective-gradient', 'batches', 'declared-losses'],
  nothingElse: true,
  backend: altered('mean-over-rows', {
    session: (session, { loss, weights, rows }) => ({
      evaluate: (query) => {
        const { value, gradient } = session.evaluate(query);
        const factor = loss.reduction === 'mean' && weights ? weights.reduce((a, b) => a + b, 0) / rows : 1;
        return { value: value * factor, gradient: gradient.map((v) => v * factor) };
      },
    }),
  }),
};

/** Counts singular values above 1e-300: every singular matrix that was rounded has full rank. */
const absoluteThreshold: BrokenBackend = {
  laws: ['rank'],
  backend: altered('absolute-threshold', {
    factorization: ({ singularValues, outcome }, { columns }) =>
      outcome === 'ok'
        ? {
            rank: Math.max(
              singularValues.filter((value) => value > 1e-300).length,
              Math.min(columns, singularValues.length),
            ),
          }
        : {},
  }),
};

const looseThreshold: BrokenBackend = {
  laws: ['rank'],
  backend: altered('loose-threshold', {
    factorization: ({ singularValues }) => ({
      threshold: 1e-7,
      rank: singularValues.filter((value) => value > 1e-7 * at(singularValues, 0)).length,
    }),
  }),
};

const wrongSignOfG: BrokenBackend = {
  laws: ['augmented-system'],
  nothingElse: true,
  backend: altered('wrong-sign-of-g', {
    factorization: (factorization) => ({ solve: (f, g) => factorization.solve(f, g && negated(g)) }),
  }),
};

/** h from R h = g instead of Rᵀ h = g comes out as another vector: here, g in reverse. */
const transposedSolve: BrokenBackend = {
  laws: ['augmented-system'],
  nothingElse: true,
  backend: altered('transposed-solve', {
    factorization: (factorization) => ({ solve: (f, g) => factorization.solve(f, g && g.slice().reverse()) }),
  }),
};

const writesToDesign: BrokenBackend = {
  laws: ['inputs-unchanged'],
  backend: altered('writes-to-design', {
    session: (session, system) => ({
      factor: (solver) => {
        const factorization = session.factor(solver);
        system.design[0] = at(system.design, 0) + 1;
        return factorization;
      },
    }),
  }),
};

const writesToF: BrokenBackend = {
  laws: ['inputs-unchanged'],
  backend: altered('writes-to-f', {
    factorization: (factorization) => ({
      solve: (f, g) => {
        const solution = factorization.solve(f, g);
        f.set(solution.residual);
        return solution;
      },
    }),
  }),
};

const returnsPromise: BrokenBackend = {
  laws: ['synchrony'],
  nothingElse: true,
  backend: {
    ...reference,
    name: 'returns-a-promise',
    open: (system) => Promise.resolve(reference.open(system)),
  },
};

const supports = { ...reference.supports };
const supportsChange: BrokenBackend = {
  laws: ['constant-supports'],
  backend: {
    ...reference,
    name: 'supports-change',
    supports,
    open: (system) => {
      supports.generalLosses = !supports.generalLosses;
      return reference.open(system);
    },
  },
};

const hiddenSolver: BrokenBackend = {
  laws: ['declared-solvers'],
  nothingElse: true,
  backend: { ...reference, name: 'hidden-solver', supports: { ...reference.supports, solvers: ['qr', 'svd'] } },
};

const hiddenLosses: BrokenBackend = {
  laws: ['declared-losses'],
  nothingElse: true,
  backend: { ...reference, name: 'hidden-losses', supports: { ...reference.supports, generalLosses: false } },
};

const throwsWhenAsked: BrokenBackend = {
  laws: ['availability'],
  backend: {
    ...reference,
    name: 'throws-when-asked',
    available: () => {
      throw new Error('no device');
    },
  },
};

const anyShape: BrokenBackend = {
  laws: ['shapes'],
  nothingElse: true,
  backend: altered('any-shape', {
    session: (session, { columns }) => ({
      evaluate: (query) =>
        session.evaluate({ ...query, theta: Float64Array.from({ length: columns }, (_, j) => query.theta[j] ?? 0) }),
    }),
  }),
};

/** One buffer for all solutions. */
const sharedBuffer: BrokenBackend = {
  laws: ['determinism'],
  backend: altered('shared-buffer', {
    factorization: (factorization, { columns }) => {
      const buffer = new Float64Array(columns);
      return {
        solve: (f, g) => {
          const { theta, residual } = factorization.solve(f, g);
          buffer.set(theta);
          return { theta: buffer, residual };
        },
      };
    },
  }),
};

/** `qr` and `svd` that are the normal equations in disguise: right only where κ² is bearable. */
const normalEquationsInDisguise: BrokenBackend = {
  laws: ['agreement', 'augmented-system'],
  backend: altered('normal-equations-in-disguise', {
    session: (session) => ({
      factor: (solver) => {
        const honest = session.factor(solver);
        const normal = session.factor('cholesky');
        return normal.outcome === 'ok' ? { ...honest, solve: (f, g): AugmentedSolution => normal.solve(f, g) } : honest;
      },
    }),
  }),
};

const nullSpaceTransposed: BrokenBackend = {
  laws: ['null-space'],
  nothingElse: true,
  backend: altered('null-space-transposed', {
    factorization: ({ nullSpace, rank }, { columns }) => {
      const count = columns - rank;
      return { nullSpace: nullSpace.map((_, k) => at(nullSpace, (k % columns) * count + Math.floor(k / columns))) };
    },
  }),
};

const inverseRootTransposed: BrokenBackend = {
  laws: ['inverse-root'],
  nothingElse: true,
  backend: altered('inverse-root-transposed', {
    factorization: ({ inverseRoot, rank }, { columns }) => ({
      inverseRoot: inverseRoot.map((value, k) =>
        rank === columns ? at(inverseRoot, (k % columns) * columns + Math.floor(k / columns)) : value,
      ),
    }),
  }),
};

const eigenvaluesForSingularValues: BrokenBackend = {
  laws: ['singular-values'],
  nothingElse: true,
  backend: altered('eigenvalues-for-singular-values', {
    factorization: ({ singularValues }) => ({ singularValues: singularValues.map((value) => value * value) }),
  }),
};

const residualNegated: BrokenBackend = {
  laws: ['agreement', 'augmented-system'],
  nothingElse: true,
  backend: altered('residual-negated', {
    factorization: (factorization) => ({
      solve: (f, g) => {
        const { theta, residual } = factorization.solve(f, g);
        return { theta, residual: negated(residual) };
      },
    }),
  }),
};

/** Regularises a little, as if it could not hurt. */
const slightlyRidged: BrokenBackend = {
  laws: ['agreement', 'augmented-system', 'scaled-targets'],
  nothingElse: true,
  backend: altered('slightly-ridged', {
    factorization: (factorization) => ({
      solve: (f, g) => {
        const { theta, residual } = factorization.solve(f, g);
        return { theta: theta.map((value) => value - 1e-6 * Math.sign(value)), residual };
      },
    }),
  }),
};

/** One promise broken each. */
export const brokenBackends: readonly BrokenBackend[] = [
  wrongSign,
  lastRowIgnored,
  firstRowTwice,
  singleAsDouble,
  answersAfterDispose,
  leaks,
  doubleFree,
  weightsIgnored,
  weightsSquared,
  meanForSum,
  meanOverRows,
  absoluteThreshold,
  looseThreshold,
  wrongSignOfG,
  transposedSolve,
  writesToDesign,
  writesToF,
  returnsPromise,
  supportsChange,
  hiddenSolver,
  hiddenLosses,
  throwsWhenAsked,
  anyShape,
  sharedBuffer,
  normalEquationsInDisguise,
  nullSpaceTransposed,
  inverseRootTransposed,
  eigenvaluesForSingularValues,
  residualNegated,
  slightlyRidged,
];
