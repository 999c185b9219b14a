import { Rational } from '@wellposed/conformance';
import { DoubleDouble } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, divideByTranspose } from '../src/cholesky.js';
import { scaleBy } from '../src/scale-by.js';
import { squareRoot } from '../src/square-root.js';
import { difference, ratio, sumOfSquares } from '../src/sum-of-squares.js';

const seed = 20261128;
const u = 2 ** -53;
const exact = ({ hi, lo }: { readonly hi: number; readonly lo: number }) => Rational.from(hi).plus(Rational.from(lo));
const relative = (value: Rational, truth: Rational) => value.minus(truth).absolute().over(truth.absolute()).toNumber();
const significands = fc.double({ min: 1, max: 4, noNaN: true });
/** hi with a low half of at most ½ ulp. */
const doubleDoubles = fc
  .tuple(significands, fc.double({ min: -(2 ** -54), max: 2 ** -54, noNaN: true }))
  .map(([hi, lo]) => new DoubleDouble(hi).add(lo * hi));

describe('squareRoot', () => {
  it(`has a relative error below 3u² (seed ${seed})`, () => {
    fc.assert(
      fc.property(doubleDoubles, fc.integer({ min: -200, max: 200 }), ({ hi, lo }, exponent) => {
        const x = { hi: hi * 4 ** exponent, lo: lo * 4 ** exponent };
        const root = exact(squareRoot(new DoubleDouble(x.hi, x.lo)));
        // The square's relative error is twice that of the root.
        expect(relative(root.times(root), exact(x))).toBeLessThan(6 * u * u);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('is exact for squares and 0, and NaN below', () => {
    expect(squareRoot(new DoubleDouble(49))).toEqual(new DoubleDouble(7));
    expect(squareRoot(new DoubleDouble(0))).toEqual(new DoubleDouble(0));
    expect(squareRoot(new DoubleDouble(-1)).hi).toBeNaN();
  });
});

describe('sumOfSquares', () => {
  const arrays = fc.array(fc.tuple(doubleDoubles, doubleDoubles), { minLength: 1, maxLength: 20 });

  it(`is Σ w v² to (n + 20) · 3u² (seed ${seed})`, () => {
    fc.assert(
      fc.property(arrays, fc.integer({ min: -500, max: 500 }), (pairs, exponent) => {
        const factor = 2 ** exponent;
        const values = {
          hi: Float64Array.from(pairs, ([{ hi }]) => hi * factor),
          lo: Float64Array.from(pairs, ([{ lo }]) => lo * factor),
        };
        const weights = {
          hi: Float64Array.from(pairs, ([, { hi }]) => hi),
          lo: Float64Array.from(pairs, ([, { lo }]) => lo),
        };
        for (const some of [undefined, weights]) {
          const sum = sumOfSquares(values, some);
          const unit = Rational.from(sum.unit);
          const truth = pairs.reduce((total, [v, w]) => {
            const value = exact(v).times(Rational.from(factor));
            return total.plus(value.times(value).times(some ? exact(w) : new Rational(1n)));
          }, new Rational(0n));
          expect(relative(exact(sum).times(unit).times(unit), truth)).toBeLessThan((pairs.length + 20) * 3 * u * u);
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  it('does not count rows of weight zero, whatever they hold', () => {
    const values = { hi: Float64Array.of(NaN, 3, Infinity, 4, 1e300), lo: new Float64Array(5) };
    const weights = { hi: Float64Array.of(0, 1, 0, 1, 0), lo: new Float64Array(5) };
    const { hi, unit } = sumOfSquares(values, weights);
    expect(hi * unit * unit).toBe(25);
    expect(sumOfSquares(values).hi).toBeNaN();
    expect(sumOfSquares({ hi: new Float64Array(2), lo: new Float64Array(2) })).toEqual({ hi: 0, lo: 0, unit: 1 });
  });

  it('subtracts and divides across units', () => {
    const of = (...values: number[]) =>
      sumOfSquares({ hi: Float64Array.from(values), lo: new Float64Array(values.length) });
    const [large, small] = [of(2 ** 500, 2 ** 500), of(2 ** 499)];
    expect(difference(large, small)).toEqual({ hi: 1.75, lo: 0, unit: 2 ** 500 });
    expect(ratio(small, large)).toEqual(new DoubleDouble(0.125));
    expect(ratio(large, small)).toEqual(new DoubleDouble(8));
  });
});

describe('cholesky', () => {
  it('factorises, and X L⁻ᵀ undoes it', () => {
    // L = [2 0; 1 3], B = L Lᵀ = [4 2; 2 10]; [4 2; 2 10] L⁻ᵀ = L.
    const b = { hi: Float64Array.of(4, NaN, 2, 10), lo: new Float64Array(4) };
    const l = cholesky(b, 2)!;
    expect(Array.from(l.hi)).toEqual([2, 0, 1, 3]);
    const x = { hi: Float64Array.of(4, 2, 2, 10), lo: new Float64Array(4) };
    divideByTranspose(x, l, 2);
    expect([...x.hi, ...x.lo]).toEqual([2, 0, 1, 3, 0, 0, 0, 0]);
  });

  it.each([
    ['indefinite', [1, 0, 2, 1]],
    ['singular', [1, 0, 1, 1]],
    ['not finite', [Infinity, 0, 1, 1]],
    ['no number', [NaN, 0, 1, 1]],
  ])('finds no factor of what is %s', (_, entries) => {
    expect(cholesky({ hi: Float64Array.from(entries), lo: new Float64Array(4) }, 2)).toBeUndefined();
  });
});

describe('scaleBy', () => {
  it('multiplies by both powers where their product is beyond float64', () => {
    expect(scaleBy(3, 2 ** 10, 2 ** -3)).toBe(384);
    expect(scaleBy(3 * 2 ** -600, 2 ** 1000, 2 ** 600)).toBe(3 * 2 ** 1000);
    expect(scaleBy(3 * 2 ** 600, 2 ** -1000, 2 ** -600)).toBe(3 * 2 ** -1000);
  });
});
