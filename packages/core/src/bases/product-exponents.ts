import { FitError } from '../fit-error.js';
import { MOST_FEATURES } from './most-features.js';

/** What a product is made of: variables in ascending order, each with its exponent ≥ 1. */
export type Exponents = readonly (readonly [variable: number, exponent: number])[];

/**
 * All products of powers of d variables with a total degree from 1 to `degree`, by degree; within a degree x₁² comes
 * before x₁x₂, x₁x₃ and x₂². Without interactions the powers of single variables only. The constant is the model's.
 *
 * There are C(d + degree, degree) − 1 of them with interactions, d · degree without.
 *
 * @throws FitError 'TOO_LARGE' when they are more than 100 000, before any is made.
 */
export function productExponents(variables: number, degree: number, interactions: boolean): readonly Exponents[] {
  if (countOf(variables, degree, interactions) > MOST_FEATURES) {
    throw new FitError(
      'TOO_LARGE',
      `degree ${degree} in ${variables} variables makes more than ${MOST_FEATURES} features: lower the degree, or leave interactions out`,
      { argument: 'degree', value: degree },
    );
  }
  const all: Exponents[] = [];
  let previous: readonly Exponents[] = [[]];
  for (let total = 1; total <= degree; total++) {
    previous = previous.flatMap((product) => successors(product, variables, interactions));
    for (const product of previous) all.push(product);
  }
  return all;
}

/** A text that is the same for the same exponents only. */
export function productKey(exponents: Exponents): string {
  return exponents.map(([variable, exponent]) => `${variable}^${exponent}`).join();
}

/** The products with one more factor, which is the last variable or a later one: so each is made once. */
function successors(product: Exponents, variables: number, interactions: boolean): readonly Exponents[] {
  const last = product.at(-1);
  if (!last) return Array.from({ length: variables }, (_, variable): Exponents => [[variable, 1]]);
  const [variable, exponent] = last;
  const raised: Exponents = [...product.slice(0, -1), [variable, exponent + 1]];
  if (!interactions) return [raised];
  const others = Array.from({ length: variables - variable - 1 }, (_, k): Exponents => {
    return [...product, [variable + 1 + k, 1]];
  });
  return [raised, ...others];
}

/** The number of products; beyond the limit, some number that is beyond it too. */
function countOf(variables: number, degree: number, interactions: boolean): number {
  if (!interactions) return variables * degree;
  // C(d + k, k) for k = 1 … degree, integers all.
  let count = 1;
  for (let k = 1; k <= degree && count <= MOST_FEATURES + 1; k++) count = (count * (variables + k)) / k;
  return count - 1;
}
