import { dyadicVector } from '../oracle/dyadic-vector.js';
import type { DyadicVector } from '../oracle/dyadic-vector.js';
import { entry } from '../oracle/entry.js';
import { Rational } from '../oracle/rational.js';
import type { Datum, TruthCase } from './truth-case.js';

/** Numbers integers[i] · 2^exponent ÷ denominator, exactly: doubles with the denominator 1, decimals with a power of ten. */
export interface ExactData extends DyadicVector {
  readonly denominator: bigint;
}

/** The columns of a design, each times the same `denominator`. */
export interface TruthDesign {
  /** p columns over the rows of the data and then over further points. */
  readonly columns: readonly DyadicVector[];
  readonly denominator: bigint;
}

/** Numbers as they are, and decimal text as the number that it stands for. */
export function exactData(data: readonly Datum[]): ExactData {
  if (data.every((value) => typeof value === 'number')) return { ...dyadicVector(data), denominator: 1n };
  const numbers = data.map((value) => Rational.fromDecimal(String(value)));
  // Denominators are powers of ten: the largest is a multiple of all.
  const denominator = numbers.reduce((most, each) => (each.denominator > most ? each.denominator : most), 1n);
  const integers = numbers.map((each) => each.numerator * (denominator / each.denominator));
  return { integers, exponent: 0, denominator };
}

/**
 * The exact design of a case at its data and at further points, in the basis in which coefficients are asked for.
 *
 * With t = (2x − a − b)/(b − a) = u/v on the domain [a, b]: Tₖ = 2tTₖ₋₁ − Tₖ₋₂ and k Pₖ = (2k − 1) t Pₖ₋₁ − (k − 1) Pₖ₋₂ have
 * numerators that are whole polynomials in u and v over vᵏ (for Pₖ also over k!). Source: DLMF §18.9.
 */
export function truthDesign(truth: TruthCase, points: readonly (readonly number[])[] = []): TruthDesign {
  const { x, degree, basis = 'monomial', intercept } = truth;
  const variables = x[0]?.length ?? 0;
  const rows = x.length + points.length;
  // One denominator for all, that of the text.
  const data = exactData(x.flat());
  const beyond = dyadicVector(points.flat());
  const inData = (index: number): boolean => index < x.length * variables;
  const columnOf = (j: number): DyadicVector => {
    const indices = Array.from({ length: rows }, (_, i) => i * variables + j);
    const own = vectorOf(
      indices.filter(inData).map((index) => entry(data.integers, index)),
      data.exponent,
    );
    const further = vectorOf(
      indices
        .filter((index) => !inData(index))
        .map((index) => entry(beyond.integers, index - x.length * variables) * data.denominator),
      beyond.exponent,
    );
    return joined(own, further);
  };
  const ones = (denominator: bigint): DyadicVector => ({
    integers: new Array<bigint>(rows).fill(denominator),
    exponent: 0,
  });
  if (degree === undefined) {
    const own = Array.from({ length: variables }, (_, j) => columnOf(j));
    return { columns: intercept ? [ones(data.denominator), ...own] : own, denominator: data.denominator };
  }
  const column = columnOf(0);
  const { columns, denominator } =
    basis === 'monomial'
      ? powers(column, data.denominator, degree)
      : orthogonal(column, data.denominator, degree, basis, domain(x));
  return { columns: intercept ? columns : columns.slice(1), denominator };
}

function powers(base: DyadicVector, denominator: bigint, degree: number): TruthDesign {
  const columns = Array.from({ length: degree + 1 }, (_, j) => ({
    integers: base.integers.map((value) => value ** BigInt(j) * denominator ** BigInt(degree - j)),
    exponent: base.exponent * j,
  }));
  return { columns, denominator: denominator ** BigInt(degree) };
}

function orthogonal(
  base: DyadicVector,
  denominator: bigint,
  degree: number,
  basis: 'chebyshev' | 'legendre',
  [low, high]: readonly [number, number],
): TruthDesign {
  const ends = dyadicVector([low, high]);
  // Points, both ends, and twice the half-width of a domain of one point, which is 1; all over one power of two.
  const whole = joined(base, { ...ends, integers: ends.integers.map((end) => end * denominator) });
  const { integers } = joined(whole, { integers: [2n * denominator], exponent: 0 });
  const [a, b, two] = [0, 1, 2].map((k) => entry(integers, base.integers.length + k)) as [bigint, bigint, bigint];
  const v = b > a ? b - a : two;
  const u = integers.slice(0, base.integers.length).map((value) => 2n * value - a - b);
  const numerators: bigint[][] = [u.map(() => 1n), u];
  let factorial = 1n;
  const factorials = [1n, 1n];
  for (let k = 2; k <= degree; k++) {
    const [last, before] = [entry(numerators, k - 1), entry(numerators, k - 2)];
    const big = BigInt(k);
    factorial *= big;
    factorials.push(factorial);
    numerators.push(
      basis === 'chebyshev'
        ? u.map((value, i) => 2n * value * entry(last, i) - v * v * entry(before, i))
        : u.map((value, i) => (2n * big - 1n) * value * entry(last, i) - (big - 1n) ** 2n * v * v * entry(before, i)),
    );
  }
  const own = (k: number): bigint => (basis === 'legendre' ? factorial / entry(factorials, k) : 1n);
  const columns = numerators.slice(0, degree + 1).map((column, k) => ({
    integers: column.map((value) => value * v ** BigInt(degree - k) * own(k)),
    exponent: 0,
  }));
  return { columns, denominator: v ** BigInt(degree) * own(0) };
}

function domain(x: readonly (readonly Datum[])[]): readonly [number, number] {
  const values = x.map(([value]) => Number(value));
  return [Math.min(...values), Math.max(...values)];
}

function vectorOf(integers: readonly bigint[], exponent: number): DyadicVector {
  return { integers, exponent: integers.length === 0 ? Infinity : exponent };
}

/** Both vectors, one after the other, over the smaller of their powers of two; an empty one has the power Infinity. */
export function joined(a: DyadicVector, b: DyadicVector): DyadicVector {
  const exponent = Math.min(a.exponent, b.exponent);
  const lift = (vector: DyadicVector): readonly bigint[] =>
    vector.integers.map((value) => value << BigInt(vector.exponent - exponent));
  return { integers: [...lift(a), ...lift(b)], exponent };
}
