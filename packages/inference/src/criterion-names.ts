import type { DegreeCriterion } from './degree-selection.js';

/** What the criteria are called in words, for sentences, tables and pictures. */
export const criterionNames: Readonly<Record<DegreeCriterion, string>> = {
  loo: 'leave-one-out error',
  aic: 'AIC',
  bic: 'BIC',
  f: 'F tests: p of the highest terms',
};
