import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * NoInt1: a line through the origin, 11 generated points.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (average difficulty, generated data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/NoInt1.dat (in the public domain).
 * NIST's source: Eberhardt, K., NIST.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const noInt1: ReferenceSet = {
  name: 'NoInt1',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/NoInt1.dat',
  model: { kind: 'columns', intercept: false },
  variables: ['x'],
  ...rowsOf(`
    60 130
    61 131
    62 132
    63 133
    64 134
    65 135
    66 136
    67 137
    68 138
    69 139
    70 140
  `),
  certified: {
    parameters: ['2.07438016528926'],
    standardErrors: ['0.165289256198347E-01'],
    residualStandardDeviation: '3.56753034006338',
    rSquared: '0.999365492298663',
    anova: {
      regression: { degreesOfFreedom: 1, sumOfSquares: '200457.727272727', meanSquare: '200457.727272727' },
      residual: { degreesOfFreedom: 10, sumOfSquares: '127.272727272727', meanSquare: '12.7272727272727' },
      f: '15750.2500000000',
    },
  },
  exact: {
    parameters: ['2.074380165289256198347107438016528925620'],
    standardErrors: ['0.01652892561983471074380165289256198347107'],
    residualStandardDeviation: '3.567530340063378812459273416214868059330',
    rSquared: '0.9993654922986627750194317983534525150299',
    anova: {
      regression: {
        degreesOfFreedom: 1,
        sumOfSquares: '200457.7272727272727272727272727272727273',
        meanSquare: '200457.7272727272727272727272727272727273',
      },
      residual: {
        degreesOfFreedom: 10,
        sumOfSquares: '127.2727272727272727272727272727272727273',
        meanSquare: '12.72727272727272727272727272727272727273',
      },
      f: '15750.25000000000000000000000000000000000',
    },
  },
  exactForFloat64Inputs: {
    parameters: ['2.074380165289256198347107438016528925620'],
    standardErrors: ['0.01652892561983471074380165289256198347107'],
    residualSumOfSquares: '127.2727272727272727272727272727272727273',
    residualStandardDeviation: '3.567530340063378812459273416214868059330',
    rSquared: '0.9993654922986627750194317983534525150299',
  },
};
