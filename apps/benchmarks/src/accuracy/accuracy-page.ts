import { accuracyTable } from './accuracy-table.js';
import { answersOf } from './answers.js';
import { recordedPrograms } from './peer-output.js';
import { mlMatrix } from './peers/ml-matrix.js';
import { mlRegressionMultivariateLinear } from './peers/ml-regression-multivariate-linear.js';
import { mlRegressionPolynomial } from './peers/ml-regression-polynomial.js';
import { regression } from './peers/regression.js';
import type { Program } from './program.js';
import type { Recording } from './recordings.js';
import { fromNumbers, fromText } from './wellposed.js';

/** An imaginary program: exact, but for rounding the data to float64 first. */
const ceiling: Program = {
  name: 'ceiling: float64 numbers, then exact',
  version: '–',
  fit: ({ exactForFloat64Inputs }) => ({
    coefficients: exactForFloat64Inputs.parameters.map(Number),
    standardErrors: exactForFloat64Inputs.standardErrors.map(Number),
  }),
};

const packages: readonly Program[] = [...mlMatrix, mlRegressionPolynomial, mlRegressionMultivariateLinear, regression];

/**
 * `docs/accuracy.md`: runs wellposed and the JavaScript packages now, and takes the others' answers from the recordings.
 *
 * The same recordings and packages give the same text, on Node.js 20, 22 and 24 alike.
 */
export function accuracyPage(recordings: readonly Recording[]): string {
  const others = recordings.flatMap(({ name, output }) => recordedPrograms(name, output));
  const numbers = fromNumbers.map(answersOf);
  const [fromFloat64] = numbers;
  const all = [
    ...fromText.map(answersOf),
    ...(fromFloat64 ? [fromFloat64] : []),
    ...[ceiling, ...packages, ...others].map(answersOf),
  ];
  const platforms = recordings.map(({ name, output }) => `${name} ${output.version} (${output.platform})`);
  return `# Accuracy

Correct digits of the worst number of a fit, on the 11 linear regressions of NIST's Statistical Reference Datasets. This page
is written by a command, and a test fails when it is stale:

\`\`\`sh no-run="runs every program and rewrites this page"
npm run accuracy -w @wellposed/benchmarks
\`\`\`

## Coefficients

${accuracyTable(all, {
  found: ({ coefficients }) => coefficients,
  truth: ({ exact }) => exact.parameters,
})}
## Standard errors

${accuracyTable(all, {
  found: ({ standardErrors }) => standardErrors,
  truth: ({ exact }) => exact.standardErrors,
})}
## What float64 numbers allow

A decimal such as 0.1 is no float64 number, so that a program which takes numbers solves a neighbouring problem. Its exact answer
is the row "ceiling" above. Against that answer, the coefficients:

${accuracyTable(numbers, {
  found: ({ coefficients }) => coefficients,
  truth: ({ exactForFloat64Inputs }) => exactForFloat64Inputs.parameters,
})}
## How it was measured

- Digits are −log₁₀(|q − c| / |c|) for the number q that a program returned and the exact c; where c is 0, −log₁₀|q|
  (McCullough, The American Statistician 52 (1998) 358–366). The worst of a fit counts, rounded down to one decimal. \`16+\`:
  15.95 or more, all that float64 holds; \`wrong\`: less than one digit; \`fails\`: no finite answer; \`–\`: not offered.
- c is not NIST's certified figure of 15 digits but the exact least-squares solution for the published decimals, to 40
  digits. The data and both figures are in \`packages/conformance/src/reference-sets\`.
- Coefficients are those of 1, x, x², …, or of the columns, as each program returns them. Standard errors of Wampler1 and
  Wampler2, which fit exactly, are 0.
- wellposed: the default fit. "decimal text" reads the published decimals exactly.
- ml-matrix: its decompositions of the matrix [1, x, x², …], called directly, with powers by repeated multiplication.
- ml-regression-polynomial; regression, with \`precision: 20\` since it rounds to 2 places by default.
- ml-regression-multivariate-linear: a column of ones, x, x², … as columns, with \`intercept: false\`.
- numpy: \`polyfit\`; \`Polynomial.fit(…).convert()\`; \`linalg.lstsq\` of [1, x, x², …]. Each with its default cut-off for the rank.
- R: \`lm(y ~ x + I(x^2) + …, tol = 1e-20)\`; with its default tolerance it drops a column of Filip.
- wellposed and the JavaScript packages are run whenever this page is written or checked. The rows of
  ${platforms.join(' and ')} are what these printed when the command last found them
  installed, kept in \`apps/benchmarks/recorded\`.
`;
}
