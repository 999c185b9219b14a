import { at } from '../at.js';
import type { Basis } from '../contracts/basis.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import { checkNames } from './check-names.js';
import { missingOf } from './feature-errors.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';
import { inTurn } from './in-turn.js';

/** One function of a row of x. */
export interface Feature {
  /** Its coefficient is called by it. */
  readonly name: string;
  /** Its value at a row of x, d numbers. Numbers of more digits than float64 has are rounded to it first. */
  readonly evaluate: (row: Float64Array) => number;
  /** ∂/∂x_variable at a row of x; needed for constraints on slopes, and used to tell what rounding x to float64 changes. */
  readonly differentiate?: (row: Float64Array, variable: number) => number;
  /**
   * Bound on the relative error of both, at the row that they get: digits are claimed for any function within it. Default 2⁻⁵², one
   * unit in the last place, as of Math.log and a single operation; more for a function that rounds more often or subtracts; 0 for
   * one that is exact, such as an indicator.
   */
  readonly rounding?: number;
}

const featureKeys = { name: true, evaluate: true, differentiate: true, rounding: true } satisfies OptionKeys<Feature>;

const ONE_ULP = 2 ** -52;

/** Settings of a basis of custom functions. */
export interface FeaturesOptions {
  /** Names of the d columns of x. */
  readonly variables: readonly string[];
  readonly features: readonly Feature[];
}

const optionKeys = { variables: true, features: true } satisfies OptionKeys<FeaturesOptions>;

/**
 * Functions that the caller wrote, each a feature: log x, x₁/x₂, an indicator, …
 *
 * Its specification holds their names only: to load a saved model takes the functions again (`basisFromSpecification`).
 *
 * @throws FitError 'DUPLICATE_NAME' for variables or features, 'INVALID_OPTION' for features that are no functions;
 * when a feature is evaluated, 'NON_FINITE_INPUT' (NaN, infinities) and 'INVALID_INPUT' (not a number), with the row
 * and, as `argument`, the feature's name; 'UNSUPPORTED' when the derivative of a feature that has none is asked for.
 */
export function features(options: FeaturesOptions): Basis {
  refuseUnknownOptions(options, optionKeys, 'features');
  const variables = [...options.variables];
  const all = options.features.map((feature, index) => {
    refuseUnknownOptions(feature, featureKeys, `features[${index}]`, { argument: 'features', row: index });
    return { ...feature, rounding: feature.rounding ?? ONE_ULP };
  });
  checkNames(variables, 'variables', 'variables');
  for (const [index, feature] of all.entries()) checkFeature(feature, index);
  const names = all.map((feature) => feature.name);
  checkNames(names, 'features', 'features');
  const d = variables.length;
  const rounding = Math.max(0, ...all.map((feature) => feature.rounding));
  return {
    specification: { name: 'custom', variables, features: names },
    variables: d,
    size: all.length,
    names,
    evaluate(x, row, out, offset) {
      const inputs = x.hi.slice(row * d, (row + 1) * d);
      for (const [j, feature] of all.entries()) {
        out.hi[offset + j] = checkValue(feature.evaluate(inputs), feature.name, '', inputs, row);
        out.lo[offset + j] = 0;
      }
    },
    differentiate(x, row, variable, out, offset) {
      const inputs = x.hi.slice(row * d, (row + 1) * d);
      out.hi.fill(0, offset, offset + all.length);
      out.lo.fill(0, offset, offset + all.length);
      inTurn(all, (feature, j) => {
        if (!feature.differentiate) {
          throw new FitError('UNSUPPORTED', `feature '${feature.name}' was given without a derivative`, {
            argument: feature.name,
          });
        }
        const slope = feature.differentiate(inputs, variable);
        out.hi[offset + j] = checkValue(slope, feature.name, 'the derivative of ', inputs, row);
      });
    },
    ...(rounding > 0 && { rounding }),
    addErrors(x, row, variable, out, offset) {
      const inputs = x.hi.slice(row * d, (row + 1) * d);
      const missing = Float64Array.from(inputs, (_, v) => missingOf(x, row * d + v, 1));
      for (const [j, feature] of all.entries()) {
        out[offset + j] = at(out, offset + j) + errorOf(feature, inputs, missing, variable);
      }
    },
  };
}

/**
 * Bound on the error of a feature, or of its derivative: its rounding, and what `missing` of x changes, by the derivative where it is
 * known, else by the difference to the next float64 numbers on both sides, whose own rounding comes to it.
 */
function errorOf(
  { evaluate, differentiate, rounding }: Feature & { readonly rounding: number },
  inputs: Float64Array,
  missing: Float64Array,
  variable: number | undefined,
): number {
  const compute = (row: Float64Array): number =>
    variable === undefined ? evaluate(row) : (differentiate?.(row, variable) ?? Infinity);
  const value = compute(inputs);
  let error = rounding * Math.abs(value);
  for (const [v, part] of missing.entries()) {
    if (part === 0) continue;
    if (variable === undefined && differentiate) {
      error += (1 + rounding) * Math.abs(differentiate(inputs, v)) * part;
      continue;
    }
    const step = Math.max(2 * U * Math.abs(at(inputs, v)), Number.MIN_VALUE);
    const changes = [-step, step].map((distance) => {
      const beside = compute(inputs.map((x, w) => (w === v ? x + distance : x)));
      return Math.abs(beside - value) + rounding * (Math.abs(beside) + Math.abs(value));
    });
    error += Math.max(...changes);
  }
  return Number.isNaN(error) ? Infinity : error;
}

/** For callers without types. */
function checkFeature(feature: { readonly [K in keyof Feature]?: unknown }, index: number): void {
  const { name, evaluate, differentiate, rounding } = feature;
  if (
    typeof name === 'string' &&
    typeof evaluate === 'function' &&
    (differentiate === undefined || typeof differentiate === 'function') &&
    (rounding === undefined || (typeof rounding === 'number' && rounding >= 0 && rounding < 1))
  ) {
    return;
  }
  throw new FitError(
    'INVALID_OPTION',
    `features[${index}] must have a name and a function 'evaluate'; 'differentiate' is a function too, or absent, and 'rounding' a number in [0, 1)`,
    { argument: 'features', row: index },
  );
}

function checkValue(value: unknown, name: string, what: string, inputs: Float64Array, row: number): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const code = typeof value === 'number' ? 'NON_FINITE_INPUT' : 'INVALID_INPUT';
  const got = typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
  const where = Array.from({ length: Math.min(inputs.length, 4) }, (_, v) => String(at(inputs, v))).join(', ');
  throw new FitError(
    code,
    `${what}feature '${name}' is ${got} at x = [${where}${inputs.length > 4 ? ', …' : ''}]: it must be a finite number`,
    { argument: name, row, value },
  );
}
