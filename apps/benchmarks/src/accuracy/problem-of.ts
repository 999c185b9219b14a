import type { ReferenceSet } from '@wellposed/conformance';
import { decimals, linearProblem, polynomialProblem } from '@wellposed/core';
import type { NumberInput, Problem } from '@wellposed/core';

/** How the decimals of a data set reach the fit. */
export type Input = 'decimal text' | 'float64 numbers';

const READ: Readonly<Record<Input, (texts: readonly string[]) => NumberInput>> = {
  'decimal text': decimals,
  'float64 numbers': (texts) => Float64Array.from(texts, Number),
};

/** The problem that a data set poses, its data read exactly or rounded to float64 first. */
export function problemOf({ model, x, y }: ReferenceSet, input: Input): Problem {
  const read = READ[input];
  const data = { x: read(x.flat()), y: read(y), intercept: model.intercept };
  return model.kind === 'polynomial' ? polynomialProblem({ ...data, degree: model.degree }) : linearProblem(data);
}
