import { at } from '../at.js';
import type { Domain } from '../contracts/basis-specification.js';
import type { ConditionedBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { chebyshev } from './chebyshev.js';
import { chebyshevMajorant, conversionError, conversionUnderflow } from './chebyshev-majorant.js';
import { inUnits } from './domain-of.js';
import { UNDERFLOW } from '../error-bounds/unit-roundoff.js';
import type { Exponents } from './product-exponents.js';
import { productKey } from './product-exponents.js';

/**
 * M with [1, Π T] θ = [1, Π x] (M θ): from products of Chebyshev polynomials to the same products of powers, (p + 1) ×
 * (p + 1), row-major.
 *
 * The entry of powers f and polynomials e is Π_v M_v[f_v, e_v] with M_v the change of basis of variable v, each entry
 * one product: nothing is summed and nothing cancels. The products must hold, with e, all f ≤ e.
 *
 * @param degree the highest exponent of a variable
 */
export function productChangeOfBasis(
  degree: number,
  domains: readonly Domain[],
  products: readonly Exponents[],
): Omit<ConditionedBasis, 'basis'> {
  const size = products.length + 1;
  const changeOfBasis = doubleDoubleArray(size * size);
  const errors = new Float64Array(size * size);
  changeOfBasis.hi[0] = 1;
  const rows = new Map(products.map((exponents, index) => [productKey(exponents), index + 1]));
  const units = domains.map((domain) => inUnits(degree, domain));
  const changes = units.map(({ domain }): Change => {
    return {
      matrix: chebyshev({ degree, domain }).toMonomial(),
      majorant: chebyshevMajorant(degree, domain),
      underflow: conversionUnderflow(degree, domain),
      degree,
    };
  });
  for (const [index, exponents] of products.entries()) {
    let terms: readonly Term[] = [{ powers: [], value: new DoubleDouble(1), majorant: 1, underflow: 0 }];
    let total = 0;
    for (const [variable, exponent] of exponents) {
      const change = changes[variable];
      if (change) terms = terms.flatMap((term) => expand(term, variable, exponent, change));
      total += exponent;
    }
    for (const { powers, value, majorant, underflow } of terms) {
      // No row is the constant's.
      const entry = (rows.get(productKey(powers)) ?? 0) * size + index + 1;
      changeOfBasis.hi[entry] = value.hi;
      changeOfBasis.lo[entry] = value.lo;
      errors[entry] = conversionError(total) * majorant + underflow;
    }
  }
  if (units.every(({ exponent }) => exponent === 0)) return { changeOfBasis, errors };
  const exponents = Float64Array.from([[], ...products], (exponents: Exponents) =>
    exponents.reduce((sum, [variable, power]) => sum - power * (units[variable]?.exponent ?? 0), 0),
  );
  return { changeOfBasis: { ...changeOfBasis, exponents }, errors };
}

/** From Chebyshev polynomials in one variable to its powers. */
interface Change {
  readonly matrix: DoubleDoubleArray;
  readonly majorant: Float64Array;
  readonly underflow: Float64Array;
  readonly degree: number;
}

/** A product of powers, its coefficient, that with every sign made positive, and what underflow may have taken. */
interface Term {
  readonly powers: Exponents;
  readonly value: DoubleDouble;
  readonly majorant: number;
  readonly underflow: number;
}

/** The term times T_e(x_v), multiplied out. */
function expand(term: Term, variable: number, exponent: number, change: Change): readonly Term[] {
  const { powers, value } = term;
  const { matrix, majorant, underflow, degree } = change;
  return Array.from({ length: exponent + 1 }, (_, power): Term => {
    const entry = power * (degree + 1) + exponent;
    return {
      powers: power === 0 ? powers : [...powers, [variable, power]],
      value: new DoubleDouble(value.hi, value.lo).multiply(at(matrix.hi, entry), at(matrix.lo, entry)),
      majorant: term.majorant * at(majorant, entry),
      underflow: term.underflow * at(majorant, entry) + term.majorant * at(underflow, exponent) + UNDERFLOW,
    };
  });
}
