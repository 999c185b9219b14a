import { at } from '../at.js';
import type { ExactNumber } from '../contracts/basis-specification.js';
import type { Basis, ConditionedBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray, selectColumns } from '../double-double/double-double-array.js';
import { ExactSum } from '../double-double/exact-sum.js';
import { centredColumns } from './centred-columns.js';
import { checkNames } from './check-names.js';
import { FINE, isFine } from './domain-of.js';
import { MOST_CONDITIONED } from './most-conditioned.js';

/**
 * The columns of x as they are: φ(x) = x. Multiple linear regression.
 *
 * Closed forms with an intercept solve in the columns less their means and convert, which only the intercept sees.
 *
 * @throws FitError 'DUPLICATE_NAME' when two columns have one name.
 */
export function columns(names: readonly string[]): Basis {
  checkNames(names, 'columns', 'names');
  const size = names.length;
  const basis: Basis = {
    specification: { name: 'columns', variables: [...names] },
    variables: size,
    size,
    names: [...names],
    evaluate(x, row, out, offset) {
      for (let j = 0; j < size; j++) {
        out.hi[offset + j] = at(x.hi, row * size + j);
        out.lo[offset + j] = at(x.lo, row * size + j);
      }
    },
    differentiate(_x, _row, variable, out, offset) {
      for (let j = 0; j < size; j++) {
        out.hi[offset + j] = j === variable ? 1 : 0;
        out.lo[offset + j] = 0;
      }
    },
  };
  return size <= MOST_CONDITIONED ? { ...basis, conditioned: (x) => centred(basis.names, x) } : basis;
}

/** M = [1 −mᵀ; 0 I], rounded only where m has more limbs than double-double. */
function centred(variables: readonly string[], x: ExpansionArray): ConditionedBasis {
  const columns = variables.length;
  const rows = x.hi.length / columns;
  const means = new Float64Array(columns);
  const least = new Float64Array(columns).fill(Infinity);
  const most = new Float64Array(columns).fill(-Infinity);
  for (const [k, value] of x.hi.entries()) {
    const j = k % columns;
    means[j] = at(means, j) + value / rows;
    least[j] = Math.min(at(least, j), value);
    most[j] = Math.max(at(most, j), value);
  }
  const centres = Array.from(means, (mean, j) => {
    const [low, high] = [at(least, j), at(most, j)];
    // A column so wide that its differences overflow is not far from 0, where a centre would help.
    if (!Number.isFinite(low - mean) || !Number.isFinite(high - mean)) return 0;
    return isFine(low, high) ? fineCentre(selectColumns(x, columns, [j]), mean) : mean;
  });
  const size = columns + 1;
  const changeOfBasis = doubleDoubleArray(size * size);
  const errors = new Float64Array(size * size);
  for (let j = 0; j < size; j++) changeOfBasis.hi[j * (size + 1)] = 1;
  const rounded = new DoubleDouble();
  for (const [j, centre] of centres.entries()) {
    const sum = new ExactSum().addExact(centre, -1);
    const { hi, lo } = sum.take(rounded);
    changeOfBasis.hi[j + 1] = hi;
    changeOfBasis.lo[j + 1] = lo;
    errors[j + 1] = 2 * Math.abs(sum.leading());
  }
  const columnSizes = Float64Array.from([
    1,
    ...least.map((low, j) => Math.max(Math.abs(low), Math.abs(at(most, j))) || 1),
  ]);
  return { basis: centredColumns({ variables, centres }), changeOfBasis, errors, columnSizes };
}

/** The mean of numbers that differ in their last limbs, to a fraction of what they differ by: the first and the mean of the differences. */
function fineCentre(x: ExpansionArray, mean: number): ExactNumber {
  if (!x.rest && x.lo.every((low) => low === 0)) return mean;
  const sum = new ExactSum();
  let [total, largest] = [0, 0];
  for (let row = 1; row < x.hi.length; row++) {
    const difference = sum.clear().addNumber(x, row, 1).addNumber(x, 0, -1).leading();
    total += difference;
    largest = Math.max(largest, Math.abs(difference));
  }
  if (largest === 0) return mean;
  const limbs = sum
    .clear()
    .addNumber(x, 0, 1)
    .add(total / x.hi.length)
    .takeLimbs(FINE * largest);
  return limbs.length > 1 ? limbs : (limbs[0] ?? 0);
}
