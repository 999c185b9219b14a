import { at } from '../at.js';
import type { ArnoldiSpecification } from '../contracts/basis-specification.js';
import type { Basis, PolynomialBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import { checkDegree } from './check-degree.js';
import { DomainMap } from './domain-map.js';

/**
 * Polynomials Q₁ … Q_d of t = the domain mapped to [−1, 1], by their long recurrence
 *
 *     Q₀ = 1,  h₍ₖ₊₁₎ₖ Q_{k+1} = t Q_k − Σ_{j ≤ k} hⱼₖ Q_j
 *
 * in double-double. The float64 numbers h, packed by columns, are the definition: whoever has them has the same
 * polynomials to all digits. Source: Brubeck, Nakatsukasa, Trefethen (2021), as in `arnoldi`, which computes them.
 *
 * @throws FitError 'INVALID_OPTION' for a degree, domain or recurrence that cannot be.
 */
export function hessenbergBasis(options: Omit<ArnoldiSpecification, 'name'>): PolynomialBasis {
  const { degree, domain, variables, recurrence } = options;
  const [variable = 'x'] = variables;
  checkDegree('arnoldi', degree);
  const map = new DomainMap(domain);
  const h = checkedRecurrence(degree, recurrence);
  const t = new DoubleDouble();
  const value = new DoubleDouble();

  const evaluate: Basis['evaluate'] = (x, row, out, offset) => {
    map.map(x, row, t);
    for (let k = 0; k < degree; k++) {
      const column = (k * (k + 3)) / 2;
      value.set(t.hi, t.lo);
      if (k > 0) value.multiply(at(out.hi, offset + k - 1), at(out.lo, offset + k - 1));
      value.add(-at(h, column));
      for (let j = 1; j <= k; j++) {
        value.addProduct(-at(h, column + j), 0, at(out.hi, offset + j - 1), at(out.lo, offset + j - 1));
      }
      value.divide(at(h, column + k + 1));
      out.hi[offset + k] = value.hi;
      out.lo[offset + k] = value.lo;
    }
  };

  const { slope } = map.coefficients();
  const features = doubleDoubleArray(degree);
  const differentiate: Basis['differentiate'] = (x, row, _variable, out, offset) => {
    evaluate(x, row, features, 0);
    for (let k = 0; k < degree; k++) {
      // The recurrence's derivative, with Q₀ = 1 and Q₀′ = 0: t′ Q_k + t Q_k′ − Σ hⱼₖ Q_j′.
      const column = (k * (k + 3)) / 2;
      value.set(slope.hi, slope.lo);
      if (k > 0) {
        value.multiply(at(features.hi, k - 1), at(features.lo, k - 1));
        value.addProduct(t.hi, t.lo, at(out.hi, offset + k - 1), at(out.lo, offset + k - 1));
      }
      for (let j = 1; j <= k; j++) {
        value.addProduct(-at(h, column + j), 0, at(out.hi, offset + j - 1), at(out.lo, offset + j - 1));
      }
      value.divide(at(h, column + k + 1));
      out.hi[offset + k] = value.hi;
      out.lo[offset + k] = value.lo;
    }
  };

  return {
    specification: {
      name: 'arnoldi',
      variables: [variable],
      degree,
      domain: [domain[0], domain[1]],
      recurrence: [...recurrence],
    },
    variables: 1,
    size: degree,
    names: Array.from({ length: degree }, (_, k) => `Q${k + 1}(${variable})`),
    evaluate,
    differentiate,
    readsRest: true,
    toMonomial: () => powersOf(degree, h, map),
  };
}

function checkedRecurrence(degree: number, recurrence: readonly number[]): Float64Array {
  const length = (degree * (degree + 3)) / 2;
  if (recurrence.length !== length) {
    throw new FitError(
      'INVALID_OPTION',
      `arnoldi: recurrence must have ${length} numbers for degree ${degree}, got ${recurrence.length}`,
      { argument: 'recurrence', value: recurrence.length },
    );
  }
  const h = Float64Array.from(recurrence);
  let next = 1;
  for (let k = 0; k < degree; next += k + 3, k++) {
    if (!(at(h, next) > 0)) throw refuse(next, at(h, next), 'a divisor of the recurrence must be above 0');
  }
  const bad = h.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) throw refuse(bad, at(h, bad), 'the recurrence must be finite');
  return h;
}

function refuse(index: number, value: number, why: string): FitError {
  return new FitError('INVALID_OPTION', `arnoldi: recurrence[${index}] is ${value}: ${why}`, {
    argument: 'recurrence',
    row: index,
    value,
  });
}

/** Column k: the coefficients of Q_k(t(x)) in 1, x, …, x^degree, by the recurrence run on coefficients. */
function powersOf(degree: number, h: Float64Array, map: DomainMap): DoubleDoubleArray {
  const size = degree + 1;
  const matrix = doubleDoubleArray(size * size);
  const { slope, offset } = map.coefficients();
  const entry = new DoubleDouble();
  matrix.hi[0] = 1;
  for (let k = 0; k < degree; k++) {
    const column = (k * (k + 3)) / 2;
    for (let power = 0; power <= k + 1; power++) {
      const here = power * size;
      entry.set(0);
      if (power > 0) {
        const lower = here - size + k;
        entry.addProduct(slope.hi, slope.lo, at(matrix.hi, lower), at(matrix.lo, lower));
      }
      entry.addProduct(offset.hi, offset.lo, at(matrix.hi, here + k), at(matrix.lo, here + k));
      for (let j = power; j <= k; j++) {
        entry.addProduct(-at(h, column + j), 0, at(matrix.hi, here + j), at(matrix.lo, here + j));
      }
      entry.divide(at(h, column + k + 1));
      matrix.hi[here + k + 1] = entry.hi;
      matrix.lo[here + k + 1] = entry.lo;
    }
  }
  return matrix;
}
