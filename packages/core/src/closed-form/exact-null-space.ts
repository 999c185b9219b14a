import { at } from '../at.js';
import { productExponents } from '../bases/product-exponents.js';
import type { Problem } from '../contracts/problem.js';
import { dyadic } from '../double-double/dyadic.js';
import { quotientOf } from '../double-double/parse-decimal.js';
import type { Steps } from '../fit/steps.js';
import { PAUSE, pauseDue } from '../fit/steps.js';
import { inputsOf } from '../problem/inputs-of.js';

/** Products of machine words after which the question is left open: about a second, counting twenty for what each product costs beside. */
const MOST_WORK = 1e8;
/** Bits of the factors of a dependence that is told from text. */
const MOST_FACTOR_BITS = 60;
/** Bits of the integers of a design, beyond which they are too long. */
const MOST_BITS = 4096;

/** Integer vectors, p numbers each, linearly independent: all θ with A θ = 0, exactly, are their combinations. */
export type ExactNullSpace = readonly (readonly bigint[])[];

/**
 * The null space of the design for the numbers as given, in the user's coordinates, if it has the dimension that rounding lets
 * expect: a proof of the rank, which floating point cannot give.
 *
 * Beginning with N = I, each row a of A takes from N what it does not annihilate: with t = aᵀN and a column q where t_q ≠ 0,
 *
 *     n_l ← (t_q n_l − t_l n_q) / d   (exact),   d ← t_q,   n_q is dropped,
 *
 * whose entries are minors of A throughout. A row that depends on those before it changes nothing.
 *
 * Source: Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22 (1968) 565–578.
 *
 * @param dimension undefined where nothing is known of it
 * @param kept indices of the coefficients that may differ from 0; absent: all
 * @returns undefined where the dimension is another one, the features are not products of powers of x with a penalty-free design
 *   of moderate range, or it would take too long
 */
export function* exactNullSpace(
  problem: Problem,
  dimension: number | undefined,
  kept?: readonly number[],
): Steps<ExactNullSpace | undefined> {
  const design = integerDesign(problem);
  if (!design) return undefined;
  const { columns, exponents, bits, rowAt } = design;
  const all = Array.from({ length: columns }, (_, j) => j);
  let vectors: ExactNullSpace = (kept ?? all).map((k) => all.map((j) => (j === k ? 1n : 0n)));
  let last = 1n;
  let words = 1;
  let work = 0;
  for (const row of countedRows(problem)) {
    if (vectors.length < (dimension ?? 0) || work > MOST_WORK) return undefined;
    const a = rowAt(row);
    const own = columns * (vectors.length + 1) * (20 + words * (bits / 64));
    work += own;
    if (pauseDue(own)) yield PAUSE;
    const t = vectors.map((vector) => innerProduct(a, vector));
    const q = t.findIndex((value) => value !== 0n);
    const pivot = t[q];
    const dropped = vectors[q];
    if (pivot === undefined || !dropped) continue;
    words = 1 + bitsOf(pivot) / 64;
    const elimination = 2 * columns * vectors.length * (20 + words * words);
    work += elimination;
    if (work > MOST_WORK) return undefined;
    if (pauseDue(elimination)) yield PAUSE;
    const divisor = last;
    vectors = vectors.flatMap((vector, l) => {
      const along = t[l] ?? 0n;
      return l === q ? [] : [vector.map((value, j) => (pivot * value - along * (dropped[j] ?? 0n)) / divisor)];
    });
    last = pivot;
  }
  if (dimension !== undefined && vectors.length !== dimension) return undefined;
  // Column j of A is 2^(exponent j) times that of the integers.
  const largest = Math.max(...exponents);
  const space = vectors.map((vector) =>
    withoutFactor(vector.map((value, j) => value << BigInt(largest - (exponents[j] ?? 0)))),
  );
  // Numbers from text are within 2⁻⁸⁰ of a unit of their last digit: a sum of small multiples of them that is 0 is so for the text as well,
  // being a multiple of that unit and less than it.
  const isProof =
    inputsOf(problem).error === undefined || space.flat().every((value) => bitsOf(value) <= MOST_FACTOR_BITS);
  return isProof ? space : undefined;
}

/** The vectors in float64, each brought to the size of 1 by its longest number. */
export function roundedVectors(space: ExactNullSpace): readonly Float64Array[] {
  return space.map((vector) => {
    const largest = vector.reduce((most, value) => (value > most ? value : -value > most ? -value : most), 1n);
    return Float64Array.from(vector, (value) => quotientOf(value, largest));
  });
}

/** A design of integers: column j of A is 2^(exponents j) times column j of it. */
interface IntegerDesign {
  readonly columns: number;
  readonly exponents: readonly number[];
  /** Bits of the longest integer. */
  readonly bits: number;
  readonly rowAt: (row: number) => readonly bigint[];
}

