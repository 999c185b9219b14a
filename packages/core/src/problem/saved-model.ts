import { at } from '../at.js';
import type { LoadOptions } from '../bases/basis-from-specification.js';
import { basisFromSpecification, loadOptionKeys } from '../bases/basis-from-specification.js';
import { PlainRecord } from '../bases/plain-record.js';
import type { BasisSpecification } from '../contracts/basis-specification.js';
import type { Model } from '../contracts/problem.js';
import type { WideArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Version of `SavedModel`; it changes when a key goes or changes its meaning. */
const SCHEMA_VERSION = 1;
/** No model of ours comes near it: in characters of JSON. */
const LONGEST_TEXT = 64 * 1024 * 1024;
/** One more than the features, for the intercept. */
const MOST_COEFFICIENTS = 100_001;
/** The largest y over the smallest x is far below. */
const MOST_EXPONENT = 10_000;

/** A fitted model as plain data: JSON keeps every bit of it. */
export interface SavedModel {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly basis: BasisSpecification;
  readonly intercept: boolean;
  /** Coefficients in this basis, the intercept first: leading halves. */
  readonly theta: readonly number[];
  /** Their low halves; absent when all are 0. */
  readonly thetaLow?: readonly number[];
  /** Whole numbers e, where a coefficient is beyond float64's range: each is (theta + thetaLow) · 2ᵉ; absent when all are 0. */
  readonly thetaExponents?: readonly number[];
}

/** A model with its coefficients, as `predict` takes it; `Solution.working` is one. */
export interface FittedModel {
  readonly model: Model;
  readonly theta: WideArray;
}

/**
 * A fitted model as plain data. Every number is kept in full, so that predictions before and after are the same; of −0,
 * JSON keeps 0.
 *
 * @throws FitError 'SHAPE_MISMATCH' when θ is not one number for each coefficient, 'NON_FINITE_INPUT' for NaN and
 * infinities in it.
 */
export function serializeModel({ model, theta }: FittedModel): SavedModel {
  checkTheta(model, theta);
  const low = Array.from(theta.lo, positiveZero);
  return {
    schemaVersion: SCHEMA_VERSION,
    basis: model.basis.specification,
    intercept: model.intercept,
    theta: Array.from(theta.hi, positiveZero),
    ...(low.some((value) => value !== 0) && { thetaLow: low }),
    ...(theta.exponents && { thetaExponents: Array.from(theta.exponents, positiveZero) }),
  };
}

/**
 * Reads a model that `serializeModel` made, from the data or from its JSON text. It may come from anywhere: everything
 * is checked, sizes are limited, and only own properties count.
 *
 * @param options the functions of custom features, which no data holds
 * @throws FitError 'INVALID_INPUT' for text that is no JSON, 'TOO_LARGE' for more than 64 Mi characters of it,
 * 'INVALID_OPTION' for another version and what is missing, of another type or not known, 'SHAPE_MISMATCH' when θ does
 * not fit the basis; as `basisFromSpecification` does.
 */
export function parseModel(value: unknown, options: LoadOptions = {}): FittedModel {
  refuseUnknownOptions(options, loadOptionKeys, 'parseModel');
  const record = new PlainRecord(typeof value === 'string' ? parse(value) : value);
  const version = record.number('schemaVersion');
  if (version !== SCHEMA_VERSION) {
    throw new FitError('INVALID_OPTION', `schemaVersion is ${version}, this release reads ${SCHEMA_VERSION}`, {
      argument: 'schemaVersion',
      value: version,
    });
  }
  const hi = Float64Array.from(record.numbers('theta', MOST_COEFFICIENTS));
  const lo = record.has('thetaLow')
    ? Float64Array.from(record.numbers('thetaLow', MOST_COEFFICIENTS))
    : new Float64Array(hi.length);
  const exponents = record.has('thetaExponents')
    ? Float64Array.from(record.numbers('thetaExponents', MOST_COEFFICIENTS))
    : undefined;
  const intercept = record.boolean('intercept');
  const specification = record.unknown('basis');
  record.end();
  const model = { basis: basisFromSpecification(specification, options, 'basis'), intercept };
  const theta = { hi, lo, ...(exponents && { exponents }) };
  checkTheta(model, theta);
  return { model, theta };
}

function parse(text: string): unknown {
  if (text.length > LONGEST_TEXT) {
    throw new FitError('TOO_LARGE', `the model has ${text.length} characters, at most ${LONGEST_TEXT} are read`, {
      argument: 'value',
      value: text.length,
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new FitError('INVALID_INPUT', 'the model is not valid JSON', { argument: 'value' });
  }
}

function checkTheta({ basis, intercept }: Model, { hi, lo, exponents }: WideArray): void {
  const parameters = basis.size + Number(intercept);
  for (const [argument, length] of [
    ['theta', hi.length],
    ['thetaLow', lo.length],
    ['thetaExponents', exponents?.length ?? parameters],
  ] as const) {
    if (length === parameters) continue;
    throw new FitError(
      'SHAPE_MISMATCH',
      `${argument} has ${length} numbers, the model has ${parameters} coefficients`,
      {
        argument,
        value: length,
      },
    );
  }
  for (let row = 0; row < parameters; row++) {
    const high = at(hi, row);
    const low = at(lo, row);
    if (!Number.isFinite(high)) throw refuse('NON_FINITE_INPUT', 'theta', row, high, 'it must be finite');
    if (!Number.isFinite(low)) throw refuse('NON_FINITE_INPUT', 'thetaLow', row, low, 'it must be finite');
    if (high + low !== high) {
      throw refuse('INVALID_INPUT', 'thetaLow', row, low, `that is more than rounding ${high} can leave`);
    }
    const exponent = exponents ? at(exponents, row) : 0;
    if (!(Number.isInteger(exponent) && Math.abs(exponent) <= MOST_EXPONENT)) {
      throw refuse(
        'INVALID_INPUT',
        'thetaExponents',
        row,
        exponent,
        `it must be a whole number within ±${MOST_EXPONENT}`,
      );
    }
  }
}

function refuse(
  code: 'NON_FINITE_INPUT' | 'INVALID_INPUT',
  argument: string,
  row: number,
  value: number,
  why: string,
): FitError {
  return new FitError(code, `${argument}[${row}] is ${value}: ${why}`, { argument, row, value });
}

/** JSON has no −0. */
function positiveZero(value: number): number {
  return value + 0;
}
