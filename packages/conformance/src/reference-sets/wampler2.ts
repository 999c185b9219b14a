import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * Wampler2: a polynomial of degree 5, coefficients 10^−j, without noise: standard errors are exactly 0.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (higher difficulty, generated data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler2.dat (in the public domain).
 * NIST's source: Wampler, R. H. (1970). A Report of the Accuracy of Some Widely-Used Least Squares Computer Programs. Journal of the American Statistical Association, 65, pp. 549-565.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const wampler2: ReferenceSet = {
  name: 'Wampler2',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler2.dat',
  model: { kind: 'polynomial', degree: 5, intercept: true },
  variables: ['x'],
  ...rowsOf(`
    0 1.00000
    1 1.11111
    2 1.24992
    3 1.42753
    4 1.65984
    5 1.96875
    6 2.38336
    7 2.94117
    8 3.68928
    9 4.68559
    10 6.00000
    11 7.71561
    12 9.92992
    13 12.75603
    14 16.32384
    15 20.78125
    16 26.29536
    17 33.05367
    18 41.26528
    19 51.16209
    20 63.00000
  `),
  certified: {
    parameters: [
      '1.00000000000000',
      '0.100000000000000',
      '0.100000000000000E-01',
      '0.100000000000000E-02',
      '0.100000000000000E-03',
      '0.100000000000000E-04',
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
      regression: { degreesOfFreedom: 5, sumOfSquares: '6602.91858365167', meanSquare: '1320.58371673033' },
      residual: { degreesOfFreedom: 15, sumOfSquares: '0.000000000000000', meanSquare: '0.000000000000000' },
      f: 'Infinity',
    },
  },
  exact: {
    parameters: [
      '1.000000000000000000000000000000000000000',
      '0.1000000000000000000000000000000000000000',
      '0.01000000000000000000000000000000000000000',
      '0.001000000000000000000000000000000000000000',
      '0.0001000000000000000000000000000000000000000',
      '1.000000000000000000000000000000000000000e-5',
    ],
    standardErrors: ['0', '0', '0', '0', '0', '0'],
    residualStandardDeviation: '0',
    rSquared: '1.000000000000000000000000000000000000000',
    anova: {
      regression: {
        degreesOfFreedom: 5,
        sumOfSquares: '6602.918583651666666666666666666666666667',
        meanSquare: '1320.583716730333333333333333333333333333',
      },
      residual: { degreesOfFreedom: 15, sumOfSquares: '0', meanSquare: '0' },
      f: 'Infinity',
    },
  },
  exactForFloat64Inputs: {
    parameters: [
      '0.9999999999999997390862569622613480485724',
      '0.1000000000000008099492185148532652245834',
      '0.009999999999999616229752417790579599824517',
      '0.001000000000000062987356921880564764088218',
      '9.999999999999588295035024439482172894760e-5',
      '1.000000000000009139237946551302084892429e-5',
    ],
    standardErrors: [
      '6.385093232145038915664981181592691816003e-16',
      '7.011714979363868367968749772020203037296e-16',
      '2.312001291703046781969213093340473846837e-16',
      '3.010373438771421287592396502784169007650e-17',
      '1.674843589045736001750175551053455214913e-18',
      '3.332230281013217162628150671178668211117e-20',
    ],
    residualSumOfSquares: '7.353378505549072778759169286527614576498e-30',
    residualStandardDeviation: '7.001608627331804230771121610610018566207e-16',
    rSquared: '0.9999999999999999999999999999999988863442',
  },
};
