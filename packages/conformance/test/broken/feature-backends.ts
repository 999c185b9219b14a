import { reference } from '@wellposed/backend-reference';
import type { Triangle } from '@wellposed/core';
import { batchOf, FitError, reductionDivisor } from '@wellposed/core';
import { plainFeatures } from '../support/plain-features.js';
import { altered } from './altered.js';
import type { BrokenBackend } from './backends.js';

/** Sound, with every feature. */
const sound = plainFeatures('f64', (value) => value);

const hiddenFeature: BrokenBackend = {
  laws: ['declared-features', 'products'],
  nothingElse: true,
  backend: {
    ...reference,
    name: 'hidden-feature',
    supports: { ...reference.supports, features: ['batches', 'compression'] },
  },
};

const featureNotThere: BrokenBackend = {
  laws: ['declared-features', 'fused-descent'],
  backend: {
    ...reference,
    name: 'feature-not-there',
    supports: { ...reference.supports, features: [...reference.supports.features, 'fused-descent'] },
  },
};

const featureListedTwice: BrokenBackend = {
  laws: ['declared-features'],
  nothingElse: true,
  backend: {
    ...reference,
    name: 'feature-listed-twice',
    supports: { ...reference.supports, features: [...reference.supports.features, 'products'] },
  },
};

const weightedProducts: BrokenBackend = {
  laws: ['products'],
  nothingElse: true,
  backend: altered('weighted-products', {
    session: (session, { weights }) => ({
      multiply: (v) => session.multiply(v).map((value, i) => value * Math.sqrt(weights?.[i] ?? 1)),
    }),
  }),
};

const lastRowForgotten: BrokenBackend = {
  laws: ['products'],
  nothingElse: true,
  backend: altered('last-row-forgotten', {
    session: (session, { rows }) => ({
      multiplyTransposed: (u) => {
        // The check of the length is still the session's.
        const forgetful = u.slice();
        if (u.length === rows) forgetful[rows - 1] = 0;
        return session.multiplyTransposed(forgetful);
      },
    }),
  }),
};

const batchIgnored: BrokenBackend = {
  laws: ['batches'],
  nothingElse: true,
  backend: altered('batch-ignored', {
    session: (session, { rows: count }) => ({
      evaluate: ({ theta, rows }) => {
        const refused = rows !== undefined && (rows.length === 0 || rows.some((row) => row >= count));
        return session.evaluate(refused ? { theta, rows } : { theta });
      },
    }),
  }),
};

const repeatsDropped: BrokenBackend = {
  laws: ['batches'],
  nothingElse: true,
  backend: altered('repeats-dropped', {
    session: (session) => ({
      evaluate: ({ theta, rows }) =>
        session.evaluate(rows ? { theta, rows: Uint32Array.from(new Set(rows)) } : { theta }),
    }),
  }),
};

/** Divides a batch by the sum of all weights. */
const batchOverAllRows: BrokenBackend = {
  laws: ['batches'],
  nothingElse: true,
  backend: altered('batch-over-all-rows', {
    session: (session, system) => ({
      evaluate: ({ theta, rows }) => {
        const { value, gradient } = session.evaluate(rows ? { theta, rows } : { theta });
        const factor = rows ? reductionDivisor(batchOf(system, rows)) / reductionDivisor(system) : 1;
        return { value: value * factor, gradient: gradient.map((slope) => slope * factor) };
      },
    }),
  }),
};

const rowsWrapAround: BrokenBackend = {
  laws: ['batches'],
  nothingElse: true,
  backend: altered('rows-wrap-around', {
    session: (session, { rows: count }) => ({
      evaluate: ({ theta, rows }) =>
        session.evaluate(rows ? { theta, rows: rows.map((row) => row % count) } : { theta }),
    }),
  }),
};

const withTriangle = (name: string, alter: (triangle: Triangle, rows: number) => Triangle): BrokenBackend => ({
  laws: ['compression'],
  nothingElse: true,
  backend: altered(name, {
    session: (session, { rows }) => ({ compress: () => alter(session.compress(), rows) }),
  }),
});

const triangleTransposed = withTriangle('triangle-transposed', ({ size, entries }) => ({
  size,
  entries: entries.map((_, k) => entries[(k % size) * size + Math.floor(k / size)]!),
}));

