/** Binary places of the fixed-point numbers: 10⁻⁷² is one unit. */
const PLACES = 240n;
const ONE = 1n << PLACES;

/** A number as num/den of two integers. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/** π · 2^240: 16 arctan(1/5) − 4 arctan(1/239) (Machin, 1706). */
const PI = 16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n);

/** 2π · 2^240, with an error of some units. */
export const TWO_PI = 2n * PI;

/** sin and cos of 2π · turns, as integers in units of 2^−240, with an error below 2^−220: plain Taylor series. */
export function exactSineCosine({ num, den }: Fraction): { readonly sine: bigint; readonly cosine: bigint } {
  // The angle in [0, 2π).
  const turns = ((num % den) + den) % den;
  const angle = (2n * PI * turns) / den;
  let sine = 0n;
  let cosine = 0n;
  let term = ONE;
  for (let n = 0n; term !== 0n; n++) {
    const sign = n % 4n < 2n ? 1n : -1n;
    if (n % 2n === 0n) cosine += sign * term;
    else sine += sign * term;
    term = (term * angle) / ONE / (n + 1n);
  }
  return { sine, cosine };
}

/** x · 2^240, exactly, for a float64 number x that is a multiple of 2^−240. */
export function toFixedPoint(x: number): bigint {
  let exponent = 0;
  let rest = x;
  while (!Number.isInteger(rest)) {
    rest *= 2;
    exponent += 1;
  }
  return (BigInt(rest) << PLACES) >> BigInt(exponent);
}

/** The number of units as a float64 number. */
export function fromFixedPoint(units: bigint): number {
  return Number(units) * 2 ** -240;
}

function arctanOfInverse(n: bigint): bigint {
  let sum = 0n;
  let power = ONE / n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}
