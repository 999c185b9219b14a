import { at } from '../at.js';
import type { BasisSpecification } from '../contracts/basis-specification.js';
import type { Optimizer } from '../contracts/optimizer.js';
import type { Checkpoint } from '../contracts/solution.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';

/*
 * A checkpoint is plain data that JSON keeps to the bit. What JSON has no word for is written
 *
 *     { "$Float64Array": [1, "NaN", "-0"] }   a typed array, by the name of its class
 *     { "$number": "-Infinity" }              a number that JSON would turn into null, or -0 into 0
 *     { "$undefined": true }
 */

const TYPED_ARRAYS = {
  Float64Array,
  Float32Array,
  Uint32Array,
  Int32Array,
  Uint16Array,
  Int16Array,
  Uint8Array,
  Int8Array,
};
type TypedArrayName = keyof typeof TYPED_ARRAYS;
type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[TypedArrayName]>;

const ODD_NUMBERS: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity, '-0': -0 };

/** A copy of an optimizer's state that JSON keeps. */
export function encodeState(state: unknown): unknown {
  if (typeof state === 'number')
    return typeof encodedNumber(state) === 'string' ? { $number: encodedNumber(state) } : state;
  if (state === undefined) return { $undefined: true };
  if (!isObject(state)) return state;
  if (Array.isArray(state)) return state.map(encodeState);
  const name = typedArrayName(state);
  if (name) return { [`$${name}`]: Array.from(state as unknown as TypedArray, encodedNumber) };
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, encodeState(value)]));
}

/**
 * The state that was encoded, all of it new. Typed arrays that were not encoded are copied.
 *
 * @throws FitError 'INVALID_OPTION' for what `encodeState` never writes
 */
export function decodeState(encoded: unknown): unknown {
  if (!isObject(encoded)) return encoded;
  if (Array.isArray(encoded)) return encoded.map(decodeState);
  if (typedArrayName(encoded)) return (encoded as unknown as TypedArray).slice();
  const entries = Object.entries(encoded);
  const [key = '', value] = entries[0] ?? [];
  if (entries.length === 1 && key.startsWith('$')) return decodeMarked(key.slice(1), value);
  return Object.fromEntries(entries.map(([name, part]) => [name, decodeState(part)]));
}

function decodeMarked(mark: string, value: unknown): unknown {
  if (mark === 'undefined') return undefined;
  if (mark === 'number') return decodedNumber(value);
  const name = (Object.keys(TYPED_ARRAYS) as TypedArrayName[]).find((known) => known === mark);
  if (name && Array.isArray(value)) return TYPED_ARRAYS[name].from(value.map(decodedNumber));
  throw invalid(`holds '$${mark}', which no checkpoint does`, value);
}

function encodedNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);
}

function decodedNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  const odd = typeof value === 'string' && Object.hasOwn(ODD_NUMBERS, value) ? ODD_NUMBERS[value] : undefined;
  if (odd !== undefined) return odd;
  throw invalid('holds what is no number where one should be', value);
}

function typedArrayName(value: object): TypedArrayName | undefined {
  return (Object.keys(TYPED_ARRAYS) as TypedArrayName[]).find((name) => value instanceof TYPED_ARRAYS[name]);
}

/**
 * A checkpoint of this optimizer for p parameters, decoded: as `fit` gave it, or out of JSON.
 *
 * Its state must be made like that of a new run, and ask for a θ that is there.
 *
 * @throws FitError 'INVALID_OPTION' for anything else; 'NON_FINITE_INPUT' and 'SHAPE_MISMATCH' for its θ
 */