const triangleWithoutResidual = withTriangle('triangle-without-residual', ({ size, entries }) => ({
  size,
  entries: entries.map((value, k) => (k === size * size - 1 ? 0 : value)),
}));

const triangleNotFlat = withTriangle('triangle-not-flat', ({ size, entries }, rows) => ({
  size,
  entries: entries.map((value, k) => (rows < size && k === size * size - 1 ? 2 ** -60 : value)),
}));

const triangleWithoutTargets: BrokenBackend = {
  ...withTriangle('triangle-without-targets', ({ size, entries }) => ({
    size: size - 1,
    entries: entries.filter((_, k) => k % size < size - 1 && k < size * (size - 1)),
  })),
  laws: ['declared-features', 'compression'],
};

const weightlessTriangle: BrokenBackend = {
  laws: ['compression'],
  nothingElse: true,
  backend: altered('weightless-triangle', {
    session: (session, { rows, columns, design, targets, loss }) => ({
      compress: () => {
        session.compress();
        return reference.open({ rows, columns, design, targets, loss }).compress();
      },
    }),
  }),
};

const descending = (name: string, alter: Parameters<typeof altered>[1]): BrokenBackend => ({
  laws: ['fused-descent'],
  nothingElse: true,
  backend: altered(name, alter, sound),
});

const oneStepShort = descending('one-step-short', {
  session: (session) => ({
    descend: (run) => (run.steps > 1 ? session.descend({ ...run, steps: run.steps - 1 }) : session.descend(run)),
  }),
});

const momentumIgnored = descending('momentum-ignored', {
  session: (session) => ({
    descend: (run) => session.descend(run.momentum < 1 && run.momentum > 0 ? { ...run, momentum: 0 } : run),
  }),
});

const velocityForgotten = descending('velocity-forgotten', {
  session: (session) => ({
    descend: (run) => session.descend({ ...run, velocity: new Float64Array(run.velocity.length) }),
  }),
});

/** As Nesterov would: the gradient is taken at θ + μv. */
const looksAhead = descending('looks-ahead', {
  session: (session, system) => ({
    descend: (run) => {
      session.descend(run);
      let { theta, velocity } = run;
      for (let k = 0; k < run.steps; k++) {
        const ahead = theta.map((value, j) => value + run.momentum * velocity[j]!);
        const { gradient } = reference.open(system).evaluate({ theta: ahead });
        velocity = velocity.map((v, j) => run.momentum * v - run.learningRate * gradient[j]!);
        theta = theta.map((value, j) => value + velocity[j]!);
      }
      return { theta, velocity };
    },
  }),
});

const rateOfSumForMean = descending('rate-of-sum-for-mean', {
  session: (session, system) => ({
    descend: (run) => {
      const factor = reductionDivisor(system);
      return session.descend({ ...run, learningRate: run.learningRate * factor });
    },
  }),
});

/** Float32 inside, and says float64. */
const singleDescent = descending('single-descent', {
  session: (session, system) => ({
    descend: (run) => {
      session.descend(run);
      return plainFeatures('f32', Math.fround).open(system).descend(run);
    },
  }),
});

const anyMomentum = descending('any-momentum', {
  session: (session) => ({
    descend: (run) => session.descend({ ...run, momentum: Math.min(0.99, Math.max(0, run.momentum)) }),
  }),
});

const compressAfterDispose: BrokenBackend = {
  laws: ['disposal'],
  nothingElse: true,
  backend: altered('compresses-after-dispose', {
    session: (session) => ({
      compress: () => {
        try {
          return session.compress();
        } catch (error) {
          if (error instanceof FitError) return { size: 3, entries: new Float64Array(9) };
          throw error;
        }
      },
    }),
  }),
};

/** One promise about the optional parts of a session broken each. */
export const brokenFeatures: readonly BrokenBackend[] = [
  hiddenFeature,
  featureNotThere,
  featureListedTwice,
  weightedProducts,
  lastRowForgotten,
  batchIgnored,
  repeatsDropped,
  batchOverAllRows,
  rowsWrapAround,
  triangleTransposed,
  triangleWithoutResidual,
  triangleNotFlat,
  triangleWithoutTargets,
  weightlessTriangle,
  oneStepShort,
  momentumIgnored,
  velocityForgotten,
  looksAhead,
  rateOfSumForMean,
  singleDescent,
  anyMomentum,
  compressAfterDispose,
];
