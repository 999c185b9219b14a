import { at } from '../at.js';
import type { PolynomialBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { chebyshevMajorant, conversionError, conversionUnderflow } from './chebyshev-majorant.js';
import { chebyshev } from './chebyshev.js';
import { checkDegree } from './check-degree.js';
import { domainOf, inUnits } from './domain-of.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of powers. */
export interface MonomialOptions {
  /** Highest degree, an integer ≥ 0: the basis holds the degrees 1 … degree, the constant is the model's. */
  readonly degree: number;
  /** Name of x in the column names; default 'x'. */
  readonly variable?: string;
}

const optionKeys = { degree: true, variable: true } satisfies OptionKeys<MonomialOptions>;

/**
 * Powers x, x², …, x^d: x^k and its derivative are each within 7(k − 1)u² of the exact ones, relatively, u = 2⁻⁵³.
 *
 * What people mean by a polynomial, and badly conditioned away from [−1, 1]: closed forms solve in the Chebyshev basis
 * of the data's domain and convert. Where the points cluster so that these are badly conditioned too (κ of a fit says
 * so), `arnoldi` is the basis to ask for: it is not chosen by itself, since its numbers depend on all of the data, its
 * cost grows with degree², and κ = 1 there would hide that the powers are hardly determined. Descent runs on the powers
 * themselves, since the user chose them.
 *
 * @throws FitError 'INVALID_OPTION' for a degree out of range.
 */
export function monomial(options: MonomialOptions): PolynomialBasis {
  refuseUnknownOptions(options, optionKeys, 'monomial');
  const { degree, variable = 'x' } = options;
  checkDegree('monomial', degree);
  const power = new DoubleDouble();
  const slope = new DoubleDouble();
  return {
    specification: { name: 'monomial', variables: [variable], degree },
    variables: 1,
    size: degree,
    names: Array.from({ length: degree }, (_, k) => (k === 0 ? variable : `${variable}^${k + 1}`)),
    evaluate(x, row, out, offset) {
      power.set(1);
      for (let k = 0; k < degree; k++) {
        power.multiply(at(x.hi, row), at(x.lo, row));
        out.hi[offset + k] = power.hi;
        out.lo[offset + k] = power.lo;
      }
    },
    differentiate(x, row, _variable, out, offset) {
      power.set(1);
      for (let k = 0; k < degree; k++) {
        slope.set(power.hi, power.lo).multiply(k + 1);
        out.hi[offset + k] = slope.hi;
        out.lo[offset + k] = slope.lo;
        power.multiply(at(x.hi, row), at(x.lo, row));
      }
    },
    toMonomial() {
      const identity = doubleDoubleArray((degree + 1) ** 2);
      for (let k = 0; k <= degree; k++) identity.hi[k * (degree + 2)] = 1;
      return identity;
    },
    conditioned(x) {
      const given = domainOf(x);
      const { domain, exponent } = inUnits(degree, given);
      const underflow = conversionUnderflow(degree, domain);
      const errors = chebyshevMajorant(degree, domain).map((size, entry) => {
        const k = entry % (degree + 1);
        return conversionError(k) * size + at(underflow, k);
      });
      const matrix = chebyshev({ degree, domain }).toMonomial();
      const exponents = Float64Array.from({ length: degree + 1 }, (_, k) => -k * exponent);
      return {
        basis: chebyshev({ degree, domain: given, variable }),
        changeOfBasis: { ...matrix, ...(exponent !== 0 && { exponents }) },
        errors,
      };
    },
  };
}
