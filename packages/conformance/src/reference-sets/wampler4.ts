import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * Wampler4: the polynomial of Wampler1 with 100 times the noise of Wampler3.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (higher difficulty, generated data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler4.dat (in the public domain).
 * NIST's source: Wampler, R. H. (1970). A Report of the Accuracy of Some Widely-Used Least Squares Computer Programs. Journal of the American Statistical Association, 65, pp. 549-565.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const wampler4: ReferenceSet = {
  name: 'Wampler4',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Wampler4.dat',
  model: { kind: 'polynomial', degree: 5, intercept: true },
  variables: ['x'],
  ...rowsOf(`
    0 75901
    1 -204794
    2 204863
    3 -204436
    4 253665
    5 -200894
    6 214131
    7 -185192
    8 221249
    9 -138370
    10 315911
    11 -27644
    12 455253
    13 197434
    14 783995
    15 608816
    16 1370781
    17 1303798
    18 2205519
    19 2408860
    20 3444321
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
      '215232.624678170',
      '236355.173469681',
      '77934.3524331583',
      '10147.5507550350',
      '564.566512170752',
      '11.2324854679312',
    ],
    residualStandardDeviation: '236014.502379268',
    rSquared: '0.957478440825662',
    anova: {
      regression: { degreesOfFreedom: 5, sumOfSquares: '18814317208116.7', meanSquare: '3762863441623.33' },
      residual: { degreesOfFreedom: 15, sumOfSquares: '835542680000.000', meanSquare: '55702845333.3333' },
      f: '67.5524458240122',
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
      '215232.6246781696807931979247425834994111',
      '236355.1734696805208567610086770919612787',
      '77934.35243315830908070104278298576472525',
      '10147.55075503496479558139285293957909119',
      '564.5665121707515677431834314642253636034',
      '11.23248546793119370184850758903814333288',
    ],
    residualStandardDeviation: '236014.5023792676459972137348430087100914',
    rSquared: '0.9574784408256621788167703708804876130761',
    anova: {
      regression: {
        degreesOfFreedom: 5,
        sumOfSquares: '18814317208116.66666666666666666666666667',
        meanSquare: '3762863441623.333333333333333333333333333',
      },
      residual: {
        degreesOfFreedom: 15,
        sumOfSquares: '835542680000.0000000000000000000000000000',
        meanSquare: '55702845333.33333333333333333333333333333',
      },
      f: '67.55244582401224555040084846413830110988',
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
      '215232.6246781696807931979247425834994111',
      '236355.1734696805208567610086770919612787',
      '77934.35243315830908070104278298576472525',
      '10147.55075503496479558139285293957909119',
      '564.5665121707515677431834314642253636034',
      '11.23248546793119370184850758903814333288',
    ],
    residualSumOfSquares: '835542680000.0000000000000000000000000000',
    residualStandardDeviation: '236014.5023792676459972137348430087100914',
    rSquared: '0.9574784408256621788167703708804876130761',
  },
};
