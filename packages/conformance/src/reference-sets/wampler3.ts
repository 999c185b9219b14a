import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * Wampler3: the polynomial of Wampler1 with noise.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (higher difficulty, generated data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler3.dat (in the public domain).
 * NIST's source: Wampler, R. H. (1970). A Report of the Accuracy of Some Widely-Used Least Squares Computer Programs. Journal of the American Statistical Association, 65, pp. 549-565.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const wampler3: ReferenceSet = {
  name: 'Wampler3',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler3.dat',
  model: { kind: 'polynomial', degree: 5, intercept: true },
  variables: ['x'],
  ...rowsOf(`
    0 760.
    1 -2042.
    2 2111.
    3 -1684.
    4 3888.
    5 1858.
    6 11379.
    7 17560.
    8 39287.
    9 64382.
    10 113159.
    11 175108.
    12 273291.
    13 400186.
    14 581243.
    15 811568.
    16 1121004.
    17 1506550.
    18 2002767.
    19 2611612.
    20 3369180.
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
      '2152.32624678170',
      '2363.55173469681',
      '779.343524331583',
      '101.475507550350',
      '5.64566512170752',
      '0.112324854679312',
    ],
    residualStandardDeviation: '2360.14502379268',
    rSquared: '0.999995559025820',
    anova: {
      regression: { degreesOfFreedom: 5, sumOfSquares: '18814317208116.7', meanSquare: '3762863441623.33' },
      residual: { degreesOfFreedom: 15, sumOfSquares: '83554268.0000000', meanSquare: '5570284.53333333' },
      f: '675524.458240122',
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
    standardErrors: [
      '2152.326246781696807931979247425834994111',
      '2363.551734696805208567610086770919612787',
      '779.3435243315830908070104278298576472525',
      '101.4755075503496479558139285293957909119',
      '5.645665121707515677431834314642253636034',
      '0.1123248546793119370184850758903814333288',
    ],
    residualStandardDeviation: '2360.145023792676459972137348430087100914',
    rSquared: '0.9999955590258198895856354043473021091194',
    anova: {
      regression: {
        degreesOfFreedom: 5,
        sumOfSquares: '18814317208116.66666666666666666666666667',
        meanSquare: '3762863441623.333333333333333333333333333',
      },
      residual: {
        degreesOfFreedom: 15,
        sumOfSquares: '83554268.00000000000000000000000000000000',
        meanSquare: '5570284.533333333333333333333333333333333',
      },
      f: '675524.4582401224555040084846413830110988',
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
    standardErrors: [
      '2152.326246781696807931979247425834994111',
      '2363.551734696805208567610086770919612787',
      '779.3435243315830908070104278298576472525',
      '101.4755075503496479558139285293957909119',
      '5.645665121707515677431834314642253636034',
      '0.1123248546793119370184850758903814333288',
    ],
    residualSumOfSquares: '83554268.00000000000000000000000000000000',
    residualStandardDeviation: '2360.145023792676459972137348430087100914',
    rSquared: '0.9999955590258198895856354043473021091194',
  },
};
