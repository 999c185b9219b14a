import {
  correctDigits,
  csvOf,
  describeIfAvailable,
  Rational,
  referenceSets,
  roundedToFloat32,
} from '@wellposed/conformance';
import type { ReferenceFigures, ReferenceSet } from '@wellposed/conformance';
import { reference } from '@wellposed/backend-reference';
import type { Backend, SolverName } from '@wellposed/core';
import { decimals, fit, linearProblem, polynomialProblem } from '@wellposed/core';
import type { NumberInput, Problem, Solution } from '@wellposed/core';
import { engines } from '@wellposed/engines';
import { infer } from '@wellposed/inference';
import type { Inference } from '@wellposed/inference';
import { beforeAll, describe, expect, it } from 'vitest';

/** Every engine, and the float32 that all devices are meant to be as good as. */
const backends: readonly Backend[] = [...engines.map(({ backend }) => backend), roundedToFloat32(reference)];

/** A solver on a set. */
interface Case {
  readonly solver: SolverName;
  readonly name: string;
  readonly set: ReferenceSet;
}

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
    : linearProblem({ x, y, intercept: model.intercept });
}

const asFloat64 = (texts: readonly string[]): Float64Array => Float64Array.from(texts, Number);

/** A fit that the tests of a suite share. */
function fitOnce(backend: Backend, { set, solver }: Case, read: (texts: readonly string[]) => NumberInput) {
  const found: { solution?: Solution; inference?: Inference } = {};
  beforeAll(async () => {
    const problem = problemFrom(set, read);
    found.solution = await fit(problem, { backend, solver });
    found.inference = infer(problem, found.solution, { perfectFit: 'report' });
  });
  return found as { readonly solution: Solution; readonly inference: Inference };
}

/**
 * Correct digits of a number against decimal text. Where the truth is 0, NIST counts digits absolutely; here relative to
 * `scale`, which is what the number is an error of, so that units do not matter.
 */
function digits(value: number | undefined, truth: string, scale: number): number {
  return correctDigits(value ?? NaN, Rational.fromDecimal(truth), scale);
}

for (const backend of backends) {
  const cases = backend.supports.solvers.flatMap((solver) =>
    referenceSets.map((set): Case => ({ name: set.name, solver, set })),
  );
  await describeIfAvailable({ describe, it }, backend, ({ engine }) => {
    describe.each(cases)(`NIST $name from CSV text, ${backend.name} (${engine}), $solver`, (each) => {
      expectDigits(backend, each);
    });
    describe.each(cases)(`NIST $name from float64 numbers, ${backend.name} (${engine}), $solver`, (each) => {
      expectDigitsOfFloat64(backend, each);
    });
  });
}

function expectDigits(backend: Backend, each: Case): void {
  const { set } = each;
  const found = fitOnce(backend, each, decimals);

  it('has 15 correct digits in every coefficient and every standard error', () => {
    const { solution, inference } = found;
    expect(solution.status).toBe('converged');
    set.exact.parameters.forEach((truth, j) => {
      const { estimate, standardError } = inference.coefficients[j]!;
      expect(digits(estimate, truth, 1)).toBeGreaterThanOrEqual(15);
      // An exact fit (Wampler1, Wampler2) has the standard error 0, relative to the coefficient.
      expect(digits(standardError, set.exact.standardErrors[j]!, Number(truth))).toBeGreaterThanOrEqual(15);
    });
  });

  it('certifies no digit that is not there', () => {
    const { solution } = found;
    set.exact.parameters.forEach((truth, j) => {
      const claimed = solution.certificate!.digits[j]!;
      expect(digits(solution.coefficients[j], truth, 1)).toBeGreaterThanOrEqual(claimed);
    });
  });

  it('has 13 correct digits in s, R² and the analysis of variance, exact and as certified', () => {
    for (const figures of [set.certified, set.exact]) expectStatistics(found.inference, figures, set);
  });
}

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
function expectDigitsOfFloat64(backend: Backend, each: Case): void {
  const { set } = each;
  const found = fitOnce(backend, each, asFloat64);
  const exact = set.exactForFloat64Inputs;

  it('is within half a digit of the exact answer for these inputs', () => {
    set.exact.parameters.forEach((decimal, j) => {
      const { estimate, standardError } = found.inference.coefficients[j]!;
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
}
