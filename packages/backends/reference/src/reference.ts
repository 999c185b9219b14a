import { guardSession, weightedDesign } from '@wellposed/core';
import type {
  Availability,
  Capabilities,
  LinearSystem,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
} from '@wellposed/core';
import { evaluateLoss } from './evaluate-loss.js';
import { factorCholesky } from './factor-cholesky.js';
import { factorQr } from './factor-qr.js';
import { factorSvd } from './factor-svd.js';

type Solver = 'cholesky' | 'qr' | 'svd';

/** Factorises Ã (n × p, row-major), which it does not write to. */
type Factor = (design: Float64Array, rows: number, columns: number) => SynchronousFactorization;

const FACTOR: Readonly<Record<Solver, Factor>> = { cholesky: factorCholesky, qr: factorQr, svd: factorSvd };

const supports: Capabilities<Solver> & { readonly synchronous: true } = {
  precision: 'f64',
  unitRoundoff: 2 ** -53,
  solvers: ['cholesky', 'qr', 'svd'],
  generalLosses: true,
  synchronous: true,
};

/**
 * The reference backend: plain TypeScript in float64, written to be read, one idea a file. It runs wherever
 * JavaScript does, needs no engine, and is what the other backends are compared with.
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
    return guardSession(system, supports, {
      evaluate: evaluateLoss(system),
      factor: (solver) => FACTOR[solver](weightedDesign(system), system.rows, system.columns),
    });
  },
};
