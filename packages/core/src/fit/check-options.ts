import type { SolverName } from '../contracts/backend.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';
import type { FitOptions } from './fit.js';
import type { StopSignal } from './steps.js';

/**
 * Looks twice at what the types promise: callers without types are users too.
 *
 * @throws FitError 'INVALID_OPTION' for a backend, optimizer, solver, refine or signal of another kind
 */
export function checkOptions<S extends SolverName>(options: FitOptions<S>): void {
  const given: unknown = options;
  if (!isObject(given)) throw invalid('options', 'an object', given);
  const { backend, optimizer, solver, refine, signal } = given;
  if (!isObject(backend) || !isObject(backend['supports']) || !hasMethods(backend, ['available', 'open'])) {
    throw invalid('backend', 'a backend, such as reference', backend);
  }
  if (optimizer !== undefined && !(isObject(optimizer) && hasMethods(optimizer, ['init', 'ask', 'tell']))) {
    throw invalid('optimizer', 'an optimizer, such as descent(gradientDescent(…))', optimizer);
  }
  if (solver !== undefined && typeof solver !== 'string') throw invalid('solver', 'the name of a solver', solver);
  if (refine !== undefined && typeof refine !== 'boolean') throw invalid('refine', 'true or false', refine);
  if (signal !== undefined && !isSignal(signal)) throw invalid('signal', 'an AbortSignal, or { aborted }', signal);
}

/** The signal in options that nobody has checked yet. */
export function signalOf(options: unknown): StopSignal | undefined {
  const signal = isObject(options) ? options['signal'] : undefined;
  return isSignal(signal) ? signal : undefined;
}

function isSignal(value: unknown): value is StopSignal {
  return isObject(value) && typeof value['aborted'] === 'boolean';
}

function hasMethods(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === 'function');
}

function invalid(argument: string, expected: string, value: unknown): FitError {
  return new FitError('INVALID_OPTION', `${argument} must be ${expected}, got ${describeValue(value)}`, {
    argument,
    value,
  });
}
