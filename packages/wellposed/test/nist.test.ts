import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { correctDigits, csvOf, Rational, referenceSets, roundedToFloat32 } from '@wellposed/conformance';
import type { ReferenceFigures, ReferenceSet } from '@wellposed/conformance';
import type { SynchronousBackend } from '@wellposed/core';
import { decimals, fitSync, linearProblem, polynomialProblem } from '@wellposed/core';
import type { NumberInput, Problem, Solution } from '@wellposed/core';
import { infer } from '@wellposed/inference';
import type { Inference } from '@wellposed/inference';
import { describe, expect, it } from 'vitest';

type Solver = 'cholesky' | 'qr' | 'svd';

const devices: readonly SynchronousBackend<Solver>[] = [
  reference,
  mlMatrix,
  roundedToFloat32(reference),
  roundedToFloat32(mlMatrix),
];
const cases = devices.flatMap((backend) =>
  backend.supports.solvers.flatMap((solver) =>
    referenceSets.map((set) => ({ name: set.name, backend, solver, set, device: backend.name })),
  ),
);

/** −log₁₀(2⁻⁵³) = 15.95: the digits of a number that is rounded correctly to float64, at worst. */
const ROUNDED = -Math.log10(2 ** -53);

/** The fields of CSV text, header left out. */
function fieldsOf(csv: string): readonly (readonly string[])[] {
  const [, ...lines] = csv.trim().split('\n');
  return lines.map((line) => line.split(','));
}

/** The problem of a set from its CSV text, each field read by `read`. */
function problemFrom(set: ReferenceSet, read: (texts: readonly string[]) => NumberInput): Problem {
  const rows = fieldsOf(csvOf(set));
  const y = read(rows.map((row) => row.at(-1)!));
  const x = read(rows.flatMap((row) => row.slice(0, -1)));
  const { model } = set;
  return model.kind === 'polynomial'
    ? polynomialProblem({ x, y, degree: model.degree, intercept: model.intercept })
    : linearProblem({ x: x, y, intercept: model.intercept });
}

const asFloat64 = (texts: readonly string[]): Float64Array => Float64Array.from(texts, Number);

function fitted(problem: Problem, backend: SynchronousBackend<Solver>, solver: Solver) {
  const solution: Solution = fitSync(problem, { backend, solver: solver });
  return { solution, inference: infer(problem, solution) };
}

/**
 * Correct digits of a number against decimal text. Where the truth is 0, NIST counts digits absolutely; here relative to
 * `scale`, which is what the number is an error of, so that units do not matter.
 */
function digits(value: number | undefined, truth: string, scale: number): number {
  return correctDigits(value ?? NaN, Rational.fromDecimal(truth), scale);
}

describe.each(cases)('NIST $name from CSV text, $device, $solver', ({ backend, solver, set }) => {
  const { solution, inference } = fitted(problemFrom(set, decimals), backend, solver);

  it('has 15 correct digits in every coefficient and every standard error', () => {
    expect(solution.status).toBe('converged');
    set.exact.parameters.forEach((truth, j) => {
      const { estimate, standardError } = inference.coefficients[j]!;
      expect(digits(estimate, truth, 1)).toBeGreaterThanOrEqual(15);
      // An exact fit (Wampler1, Wampler2) has the standard error 0, relative to the coefficient.
      expect(digits(standardError, set.exact.standardErrors[j]!, Number(truth))).toBeGreaterThanOrEqual(15);
    });
  });

  it('certifies no digit that is not there', () => {
    set.exact.parameters.forEach((truth, j) => {
      const claimed = solution.certificate!.digits[j]!;
      expect(digits(solution.coefficients[j], truth, 1)).toBeGreaterThanOrEqual(claimed);
    });
  });

  it('has 13 correct digits in s, R² and the analysis of variance, exact and as certified', () => {
    for (const figures of [set.certified, set.exact]) expectStatistics(inference, figures, set);
  });
});

function expectStatistics(inference: Inference, figures: ReferenceFigures, set: ReferenceSet): void {
  const { residualStandardDeviation, rSquared, anova } = figures;
  // What a residual of 0 is small against: the largest |y|, and the sum of squares that the model explains.
  const size = Math.max(...set.y.map((y) => Math.abs(Number(y))));
  const explained = Number(set.exact.anova.regression.sumOfSquares);
  const { regression, residual } = inference.anova;
  for (const [value, truth, scale] of [
    [inference.residualStandardDeviation, residualStandardDeviation, size],
    [inference.rSquared, rSquared, 1],
    [regression.sumOfSquares, anova.regression.sumOfSquares, 1],
    [regression.meanSquare, anova.regression.meanSquare, 1],
    [residual.sumOfSquares, anova.residual.sumOfSquares, explained],
    [residual.meanSquare, anova.residual.meanSquare, explained],
  ] as const) {
    expect(digits(value, truth, scale)).toBeGreaterThanOrEqual(13);
  }
  expect(regression.degreesOfFreedom).toBe(anova.regression.degreesOfFreedom);
  expect(residual.degreesOfFreedom).toBe(anova.residual.degreesOfFreedom);
  expect(inference.degreesOfFreedom).toBe(anova.residual.degreesOfFreedom);
  if (anova.f !== 'Infinity') {
    expect(digits(inference.anova.f, anova.f, 1)).toBeGreaterThanOrEqual(13);
    return;
  }
  // F over a residual of 0 is no number: undefined, and why.
  expect(inference.anova.f).toBeUndefined();
  const reason = inference.reasons.find(({ quantity }) => quantity.split(', ').includes('anova.f'));
  expect(reason?.code).toBe('RESIDUALS_ARE_ROUNDING');
}

/**
 * "Within 0.5 digit of the exact answer for float64 inputs", twice:
 * - against that exact answer, half a digit less than the 15.95 that rounding the answer itself leaves: a relative error
 *   below 10^−15.45 = 3.2 u;
 * - against the decimals' answer, half a digit less than the exact answer has that rounding the data has moved.
 */
describe.each(cases)('NIST $name from float64 numbers, $device, $solver', ({ backend, solver, set }) => {
  const { inference } = fitted(problemFrom(set, asFloat64), backend, solver);
  const exact = set.exactForFloat64Inputs;

  it('is within half a digit of the exact answer for these inputs', () => {
    set.exact.parameters.forEach((decimal, j) => {
      const { estimate, standardError } = inference.coefficients[j]!;
      const size = Number(decimal);
      for (const [value, truth, ofDecimals, scale] of [
        [estimate, exact.parameters[j]!, decimal, 1],
        [standardError, exact.standardErrors[j]!, set.exact.standardErrors[j]!, size],
      ] as const) {
        expect(digits(value, truth, scale)).toBeGreaterThanOrEqual(ROUNDED - 0.5);
        const ceiling = digits(Number(truth), ofDecimals, scale);
        expect(digits(value, ofDecimals, scale)).toBeGreaterThanOrEqual(Math.min(ceiling, ROUNDED) - 0.5);
      }
    });
  });
});
