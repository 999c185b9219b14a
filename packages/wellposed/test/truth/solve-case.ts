import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { numbersOf, roundedToFloat32, truthOptions, truthProblem } from '@wellposed/conformance';
import type { TruthCase } from '@wellposed/conformance';
import { FitError, fitSync, linfit, polyfit, reference } from 'wellposed';
import type { FitResult } from 'wellposed';

/** How a case ended: a fit, the code with which it was refused, or what should never come out. */
export type Outcome =
  { readonly fit: FitResult } | { readonly refused: string; readonly message: string } | { readonly thrown: unknown };

/** Solves a case through the door that it names. */
export function solveCase(truth: TruthCase): Outcome {
  try {
    return { fit: fitOf(truth) };
  } catch (error) {
    return error instanceof FitError ? { refused: error.code, message: error.message } : { thrown: error };
  }
}

const backends = { reference, 'ml-matrix': mlMatrix, float32: roundedToFloat32(reference) };

function fitOf(truth: TruthCase): FitResult {
  const { x, y, degree, basis = 'monomial', method } = truth;
  const { solver, refine } = method;
  const how = { backend: backends[method.backend], solver, refine };
  if (method.door === 'basis') return fitSync(truthProblem(truth), how);
  const options = { ...truthOptions(truth), ...how };
  const [table, targets] = [numbersOf(x.flat()), numbersOf(y)];
  return degree === undefined
    ? linfit(table, targets, options)
    : polyfit(table, targets, { ...options, degree, basis });
}
