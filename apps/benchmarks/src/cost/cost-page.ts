import { dependencyVersion } from '../accuracy/dependency-version.js';
import { markdownTable } from '../markdown-table.js';
import type { CostCase } from './cost-case.js';
import type { Timings } from './measure.js';
import { ratio } from './measure.js';
import { spread } from './spread.js';
import type { Spread } from './spread.js';
import type { Stages } from './stages.js';

/** One fit, measured. */
export interface Measured {
  readonly each: Pick<CostCase, 'kind' | 'rows' | 'coefficients'>;
  readonly timings: Timings;
}

/** The stages of one fit. */
interface Staged {
  readonly each: Measured['each'];
  readonly stages: Stages;
}

/** All that the page says. */
export interface CostReport {
  readonly machine: string;
  /** ISO 8601, day only. */
  readonly date: string;
  readonly rounds: number;
  readonly measured: readonly Measured[];
  readonly staged: readonly Staged[];
  /** Flops per ms of a plain loop, see `arithmeticRate`. */
  readonly rate: number;
}

const LEFT_COLUMNS = 1;
const GROUPED = new Intl.NumberFormat('en');
const PER_SECOND = 1000;
/** Of `DoubleDouble.addProduct`. */
const PRODUCT_FLOPS = 44;

/** `docs/cost.md`. */
export function costPage({ machine, date, rounds, measured, staged, rate }: CostReport): string {
  return `# Cost

What refinement and the certificate cost in time. Written by

\`\`\`sh no-run="measures for minutes and rewrites this page"
npm run cost -w @wellposed/benchmarks
\`\`\`

on ${date}, on ${machine}. One run on one machine: another will not repeat it to the digit. CPU time of the process, the collector
of garbage included. Medians of ${rounds} rounds, in each of which tinybench ${dependencyVersion('tinybench')} ran all programs in turn; in parentheses the least and
largest of the rounds.

## How many times as long

- refined: \`fitSync\` as it is by default, on the reference backend, with refinement and certificate; plain: with \`refine: false\`.
- ml-matrix ${dependencyVersion('ml-matrix')}: the design in powers, \`QrDecomposition\` and its solve.
- normal equations: ml-regression-polynomial ${dependencyVersion('ml-regression-polynomial')}; for columns ml-regression-multivariate-linear ${dependencyVersion('ml-regression-multivariate-linear')} without statistics.

All from the data to the coefficients; n rows, p coefficients with the intercept. [accuracy.md](accuracy.md) says how many digits
each is worth.

${markdownTable({
  head: ['fit', 'n', 'p', 'refined ÷ plain', 'plain ÷ ml-matrix', 'refined ÷ ml-matrix', 'refined ÷ normal equations'],
  rows: measured.map(({ each, timings }) => [
    ...caseCells(each),
    ratioText(ratio(timings, 'refined', 'plain')),
    ratioText(ratio(timings, 'plain', 'mlMatrix')),
    ratioText(ratio(timings, 'refined', 'mlMatrix')),
    ratioText(ratio(timings, 'refined', 'mlRegression')),
  ]),
  leftColumns: LEFT_COLUMNS,
})}
## Milliseconds of CPU time

${markdownTable({
  head: ['fit', 'n', 'p', 'refined', 'plain', 'ml-matrix', 'normal equations'],
  rows: measured.map(({ each, timings: { refined, plain, mlMatrix, mlRegression } }) => [
    ...caseCells(each),
    ...[refined, plain, mlMatrix, mlRegression].map((values) => significant(spread(values).median)),
  ]),
  leftColumns: LEFT_COLUMNS,
})}
## Where a refined fit spends it

The backend factorises, and solves once for the start and once for each correction. The rest is core: checks, design and
residuals in double-double, scaling, change of basis, certificate.

${markdownTable({
  head: ['fit', 'n', 'p', 'ms', 'factorisation', 'solves', 'core', 'number of solves', 'factorisation ÷ axpy'],
  rows: staged.map(({ each, stages }) => [
    ...caseCells(each),
    significant(stages.total),
    percent(stages.factor / stages.total),
    percent(stages.solves / stages.total),
    percent(stages.core / stages.total),
    String(stages.solveCount),
    percent(factorFlops(each) / stages.factor / rate),
  ]),
  leftColumns: LEFT_COLUMNS,
})}
- A Householder QR has 2np² − ⅔p³ flops (Golub & Van Loan, Matrix Computations (2013), §5.2.2), the column norms for pivoting
  not counted. The last column is the rate of the factorisation, counted so, over ${significant((rate * PER_SECOND) / 1e9)} Gflop/s: what JavaScript reached in the same
  run in y ← y + a x on arrays in the first cache. JavaScript has no vector instructions: compiled code reaches a multiple of both.
- Residuals in double-double without a fused multiply-add: ${PRODUCT_FLOPS} flops for a product that is added to a sum (17 for Dekker's product,
  4 for the low halves, 23 for the sum), two of them for each of the np entries of the design, once for each solve but the first,
  whose own flops are about 8np. A fit with s solves thus has about ${2 * PRODUCT_FLOPS} (s − 1) np flops in residuals: more than in the
  factorisation until p is about ${PRODUCT_FLOPS} (s − 1).
`;
}

function caseCells({ kind, rows, coefficients }: Measured['each']): readonly string[] {
  return [kind, GROUPED.format(rows), String(coefficients)];
}

function factorFlops({ rows, coefficients }: Measured['each']): number {
  return 2 * rows * coefficients ** 2 - (2 / 3) * coefficients ** 3;
}

function ratioText({ median, low, high }: Spread): string {
  return `${significant(median)} (${significant(low)}–${significant(high)})`;
}

/** Two significant digits, without an exponent. */
function significant(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
