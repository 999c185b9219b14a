/**
 * Data sets and certified values of the NIST Statistical Reference Datasets, linear regression, as printed (15 digits).
 * Source: https://www.itl.nist.gov/div898/strd/lls/lls.shtml (Norris.dat, NoInt1.dat, Longley.dat).
 */
export interface CertifiedSet {
  readonly name: string;
  readonly intercept: boolean;
  readonly x: readonly (readonly string[])[];
  readonly y: readonly string[];
  readonly parameters: readonly number[];
  readonly standardErrors: readonly number[];
  readonly residualStandardDeviation: number;
  readonly rSquared: number;
  readonly degreesOfFreedom: number;
}

const words = (text: string) => text.trim().split(/\s+/);
const rows = (text: string) => text.trim().split('\n').map(words);

export const norris: CertifiedSet = {
  name: 'Norris',
  intercept: true,
  x: words(`
    0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777.0 558.2 0.4 0.6 775.5 666.9 338.0 447.5 11.6 556.0
    228.1 995.8 887.6 120.2 0.3 0.3 556.8 339.1 887.2 999.0 779.0 11.1 118.3 229.2 669.1 448.9 0.5
  `).map((value) => [value]),
  y: words(`
    0.1 338.8 118.1 888.0 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3
    998.0 888.8 119.6 0.3 0.6 557.6 339.3 888.0 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2
  `),
  parameters: [-0.262323073774029, 1.00211681802045],
  standardErrors: [0.232818234301152, 0.429796848199937e-3],
  residualStandardDeviation: 0.884796396144373,
  rSquared: 0.999993745883712,
  degreesOfFreedom: 34,
};

export const noInt1: CertifiedSet = {
  name: 'NoInt1',
  intercept: false,
  x: words(`
    60 61 62 63 64 65 66 67 68 69 70
  `).map((value) => [value]),
  y: words(`
    130 131 132 133 134 135 136 137 138 139 140
  `),
  parameters: [2.07438016528926],
  standardErrors: [0.165289256198347e-1],
  residualStandardDeviation: 3.56753034006338,
  rSquared: 0.999365492298663,
  degreesOfFreedom: 10,
};

export const longley: CertifiedSet = {
  name: 'Longley',
  intercept: true,
  x: rows(`
    83.0 234289 2356 1590 107608 1947
    88.5 259426 2325 1456 108632 1948
    88.2 258054 3682 1616 109773 1949
    89.5 284599 3351 1650 110929 1950
    96.2 328975 2099 3099 112075 1951
    98.1 346999 1932 3594 113270 1952
    99.0 365385 1870 3547 115094 1953
    100.0 363112 3578 3350 116219 1954
    101.2 397469 2904 3048 117388 1955
    104.6 419180 2822 2857 118734 1956
    108.4 442769 2936 2798 120445 1957
    110.8 444546 4681 2637 121950 1958
    112.6 482704 3813 2552 123366 1959
    114.2 502601 3931 2514 125368 1960
    115.7 518173 4806 2572 127852 1961
    116.9 554894 4007 2827 130081 1962
  `),
  y: words(`
    60323 61122 60171 61187 63221 63639 64989 63761 66019 67857 68169 66513 68655 69564 69331 70551
  `),
  parameters: [
    -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359,
    -0.511041056535807e-1, 1829.15146461355,
  ],
  standardErrors: [
    890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699, 0.214274163161675, 0.22607320006937,
    455.478499142212,
  ],
  residualStandardDeviation: 304.854073561965,
  rSquared: 0.995479004577296,
  degreesOfFreedom: 9,
};
