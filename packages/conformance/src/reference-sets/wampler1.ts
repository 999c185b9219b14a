import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * Wampler1: a polynomial of degree 5, all coefficients 1, without noise: standard errors are exactly 0.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (higher difficulty, generated data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler1.dat (in the public domain).
 * NIST's source: Wampler, R. H. (1970). A Report of the Accuracy of Some Widely-Used Least Squares Computer Programs. Journal of the American Statistical Association, 65, pp. 549-565.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const wampler1: ReferenceSet = {
  name: 'Wampler1',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler1.dat',
  model: { kind: 'polynomial', degree: 5, intercept: true },
  variables: ['x'],
  ...rowsOf(`
    0 1
    1 6
    2 63
    3 364
    4 1365
    5 3906
    6 9331
    7 19608
    8 37449
    9 66430
    10 111111
    11 177156
    12 271453
    13 402234
    14 579195
    15 813616
    16 1118481
    17 1508598
    18 2000719
    19 2613660
    20 3368421
  `),
  certified: {
    parameters: [
      '1.00000000000000',
      '1.00000000000000',
      '1.00000000000000',
      '1.00000000000000',
      '1.00000000000000',
      '1.00000000000000',
    ],
    standardErrors: [
      '0.000000000000000',
      '0.000000000000000',
      '0.000000000000000',
      '0.000000000000000',
      '0.000000000000000',
      '0.000000000000000',
    ],
    residualStandardDeviation: '0.000000000000000',
    rSquared: '1.00000000000000',
    anova: {
      regression: { degreesOfFreedom: 5, sumOfSquares: '18814317208116.7', meanSquare: '3762863441623.33' },
      residual: { degreesOfFreedom: 15, sumOfSquares: '0.000000000000000', meanSquare: '0.000000000000000' },
      f: 'Infinity',
    },
  },
  exact: {
    parameters: [
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
    ],
    standardErrors: ['0', '0', '0', '0', '0', '0'],
    residualStandardDeviation: '0',
    rSquared: '1.000000000000000000000000000000000000000',
    anova: {
      regression: {
        degreesOfFreedom: 5,
        sumOfSquares: '18814317208116.66666666666666666666666667',
        meanSquare: '3762863441623.333333333333333333333333333',
      },
      residual: { degreesOfFreedom: 15, sumOfSquares: '0', meanSquare: '0' },
      f: 'Infinity',
    },
  },
  exactForFloat64Inputs: {
    parameters: [
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000',
    ],
    standardErrors: ['0', '0', '0', '0', '0', '0'],
    residualSumOfSquares: '0',
    residualStandardDeviation: '0',
    rSquared: '1.000000000000000000000000000000000000000',
  },
};
