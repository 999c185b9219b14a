import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * NoInt2: a line through the origin, 3 generated points.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (average difficulty, generated data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/NoInt2.dat (in the public domain).
 * NIST's source: Eberhardt, K., NIST.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const noInt2: ReferenceSet = {
  name: 'NoInt2',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/NoInt2.dat',
  model: { kind: 'columns', intercept: false },
  variables: ['x'],
  ...rowsOf(`
    4 3
    5 4
    6 4
  `),
  certified: {
    parameters: ['0.727272727272727'],
    standardErrors: ['0.420827318078432E-01'],
    residualStandardDeviation: '0.369274472937998',
    rSquared: '0.993348115299335',
    anova: {
      regression: { degreesOfFreedom: 1, sumOfSquares: '40.7272727272727', meanSquare: '40.7272727272727' },
      residual: { degreesOfFreedom: 2, sumOfSquares: '0.272727272727273', meanSquare: '0.136363636363636' },
      f: '298.6666666666667',
    },
  },
  exact: {
    parameters: ['0.7272727272727272727272727272727272727273'],
    standardErrors: ['0.04208273180784324825302576257199997829679'],
    residualStandardDeviation: '0.3692744729379981982027219803757291067502',
    rSquared: '0.9933481152993348115299334811529933481153',
    anova: {
      regression: {
        degreesOfFreedom: 1,
        sumOfSquares: '40.72727272727272727272727272727272727273',
        meanSquare: '40.72727272727272727272727272727272727273',
      },
      residual: {
        degreesOfFreedom: 2,
        sumOfSquares: '0.2727272727272727272727272727272727272727',
        meanSquare: '0.1363636363636363636363636363636363636364',
      },
      f: '298.6666666666666666666666666666666666667',
    },
  },
  exactForFloat64Inputs: {
    parameters: ['0.7272727272727272727272727272727272727273'],
    standardErrors: ['0.04208273180784324825302576257199997829679'],
    residualSumOfSquares: '0.2727272727272727272727272727272727272727',
    residualStandardDeviation: '0.3692744729379981982027219803757291067502',
    rSquared: '0.9933481152993348115299334811529933481153',
  },
};
