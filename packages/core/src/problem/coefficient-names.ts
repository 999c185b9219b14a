import type { Model } from '../contracts/problem.js';

/** Names of the p coefficients: '1' for the intercept, then the basis' own. */
export function coefficientNames(model: Model): readonly string[] {
  return model.intercept ? ['1', ...model.basis.names] : model.basis.names;
}