export function checkedCheckpoint(given: unknown, optimizer: Optimizer, parameters: number): Checkpoint {
  if (!isObject(given)) throw invalid('must be a checkpoint, the `descent.checkpoint` of a solution', given);
  const { optimizer: name, iteration, basis } = given;
  if (name !== optimizer.name) throw invalid(`is a checkpoint of another optimizer than '${optimizer.name}'`, name);
  if (typeof iteration !== 'number' || !Number.isSafeInteger(iteration) || iteration < 0) {
    throw invalid('must have an iteration that is an integer ≥ 0', iteration);
  }
  if (basis !== undefined && !(isObject(basis) && typeof basis['name'] === 'string')) {
    throw invalid('has a basis that is none', basis);
  }
  const state = decodeState(given['state']);
  const odd = difference(state, templateOf(optimizer, parameters), 'state');
  if (odd !== undefined) throw invalid(odd, given['state']);
  checkTheta(thetaOf(state, optimizer), parameters);
  return {
    optimizer: optimizer.name,
    iteration,
    state,
    ...(basis !== undefined && { basis: basis as unknown as BasisSpecification }),
  };
}

/** So small that no rate is too large for it: what is asked for is how a state is made, not what is in it. */
const ANY_EIGENVALUE = 1e-300;

/** The state of a new run; undefined when the optimizer makes none of these eigenvalues. */
function templateOf(optimizer: Optimizer, parameters: number): unknown {
  const eigenvalues = new Float64Array(parameters).fill(ANY_EIGENVALUE);
  try {
    return optimizer.init(new Float64Array(parameters), { parameters, spectrum: { eigenvalues } });
  } catch {
    return undefined;
  }
}

/** What a part of a state has that is not as in the template, as a sentence's end; nothing where the template says nothing. */
function difference(state: unknown, template: unknown, path: string): string | undefined {
  if (template === undefined || template === null) return undefined;
  if (typeof state !== typeof template || state === null)
    return `lacks the ${typeof template} ${path} of this optimizer`;
  if (typeof template === 'number')
    return Number.isNaN(state) && !Number.isNaN(template) ? `has no number as ${path}` : undefined;
  if (!isObject(template) || !isObject(state)) return undefined;
  const name = typedArrayName(template);
  if (name !== typedArrayName(state) || Array.isArray(template) !== Array.isArray(state)) {
    return `lacks the ${name ?? (Array.isArray(template) ? 'array' : 'object')} ${path} of this optimizer`;
  }
  if (name) return arrayDifference(state as unknown as TypedArray, template as unknown as TypedArray, path);
  if (Array.isArray(template)) return undefined;
  for (const [key, part] of Object.entries(template)) {
    const odd = difference(Object.hasOwn(state, key) ? state[key] : undefined, part, `${path}.${key}`);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function arrayDifference(state: TypedArray, template: TypedArray, path: string): string | undefined {
  // What is empty at first may grow.
  if (state.length !== template.length && template.length > 0)
    return `has ${state.length} numbers as ${path}, not ${template.length}`;
  // θ has its own error, with the place.
  if (path.endsWith('.theta') || !template.every(Number.isFinite)) return undefined;
  return state.every(Number.isFinite)
    ? undefined
    : `has no finite numbers as ${path}: it comes from a descent that diverged`;
}

function thetaOf(state: unknown, optimizer: Optimizer): unknown {
  try {
    return optimizer.ask(state).theta;
  } catch (cause) {
    throw invalid(`has a state that this optimizer cannot go on from (${String(cause)})`, state);
  }
}

function checkTheta(theta: unknown, parameters: number): void {
  if (!(theta instanceof Float64Array)) throw invalid('has no θ', theta);
  if (theta.length !== parameters) {
    const message = `resume has ${theta.length} coefficients, the model has ${parameters}`;
    throw new FitError('SHAPE_MISMATCH', message, { argument: 'resume', value: theta.length });
  }
  const row = theta.findIndex((value) => !Number.isFinite(value));
  if (row < 0) return;
  const value = at(theta, row);
  throw new FitError(
    'NON_FINITE_INPUT',
    `coefficient ${row} of resume is ${value}: resume from a checkpoint before that`,
    {
      argument: 'resume',
      row,
      value,
    },
  );
}

function invalid(why: string, value: unknown): FitError {
  return new FitError('INVALID_OPTION', `resume ${why}, got ${describeValue(value)}`, { argument: 'resume', value });
}
