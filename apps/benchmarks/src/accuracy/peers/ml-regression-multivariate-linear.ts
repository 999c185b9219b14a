import MultivariateLinearRegression from 'ml-regression-multivariate-linear';
import { dependencyVersion } from '../dependency-version.js';
import { float64Data } from '../float64-data.js';
import type { Program } from '../program.js';

/** ml-regression-multivariate-linear: the normal equations, inverted by an SVD; powers are given as columns. */
export const mlRegressionMultivariateLinear: Program = {
  name: 'ml-regression-multivariate-linear',
  version: dependencyVersion('ml-regression-multivariate-linear'),
  fit: (set) => {
    const { design, y } = float64Data(set);
    // The constant is a column of the design already, which keeps the order of the coefficients.
    const { weights, stdErrors } = new MultivariateLinearRegression(
      design.map((row) => [...row]),
      y.map((value) => [value]),
      { intercept: false },
    );
    return { coefficients: weights.flat(), standardErrors: stdErrors };
  },
};
