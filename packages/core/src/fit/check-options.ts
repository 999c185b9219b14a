import type { SolverName } from '../contracts/backend.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';
import type { FitOptions } from './fit-options.js';
import { closedFormOptionKeys, descentOptionKeys, fitOptionKeys } from './fit-options.js';
import type { StopSignal } from './steps.js';

/**
 * Looks twice at what the types promise: callers without types are users too.
 *
 * @param of what takes them, for messages
 * @throws FitError 'INVALID_OPTION' for a backend, optimizer, solver, refine, signal or maxBytes of another kind, for options that are not known, and
 * for those of the other way to fit, which would be ignored
 */
export function checkOptions<S extends SolverName>(options: FitOptions<S>, of: string): void {
  refuseUnknownOptions(options, fitOptionKeys, of);
  const given: Readonly<Record<string, unknown>> = { ...options };
  const { backend, optimizer, solver, refine, signal, maxBytes } = given;
  if (!isObject(backend) || !isObject(backend['supports']) || !hasMethods(backend, ['available', 'open'])) {
    throw invalid('backend', 'a backend, such as reference', backend);
  }
  if (optimizer !== undefined && !(isObject(optimizer) && hasMethods(optimizer, ['init', 'ask', 'tell']))) {
    throw invalid('optimizer', 'an optimizer, such as descent(gradientDescent(…))', optimizer);
  }
  if (solver !== undefined && typeof solver !== 'string') throw invalid('solver', 'the name of a solver', solver);
  if (refine !== undefined && typeof refine !== 'boolean') throw invalid('refine', 'true or false', refine);
  if (signal !== undefined && !isSignal(signal)) throw invalid('signal', 'an AbortSignal, or { aborted }', signal);
  if (maxBytes !== undefined && !(typeof maxBytes === 'number' && maxBytes > 0)) {
    throw invalid('maxBytes', 'a number of bytes above 0, or Infinity', maxBytes);
  }
  if (optimizer === undefined) refuseIdle(given, closedFormOptionKeys, 'a descent: give an optimizer too');
  else refuseIdle(given, descentOptionKeys, 'a closed form: leave it or the optimizer out');
}

/** An option without an effect is a mistake that no one would see. */
function refuseIdle(
  options: Readonly<Record<string, unknown>>,
  effective: Readonly<Record<string, true>>,
  other: string,
): void {
  const idle = Object.keys(options).find((name) => !Object.hasOwn(effective, name) && options[name] !== undefined);
  if (idle === undefined) return;
  const details = { argument: idle, value: options[idle] };
  throw new FitError('INVALID_OPTION', `${idle} is an option of ${other}`, details);
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
