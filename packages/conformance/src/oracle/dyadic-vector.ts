import type { DoubleDoubleArray } from '@wellposed/core';
import { entry } from './entry.js';

/** n numbers integers[i] · 2^exponent, exactly: any array of finite doubles is one. */
export interface DyadicVector {
  readonly integers: readonly bigint[];
  readonly exponent: number;
}

/** What the oracle takes as numbers, each without rounding: doubles, double-doubles hi + lo, or dyadics already. */
export type DyadicInput = ArrayLike<number> | DoubleDoubleArray | DyadicVector;

const view = new DataView(new ArrayBuffer(8));

/** The finite numbers `values`, exactly. @throws RangeError naming the index of a NaN or infinity. */
export function dyadicVector(values: DyadicInput): DyadicVector {
  if ('integers' in values) return values;
  return 'hi' in values ? sum(fromDoubles(values.hi), fromDoubles(values.lo)) : fromDoubles(values);
}

/** a + b, over the smaller of the two powers of two. */
function sum(a: DyadicVector, b: DyadicVector): DyadicVector {
  const exponent = Math.min(a.exponent, b.exponent);
  const [liftA, liftB] = [BigInt(a.exponent - exponent), BigInt(b.exponent - exponent)];
  return { integers: a.integers.map((v, i) => (v << liftA) + (entry(b.integers, i) << liftB)), exponent };
}

function fromDoubles(values: ArrayLike<number>): DyadicVector {
  const mantissas: bigint[] = [];
  const exponents: number[] = [];
  let smallest = Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) throw new RangeError(`dyadicVector: number ${i} is ${value}`);
    const [mantissa, exponent] = decode(value);
    mantissas.push(mantissa);
    exponents.push(exponent);
    if (mantissa !== 0n) smallest = Math.min(smallest, exponent);
  }
  if (smallest === Infinity) return { integers: mantissas, exponent: 0 };
  const integers = mantissas.map((m, i) => (m === 0n ? 0n : m << BigInt(entry(exponents, i) - smallest)));
  return { integers, exponent: smallest };
}

/** value = mantissa · 2^exponent with an odd mantissa (short integers keep the elimination fast), or [0n, 0]. */
function decode(value: number): readonly [mantissa: bigint, exponent: number] {
  if (value === 0) return [0n, 0];
  view.setFloat64(0, value);
  const high = view.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const fraction = (high & 0xfffff) * 2 ** 32 + view.getUint32(4);
  let mantissa = biased === 0 ? fraction : fraction + 2 ** 52;
  let exponent = (biased === 0 ? 1 : biased) - 1075;
  while (mantissa % 2 === 0) {
    mantissa /= 2;
    exponent++;
  }
  return [BigInt(value < 0 ? -mantissa : mantissa), exponent];
}
