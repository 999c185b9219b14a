import { batchOf, guardSession, runSync, weightedDesign, weightedTargets } from '@wellposed/core';
import type {
  Availability,
  Capabilities,
  LinearSystem,
  Steps,
  SynchronousBackend,
  SynchronousSession,
} from '@wellposed/core';
import {
  compress,
  factorCholesky,
  factorQr,
  factorSvd,
  product,
  synchronousFactorization,
  transposeProduct,
} from '@wellposed/dense';
import type { DenseFactorization } from '@wellposed/dense';
import { evaluateLoss } from './evaluate-loss.js';

export type ReferenceSolver = 'cholesky' | 'qr' | 'svd';

/** Factorises Ã (n × p, row-major), which it does not write to. */
type Factor = (design: Float64Array, rows: number, columns: number) => Steps<DenseFactorization>;

const FACTOR: Readonly<Record<ReferenceSolver, Factor>> = { cholesky: factorCholesky, qr: factorQr, svd: factorSvd };

const supports: Capabilities<ReferenceSolver> & { readonly synchronous: true } = {
  precision: 'f64',
  unitRoundoff: 2 ** -53,
  solvers: ['cholesky', 'qr', 'svd'],
  generalLosses: true,
  features: ['products', 'batches', 'compression'],
  synchronous: true,
};

/**
 * The reference backend: plain TypeScript in float64, written to be read, one idea a file; its factorisations are those of
 * @wellposed/dense. It runs wherever JavaScript does, needs no engine, and is what the other backends are compared with.
 *
 * | solver   | method                                                               | file                |
 * |----------|----------------------------------------------------------------------|---------------------|
 * | cholesky | normal equations                                                     | factor-cholesky.ts  |
 * | qr       | Householder reflections with column pivoting                         | factor-qr.ts        |
 * | svd      | one-sided Jacobi on the triangle of the pivoted QR                   | factor-svd.ts       |
 */
export const reference: SynchronousBackend<ReferenceSolver> = {
  name: 'reference',
  supports,
  available(): Availability {
    return { ok: true, engine: 'typescript', device: 'cpu' };
  },
  open(system: LinearSystem): SynchronousSession<ReferenceSolver> {
    const { rows, columns, design } = system;
    const evaluateAll = evaluateLoss(system);
    const pausing = {
      evaluate: (theta: Float64Array, batch?: Uint32Array) =>
        (batch ? evaluateLoss(batchOf(system, batch)) : evaluateAll)(theta),
      *factor(solver: ReferenceSolver) {
        return synchronousFactorization(yield* FACTOR[solver](weightedDesign(system), rows, columns));
      },
      compress: () => compress(weightedDesign(system), rows, columns, weightedTargets(system)),
    };
    return guardSession(system, supports, {
      evaluate: (theta, batch) => runSync(pausing.evaluate(theta, batch)),
      factor: (solver) => runSync(pausing.factor(solver)),
      compress: () => runSync(pausing.compress()),
      multiply: (v) => runSync(product(design, rows, columns, v)),
      multiplyTransposed: (u) => runSync(transposeProduct(design, rows, columns, u)),
      pausing,
    });
  },
};
