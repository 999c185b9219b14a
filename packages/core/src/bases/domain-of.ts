import { at } from '../at.js';
import type { Domain, ExactNumber } from '../contracts/basis-specification.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { ExactSum, leadingOf } from '../double-double/exact-sum.js';
import { FitError } from '../fit-error.js';
import { exponentOf, scaleByPower } from '../power-of-two.js';

/** Powers of a variable within 2^±this have changes of basis well within float64's range, in any unit. */
const ORDINARY_EXPONENT = 300;

/** A domain in units of a power of two. */
export interface DomainInUnits {
  readonly domain: Domain;
  /** The unit is 2^exponent. */
  readonly exponent: number;
}

/** The domain in a unit in which the powers of x up to the degree are within float64's range: 1 wherever that will do. */
export function inUnits(degree: number, [a, b]: Domain): DomainInUnits {
  const size = exponentOf(Math.max(Math.abs(leadingOf(a)), Math.abs(leadingOf(b))));
  const exponent = degree * Math.abs(size) > ORDINARY_EXPONENT ? size : 0;
  return { domain: [scaled(a, -exponent), scaled(b, -exponent)], exponent };
}

function scaled(value: ExactNumber, exponent: number): ExactNumber {
  return typeof value === 'number' ? scaleByPower(value, exponent) : value.map((limb) => scaleByPower(limb, exponent));
}

/**
 * x whose range is at most this fraction of their size are told apart by what rounding to float64 cuts off, or by little more: ends and
 * centres are given in more limbs then, to this fraction of the range.
 */
export const FINE = 2 ** -32;

/**
 * [min, max] of x. For numbers in double-double and of more limbs the ends have as many as it takes to tell them apart.
 *
 * @throws FitError 'NO_OBSERVATIONS' when x is empty, 'NON_FINITE_INPUT' for a NaN or an infinity.
 */
export function domainOf(x: Float64Array): readonly [number, number];
export function domainOf(x: ExpansionArray): Domain;
export function domainOf(x: Float64Array | ExpansionArray): Domain {
  const all = 'hi' in x ? x : { hi: x, lo: new Float64Array(x.length) };
  const { hi } = all;
  if (hi.length === 0)
    throw new FitError('NO_OBSERVATIONS', 'x is empty: a domain needs at least one value', { argument: 'x' });
  let [least, most] = [0, 0];
  for (let row = 0; row < hi.length; row++) {
    const value = at(hi, row);
    if (!Number.isFinite(value)) {
      throw new FitError('NON_FINITE_INPUT', `x[${row}] is ${value}: x must be finite`, { argument: 'x', row, value });
    }
    if (isLess(all, row, least)) least = row;
    if (isLess(all, most, row)) most = row;
  }
  const ends = [at(hi, least), at(hi, most)] as const;
  const [low, high] = ends;
  if (!isFine(low, high)) return ends;
  const range = new ExactSum().addNumber(all, most, 1).addNumber(all, least, -1).leading();
  return range > 0 ? [numberAt(all, least, FINE * range), numberAt(all, most, FINE * range)] : ends;
}

/** Whether float64 numbers between these ends are too coarse for ends and centres. */
export function isFine(low: number, high: number): boolean {
  return high / 2 - low / 2 <= FINE * Math.max(Math.abs(low), Math.abs(high));
}

/** Number `row` of x, without the limbs that are not above `least` in size. */
function numberAt(x: ExpansionArray, row: number, least: number): ExactNumber {
  const limbs = new ExactSum().addNumber(x, row, 1).takeLimbs(least);
  return limbs.length > 1 ? limbs : at(x.hi, row);
}

/** Whether xᵢ < xⱼ. */
function isLess({ hi, lo, rest = [] }: ExpansionArray, i: number, j: number): boolean {
  if (at(hi, i) !== at(hi, j)) return at(hi, i) < at(hi, j);
  const limb = [lo, ...rest].find((one) => at(one, i) !== at(one, j));
  return limb !== undefined && at(limb, i) < at(limb, j);
}
