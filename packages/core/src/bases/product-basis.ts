import { at } from '../at.js';
import type { BasisSpecification } from '../contracts/basis-specification.js';
import type { Basis, PolynomialBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import type { Exponents } from './product-exponents.js';
import { productKey } from './product-exponents.js';

/** A product as what is left without its last variable, times one value of that variable's factor. */
interface Step {
  /** Index of the product of the variables before; −1 when there are none. */
  readonly parent: number;
  readonly variable: number;
  /** Index of the factor's feature: its degree less 1. */
  readonly feature: number;
  /** Where the values of the variable's factor are. */
  readonly values: DoubleDoubleArray;
}

/**
 * Products of polynomials in one variable each: φⱼ(x) = Π_v p_{v,e}(x_v), e the exponents of product j.
 *
 * With factors within ε, a product of m of them is within m ε + 7(m − 1)u², relatively: one multiplication each, in
 * double-double. So is a derivative, one factor of which is differentiated, when that is within ε too.
 *
 * @param factors for each variable its polynomials of degree 1, 2, …
 * @param products in the order of `productExponents`
 */
export function productBasis(
  specification: BasisSpecification,
  factors: readonly PolynomialBasis[],
  products: readonly Exponents[],
): Basis {
  const variables = factors.length;
  const size = products.length;
  const values = factors.map((factor) => doubleDoubleArray(factor.size));
  const steps = stepsOf(products, values);
  const product = new DoubleDouble();

  const evaluate: Basis['evaluate'] = (x, row, out, offset) => {
    // A factor takes x as a single column: row and column together are its row.
    for (const [v, target] of values.entries()) factors[v]?.evaluate(x, row * variables + v, target, 0);
    for (let j = 0; j < size; j++) {
      const step = steps[j];
      if (!step) continue;
      product.set(at(step.values.hi, step.feature), at(step.values.lo, step.feature));
      if (step.parent >= 0) product.multiply(at(out.hi, offset + step.parent), at(out.lo, offset + step.parent));
      out.hi[offset + j] = product.hi;
      out.lo[offset + j] = product.lo;
    }
  };

  const features = doubleDoubleArray(size);
  const slopes = doubleDoubleArray(factors.reduce((most, factor) => Math.max(most, factor.size), 0));
  const differentiate: Basis['differentiate'] = (x, row, variable, out, offset) => {
    evaluate(x, row, features, 0);
    factors[variable]?.differentiate(x, row * variables + variable, 0, slopes, 0);
    for (let j = 0; j < size; j++) {
      const step = steps[j];
      if (!step) continue;
      // The variable is the last one of the product, or one of those before.
      const { parent, feature, values: factor } = step;
      if (step.variable === variable) {
        product.set(at(slopes.hi, feature), at(slopes.lo, feature));
        if (parent >= 0) product.multiply(at(features.hi, parent), at(features.lo, parent));
      } else if (parent >= 0) {
        product.set(at(factor.hi, feature), at(factor.lo, feature));
        product.multiply(at(out.hi, offset + parent), at(out.lo, offset + parent));
      } else product.set(0);
      out.hi[offset + j] = product.hi;
      out.lo[offset + j] = product.lo;
    }
  };

  const names = products.map((exponents) => exponents.map(([v, e]) => factors[v]?.names[e - 1] ?? '').join('*'));
  return { specification, variables, size, names, evaluate, differentiate };
}

function stepsOf(products: readonly Exponents[], values: readonly DoubleDoubleArray[]): readonly Step[] {
  const indices = new Map(products.map((exponents, index) => [productKey(exponents), index]));
  return products.map((exponents) => {
    const [variable, exponent] = exponents.at(-1) ?? [0, 1];
    return {
      parent: indices.get(productKey(exponents.slice(0, -1))) ?? -1,
      variable,
      feature: exponent - 1,
      values: values[variable] ?? doubleDoubleArray(0),
    };
  });
}
