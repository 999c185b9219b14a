import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { roundedToFloat32 } from '@wellposed/conformance';
import { fitSync } from '@wellposed/core';
import type { SynchronousBackend } from '@wellposed/core';
import { infer } from '@wellposed/inference';
import { dependencyVersion } from './dependency-version.js';
import { problemOf } from './problem-of.js';
import type { Input } from './problem-of.js';
import type { Program } from './program.js';

/** wellposed's default fit of decimal text: on several backends, and with a factorisation that has a float32's 7 digits. */
export const fromText: readonly Program[] = [
  wellposed('decimal text', reference),
  wellposed('decimal text', mlMatrix),
  wellposed('decimal text', roundedToFloat32(reference)),
];

/** As `fromText`, the data rounded to float64 first. */
export const fromNumbers: readonly Program[] = [
  wellposed('float64 numbers', reference),
  wellposed('float64 numbers', mlMatrix),
];

function wellposed(input: Input, backend: SynchronousBackend): Program {
  return {
    name: `wellposed, ${input}, ${backend.name}`,
    version: dependencyVersion('@wellposed/core'),
    fit: (set) => {
      const problem = problemOf(set, input);
      const solution = fitSync(problem, { backend });
      // NIST certifies standard errors of 0 for its exact sets.
      const { coefficients } = infer(problem, solution, { perfectFit: 'report' });
      return {
        coefficients: [...solution.coefficients],
        standardErrors: coefficients.map(({ standardError }) => standardError ?? NaN),
      };
    },
  };
}
