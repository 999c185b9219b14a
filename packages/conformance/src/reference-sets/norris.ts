import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * Norris: calibration of ozone monitors, a line through 36 observed points.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (lower difficulty, observed data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Norris.dat (in the public domain).
 * NIST's source: Norris, J., NIST. Calibration of Ozone Monitors.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const norris: ReferenceSet = {
  name: 'Norris',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Norris.dat',
  model: { kind: 'polynomial', degree: 1, intercept: true },
  variables: ['x'],
  ...rowsOf(`
    0.2 0.1
    337.4 338.8
    118.2 118.1
    884.6 888.0
    10.1 9.2
    226.5 228.1
    666.3 668.5
    996.3 998.5
    448.6 449.1
    777.0 778.9
    558.2 559.2
    0.4 0.3
    0.6 0.1
    775.5 778.1
    666.9 668.8
    338.0 339.3
    447.5 448.9
    11.6 10.8
    556.0 557.7
    228.1 228.3
    995.8 998.0
    887.6 888.8
    120.2 119.6
    0.3 0.3
    0.3 0.6
    556.8 557.6
    339.1 339.3
    887.2 888.0
    999.0 998.5
    779.0 778.9
    11.1 10.2
    118.3 117.6
    229.2 228.9
    669.1 668.4
    448.9 449.2
    0.5 0.2
  `),
  certified: {
    parameters: ['-0.262323073774029', '1.00211681802045'],
    standardErrors: ['0.232818234301152', '0.429796848199937E-03'],
    residualStandardDeviation: '0.884796396144373',
    rSquared: '0.999993745883712',
    anova: {
      regression: { degreesOfFreedom: 1, sumOfSquares: '4255954.13232369', meanSquare: '4255954.13232369' },
      residual: { degreesOfFreedom: 34, sumOfSquares: '26.6173985294224', meanSquare: '0.782864662630069' },
      f: '5436385.54079785',
    },
  },
  exact: {
    parameters: ['-0.2623230737740294952821641161949162875765', '1.002116818020454398944372442624649908972'],
    standardErrors: ['0.2328182343011524956384221953447540428345', '0.0004297968481999368994158291093187219038802'],
    residualStandardDeviation: '0.8847963961443725308985475397480500507241',
    rSquared: '0.9999937458837117250555396381967250758256',
    anova: {
      regression: {
        degreesOfFreedom: 1,
        sumOfSquares: '4255954.132323692799862416124067354514035',
        meanSquare: '4255954.132323692799862416124067354514035',
      },
      residual: {
        degreesOfFreedom: 34,
        sumOfSquares: '26.61739852942235980609815486770818761665',
        meanSquare: '0.7828646626300694060617104372855349299014',
      },
      f: '5436385.540797845580938288748343641108100',
    },
  },
  exactForFloat64Inputs: {
    parameters: ['-0.2623230737740267447107770654147369495469', '1.002116818020454395992394383032700994458'],
    standardErrors: ['0.2328182343011548105127747687554908797793', '0.0004297968481999411745940056526256240102981'],
    residualSumOfSquares: '26.61739852942288910255540829803573731628',
    residualStandardDeviation: '0.8847963961443813281444044582084998375632',
    rSquared: '0.9999937458837117249310845033270227871947',
  },
};
