import { columns, decimals, monomial, type Problem, squared } from '@wellposed/core';
import type { DecimalData } from './exact-statistics.js';

/** The problem of decimal data, read exactly. */
export function decimalProblem(data: DecimalData): Problem {
  const x = decimals(data.x.flat());
  const y = decimals(data.y);
  const weights = data.weights && decimals(data.weights);
  const width = data.x[0]!.length;
  const names = width === 1 ? ['x'] : Array.from({ length: width }, (_, j) => `x${j + 1}`);
  return {
    x: x.hi,
    y: y.hi,
    low: { x: x.lo, y: y.lo, ...(weights && { weights: weights.lo }) },
    ...(weights && { weights: weights.hi }),
    model: {
      basis: data.degree === undefined ? columns(names) : monomial({ degree: data.degree }),
      intercept: data.intercept,
    },
    loss: squared({ reduction: 'sum' }),
  };
}