/** The design [1, φ(x)] of a basis whose features are products of powers of x; undefined for others. */
function integerDesign(problem: Problem): IntegerDesign | undefined {
  const products = productsOf(problem);
  if (!products || problem.penalty) return undefined;
  const x = inputsOf(problem);
  // Powers of numbers that are cut off depend on each other as those of the numbers themselves only nearly do.
  if (x.error !== undefined && products.some((product) => product.length > 1 || product.some(([, power]) => power > 1)))
    return undefined;
  const limbs = [x.hi, x.lo, ...(x.rest ?? [])];
  const { variables } = problem.model.basis;
  const units = Array.from({ length: variables }, (_, v) => unitOf(limbs, v, variables, problem));
  const exponents = products.map((product) =>
    product.reduce((sum, [variable, power]) => sum + power * (units[variable]?.exponent ?? 0), 0),
  );
  const bits = Math.max(
    ...products.map((product) =>
      product.reduce((sum, [variable, power]) => sum + power * (units[variable]?.bits ?? 0), 1),
    ),
  );
  if (Math.max(bits, Math.max(...exponents) - Math.min(...exponents)) > MOST_BITS) return undefined;
  const rowAt = (row: number): readonly bigint[] => {
    const inputs = units.map(({ exponent }, v) => {
      const k = row * variables + v;
      return limbs.reduce((sum, limb) => sum + integerOf(at(limb, k), exponent), 0n);
    });
    return products.map((product) =>
      product.reduce((value, [variable, power]) => value * (inputs[variable] ?? 0n) ** BigInt(power), 1n),
    );
  };
  return { columns: products.length, exponents, bits, rowAt };
}

/** The columns of the design as products of powers of variables. */
function productsOf({
  model,
}: Problem): readonly (readonly (readonly [variable: number, power: number])[])[] | undefined {
  const { specification, variables } = model.basis;
  const constant = model.intercept ? [[]] : [];
  switch (specification.name) {
    case 'columns':
      return [...constant, ...productExponents(variables, 1, false)];
    case 'monomial':
      return [...constant, ...productExponents(1, specification.degree, false)];
    case 'polynomial-features':
      return [...constant, ...productExponents(variables, specification.degree, specification.interactions)];
    default:
      return undefined;
  }
}

/** A power of two that all numbers of a variable are multiples of, by its exponent, and the bits of the longest multiple. */
function unitOf(
  limbs: readonly Float64Array[],
  variable: number,
  variables: number,
  problem: Problem,
): { readonly exponent: number; readonly bits: number } {
  let [smallest, largest] = [Infinity, 0];
  for (const row of countedRows(problem)) {
    for (const limb of limbs) {
      const value = at(limb, row * variables + variable);
      if (value === 0) continue;
      // Whole numbers stay what they are: short.
      const exponent = Number.isSafeInteger(value) ? 0 : dyadic(value).exponent;
      smallest = Math.min(smallest, exponent);
      largest = Math.max(largest, Math.abs(value));
    }
  }
  return largest > 0 ? { exponent: smallest, bits: Math.log2(largest) + 1 - smallest } : { exponent: 0, bits: 0 };
}

/** The rows of positive weight. */
function* countedRows({ y, weights }: Problem): Generator<number> {
  for (let row = 0; row < y.length; row++) if (!weights || at(weights, row) > 0) yield row;
}

/** value ÷ 2^exponent, for a value that is a multiple of it. */
function integerOf(value: number, exponent: number): bigint {
  if (value === 0) return 0n;
  if (exponent === 0 && Number.isSafeInteger(value)) return BigInt(value);
  const { significand, exponent: own } = dyadic(value);
  const shift = own - exponent;
  return shift < 0 ? significand >> BigInt(-shift) : significand << BigInt(shift);
}

function innerProduct(a: readonly bigint[], b: readonly bigint[]): bigint {
  return a.reduce((sum, value, j) => {
    const other = b[j] ?? 0n;
    return value === 0n || other === 0n ? sum : sum + value * other;
  }, 0n);
}

/** Bits of a number, at most, to the next four: cheaper than to count them. */
function bitsOf(value: bigint): number {
  return 4 * value.toString(16).length;
}

/** The vector ÷ the greatest common divisor of its entries. */
function withoutFactor(vector: readonly bigint[]): readonly bigint[] {
  let divisor = 0n;
  for (const value of vector) {
    let [a, b] = [divisor, value];
    while (b !== 0n) [a, b] = [b, a % b];
    divisor = a;
  }
  return divisor === 0n ? vector : vector.map((value) => value / divisor);
}
