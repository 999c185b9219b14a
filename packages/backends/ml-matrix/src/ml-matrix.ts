import { batchOf, guardSession, weightedDesign, weightedTargets } from '@wellposed/core';
import type {
  Availability,
  Capabilities,
  LinearSystem,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
} from '@wellposed/core';
import { Matrix } from 'ml-matrix';
import { compress } from './compress.js';
import { engine } from './engine.js';
import { evaluateLoss } from './evaluate-loss.js';
import { factorCholesky } from './factor-cholesky.js';
import { factorQr } from './factor-qr.js';
import { factorSvd } from './factor-svd.js';
import { rowBlock } from './row-block.js';
import { rowMajor } from './row-major.js';
import { transposeProduct } from './transpose-product.js';

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
 * The ml-matrix backend: products, Cholesky, QR and SVD are those of the ml-matrix library, in float64. What it lacks
 * is added on top of its factors: a relative rank decision, and solves with a rank-deficient or wide matrix.
 */
export const mlMatrix: SynchronousBackend<Solver> = {
  name: 'ml-matrix',
  supports,
  available(): Availability {
    return { ok: true, engine, device: 'cpu' };
  },
  open(system: LinearSystem): SynchronousSession<Solver> {
    const { rows, columns, design } = system;
    const evaluateAll = evaluateLoss(system);
    return guardSession(system, supports, {
      evaluate: (theta, batch) => (batch ? evaluateLoss(batchOf(system, batch)) : evaluateAll)(theta),
      factor: (solver) => FACTOR[solver](weightedDesign(system), rows, columns),
      multiply: (v) => rowMajor(rowBlock(design, columns, 0, rows).mmul(new Matrix(rowBlock(v, 1, 0, columns))), 0, 1),
      multiplyTransposed: (u) => transposeProduct(design, rows, columns, u),
      compress: () => compress(weightedDesign(system), rows, columns, weightedTargets(system)),
    });
  },
};
