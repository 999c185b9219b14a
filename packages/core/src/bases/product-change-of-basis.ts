import { at } from '../at.js';
import type { PolynomialBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import type { Exponents } from './product-exponents.js';
import { productKey } from './product-exponents.js';

/**
 * M with [1, Π p] θ = [1, Π x] (M θ): from products of polynomials to the same products of powers, (p + 1) × (p + 1),
 * row-major.
 *
 * The entry of powers f and polynomials e is Π_v M_v[f_v, e_v] with M_v the change of basis of variable v, each entry
 * one product: nothing is summed and nothing cancels. The products must hold, with e, all f ≤ e.
 */
export function productChangeOfBasis(
  factors: readonly PolynomialBasis[],
  products: readonly Exponents[],
): DoubleDoubleArray {
  const size = products.length + 1;
  const matrix = doubleDoubleArray(size * size);
  matrix.hi[0] = 1;
  const rows = new Map(products.map((exponents, index) => [productKey(exponents), index + 1]));
  rows.set('', 0);
  const changes = factors.map((factor) => ({ matrix: factor.toMonomial(), size: factor.size + 1 }));
  for (const [index, exponents] of products.entries()) {
    let terms: readonly Term[] = [{ powers: [], value: new DoubleDouble(1) }];
    for (const [variable, exponent] of exponents) {
      const change = changes[variable];
      if (change) terms = terms.flatMap((term) => expand(term, variable, exponent, change));
    }
    for (const { powers, value } of terms) {
      const entry = (rows.get(productKey(powers)) ?? 0) * size + index + 1;
      matrix.hi[entry] = value.hi;
      matrix.lo[entry] = value.lo;
    }
  }
  return matrix;
}

/** A product of powers and its coefficient. */
interface Term {
  readonly powers: Exponents;
  readonly value: DoubleDouble;
}

/** The term times p_e(x_v), multiplied out. */
function expand(
  { powers, value }: Term,
  variable: number,
  exponent: number,
  { matrix, size }: { readonly matrix: DoubleDoubleArray; readonly size: number },
): readonly Term[] {
  return Array.from({ length: exponent + 1 }, (_, power): Term => {
    const entry = power * size + exponent;
    return {
      powers: power === 0 ? powers : [...powers, [variable, power]],
      value: new DoubleDouble(value.hi, value.lo).multiply(at(matrix.hi, entry), at(matrix.lo, entry)),
    };
  });
}
