import type { ReferenceSet } from './reference-set.js';
import { rowsOf } from './rows-of.js';

/**
 * Pontius: calibration of a load cell, a parabola through 40 observed points.
 *
 * Data and certified figures: NIST Statistical Reference Datasets, linear regression (lower difficulty, observed data),
 * https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Pontius.dat (in the public domain).
 * NIST's source: Pontius, P., NIST. Load Cell Calibration.
 * Exact figures: rational arithmetic on the decimals, and on the decimals rounded to float64.
 */
export const pontius: ReferenceSet = {
  name: 'Pontius',
  url: 'https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Pontius.dat',
  model: { kind: 'polynomial', degree: 2, intercept: true },
  variables: ['x'],
  ...rowsOf(`
    150000 .11019
    300000 .21956
    450000 .32949
    600000 .43899
    750000 .54803
    900000 .65694
    1050000 .76562
    1200000 .87487
    1350000 .98292
    1500000 1.09146
    1650000 1.20001
    1800000 1.30822
    1950000 1.41599
    2100000 1.52399
    2250000 1.63194
    2400000 1.73947
    2550000 1.84646
    2700000 1.95392
    2850000 2.06128
    3000000 2.16844
    150000 .11052
    300000 .22018
    450000 .32939
    600000 .43886
    750000 .54798
    900000 .65739
    1050000 .76596
    1200000 .87474
    1350000 .98300
    1500000 1.09150
    1650000 1.20004
    1800000 1.30818
    1950000 1.41613
    2100000 1.52408
    2250000 1.63159
    2400000 1.73965
    2550000 1.84696
    2700000 1.95445
    2850000 2.06177
    3000000 2.16829
  `),
  certified: {
    parameters: ['0.673565789473684E-03', '0.732059160401003E-06', '-0.316081871345029E-14'],
    standardErrors: ['0.107938612033077E-03', '0.157817399981659E-09', '0.486652849992036E-16'],
    residualStandardDeviation: '0.205177424076185E-03',
    rSquared: '0.999999900178537',
    anova: {
      regression: { degreesOfFreedom: 2, sumOfSquares: '15.6040343244198', meanSquare: '7.80201716220991' },
      residual: { degreesOfFreedom: 37, sumOfSquares: '0.155761768796992E-05', meanSquare: '0.420977753505385E-07' },
      f: '185330865.995752',
    },
  },
  exact: {
    parameters: [
      '0.0006735657894736842105263157894736842105263',
      '7.320591604010025062656641604010025062657e-7',
      '-3.160818713450292397660818713450292397661e-15',
    ],
    standardErrors: [
      '0.0001079386120330769527827735769852590327453',
      '1.578173999816586596752297677136599208672e-10',
      '4.866528499920358405320764609501553366049e-17',
    ],
    residualStandardDeviation: '0.0002051774240761846303993006010287478586764',
    rSquared: '0.9999999001785371589046498980914024829014',
    anova: {
      regression: {
        degreesOfFreedom: 2,
        sumOfSquares: '15.60403432441981203007518796992481203008',
        meanSquare: '7.802017162209906015037593984962406015038',
      },
      residual: {
        degreesOfFreedom: 37,
        sumOfSquares: '1.557617687969924812030075187969924812030e-6',
        meanSquare: '4.209777535053850843324527535053850843325e-8',
      },
      f: '185330865.9957515731471599419689271237558',
    },
  },
  exactForFloat64Inputs: {
    parameters: [
      '0.0006735657894736631677019127501057881633179',
      '7.320591604010025464782061981837551444124e-7',
      '-3.160818713450305532655149980576611350438e-15',
    ],
    standardErrors: [
      '0.0001079386120330753417485255968846652613610',
      '1.578173999816563041767523580403901439877e-10',
      '4.866528499920285770107707206372048634752e-17',
    ],
    residualSumOfSquares: '1.557617687969878315685656563550744961954e-6',
    residualStandardDeviation: '0.0002051774240761815680303218543272642373471',
    rSquared: '0.9999999001785371589076293497883205968939',
  },
};
