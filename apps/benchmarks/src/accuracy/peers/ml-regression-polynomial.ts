import { PolynomialRegression } from 'ml-regression-polynomial';
import { dependencyVersion } from '../dependency-version.js';
import { float64Data } from '../float64-data.js';
import type { Program } from '../program.js';

/** ml-regression-polynomial: the normal equations in powers. */
export const mlRegressionPolynomial: Program = {
  name: 'ml-regression-polynomial',
  version: dependencyVersion('ml-regression-polynomial'),
  fit: (set) => {
    const { model } = set;
    if (model.kind !== 'polynomial') return undefined;
    const { x, y } = float64Data(set);
    const options = { interceptAtZero: !model.intercept };
    return { coefficients: new PolynomialRegression(x.flat(), [...y], model.degree, options).coefficients };
  },
};
