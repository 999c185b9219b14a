import { createRequire } from 'node:module';
import type * as Regression from 'regression';
import { dependencyVersion } from '../dependency-version.js';
import { float64Data } from '../float64-data.js';
import type { Program } from '../program.js';

// A CommonJS module whose exports Node cannot name, with types that have no default export.
const { polynomial } = createRequire(import.meta.url)('regression') as typeof Regression;

/** Decimal places to which it rounds its answer; by default 2. */
const PRECISION = 20;

/** regression: the normal equations in powers, by Gaussian elimination. */
export const regression: Program = {
  name: `regression, precision ${PRECISION}`,
  version: dependencyVersion('regression'),
  fit: (set) => {
    const { model } = set;
    if (model.kind !== 'polynomial' || !model.intercept) return undefined;
    const { x, y } = float64Data(set);
    const points = x.map(([value = NaN], i): Regression.DataPoint => [value, y[i] ?? NaN]);
    return { coefficients: polynomial(points, { order: model.degree, precision: PRECISION }).equation.toReversed() };
  },
};
