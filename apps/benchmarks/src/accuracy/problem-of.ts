import type { ReferenceSet } from '@wellposed/conformance';
import { linearProblem, parseDecimal, polynomialProblem } from '@wellposed/core';
import type { DoubleDoubleArray, Problem } from '@wellposed/core';

/** How the decimals of a data set reach the fit. */
export type Input = 'decimal text' | 'float64 numbers';

/** The problem that a data set poses, its data read exactly or rounded to float64 first. */
export function problemOf(set: ReferenceSet, input: Input): Problem {
  const { model } = set;
  const x = read(set.x.flat());
  const y = read(set.y);
  const { intercept } = model;
  const problem =
    model.kind === 'polynomial'
      ? polynomialProblem({ x: x.hi, y: y.hi, degree: model.degree, intercept })
      : linearProblem({ x: x.hi, y: y.hi, intercept });
  return input === 'decimal text' ? { ...problem, low: { x: x.lo, y: y.lo } } : problem;
}

function read(texts: readonly string[]): DoubleDoubleArray {
  const numbers = texts.map((text) => {
    const number = parseDecimal(text);
    if (!number) throw new Error(`'${text}' is not a decimal number`);
    return number;
  });
  return { hi: Float64Array.from(numbers, ({ hi }) => hi), lo: Float64Array.from(numbers, ({ lo }) => lo) };
}
