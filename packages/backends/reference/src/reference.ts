import { batchOf, guardSession, weightedDesign, weightedTargets } from '@wellposed/core';
import type {
  Availability,
  Capabilities,
  LinearSystem,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
} from '@wellposed/core';
import { compress, factorCholesky, factorQr, factorSvd, product, transposeProduct } from '@wellposed/dense';
import { evaluateLoss } from './evaluate-loss.js';

type Solver = 'cholesky' | 'qr' | 'svd';

/** Factorises Ã (n × p, row-major), which it does not write to. */
type Factor = (design: Float64Array, rows: number, columns: number) => SynchronousFactorization;

const FACTOR: Readonly<Record<Solver, Factor>> = { cholesky: factorCholesky, qr: factorQr, svd: factorSvd };

const supports: Capabilities<Solver> & { readonly synchronous: true } = {
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
export const reference: SynchronousBackend<Solver> = {
  name: 'reference',
  supports,
  available(): Availability {
    return { ok: true, engine: 'typescript', device: 'cpu' };
  },
  open(system: LinearSystem): SynchronousSession<Solver> {
    const { rows, columns, design } = system;
    const evaluateAll = evaluateLoss(system);
    return guardSession(system, supports, {
      evaluate: (theta, batch) => (batch ? evaluateLoss(batchOf(system, batch)) : evaluateAll)(theta),
      factor: (solver) => FACTOR[solver](weightedDesign(system), rows, columns),
      multiply: (v) => product(design, rows, columns, v),
      multiplyTransposed: (u) => transposeProduct(design, rows, columns, u),
      compress: () => compress(weightedDesign(system), rows, columns, weightedTargets(system)),
    });
  },
};
