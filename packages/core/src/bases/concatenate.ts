import { at } from '../at.js';
import type { Basis, ConditionedBasis } from '../contracts/basis.js';
import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray, eachLimb, selectColumns } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import { addFeatureErrors } from './feature-errors.js';
import { checkNames } from './check-names.js';
import { inTurn } from './in-turn.js';
import { MOST_CONDITIONED } from './most-conditioned.js';
import { MOST_FEATURES } from './most-features.js';

/**
 * The features of several bases side by side: a trend and a season, a spline and some columns.
 *
 * Variables are told by their names: x of the whole has those of all parts, in order of first appearance. One basis is
 * left as it is. Closed forms solve each part in its well-conditioned basis, where it has one.
 *
 * @throws FitError 'INVALID_OPTION' for no basis at all, 'DUPLICATE_NAME' when two features have one name, 'TOO_LARGE'
 * for more than 100 000 features.
 */
export function concatenate(...bases: readonly Basis[]): Basis {
  const [first, ...others] = bases;
  if (!first) throw new FitError('INVALID_OPTION', 'concatenate needs at least one basis', { argument: 'bases' });
  if (others.length === 0) return first;
  const size = bases.reduce((sum, basis) => sum + basis.size, 0);
  if (size > MOST_FEATURES) {
    throw new FitError('TOO_LARGE', `${size} features are more than ${MOST_FEATURES}`, {
      argument: 'bases',
      value: size,
    });
  }
  checkNames(
    bases.flatMap((basis) => basis.names),
    'features',
    'bases',
  );
  const joined = join(bases);
  return size <= MOST_CONDITIONED && bases.some((basis) => 'conditioned' in basis)
    ? { ...joined, conditioned: (x) => conditioned(bases, joined, x) }
    : joined;
}

/** A basis of the whole. */
interface Part {
  readonly basis: Basis;
  /** Index of its first feature. */
  readonly start: number;
  /** For each of its variables, the column of x. */
  readonly columns: readonly number[];
  /** Room for one row of its variables. */
  readonly inputs: DoubleDoubleArray;
}

function join(bases: readonly Basis[]): Basis {
  const variables = [...new Set(bases.flatMap((basis) => basis.specification.variables))];
  const d = variables.length;
  let size = 0;
  const parts = bases.map((basis): Part => {
    const start = size;
    size += basis.size;
    const columns = columnsOf(basis, variables);
    return { basis, start, columns, inputs: doubleDoubleArray(columns.length) };
  });
  const rounding = Math.max(...bases.map((basis) => basis.rounding ?? 0));
  return {
    specification: { name: 'concatenation', variables, parts: bases.map((basis) => basis.specification) },
    variables: d,
    size,
    names: bases.flatMap((basis) => basis.names),
    evaluate(x, row, out, offset) {
      for (const part of parts) {
        atRow(row, () => part.basis.evaluate(inputsOf(x, row * d, part), 0, out, offset + part.start));
      }
    },
    differentiate(x, row, variable, out, offset) {
      inTurn(parts, (part) => {
        const { basis, start } = part;
        const own = part.columns.indexOf(variable);
        if (own < 0) {
          out.hi.fill(0, offset + start, offset + start + basis.size);
          out.lo.fill(0, offset + start, offset + start + basis.size);
        } else atRow(row, () => basis.differentiate(inputsOf(x, row * d, part), 0, own, out, offset + start));
      });
    },
    readsRest: true,
    ...(rounding > 0 && { rounding }),
    addErrors(x, row, variable, out, offset) {
      for (const part of parts) {
        const own = variable === undefined ? undefined : part.columns.indexOf(variable);
        // Of a variable that is not there the derivative is exactly 0.
        if (own === undefined || own >= 0) {
          atRow(row, () => addFeatureErrors(part.basis, inputsOf(x, row * d, part), 0, own, out, offset + part.start));
        }
      }
    },
  };
}

/** One row of a part's variables, from the row of x that starts at `from`; overwritten by the next call. */
function inputsOf(x: ExpansionArray, from: number, { columns, inputs }: Part): ExpansionArray {
  for (const [v, column] of columns.entries()) {
    inputs.hi[v] = at(x.hi, from + column);
    inputs.lo[v] = at(x.lo, from + column);
  }
  if (!x.rest && x.error === undefined) return inputs;
  return eachLimb(x, (limb) => Float64Array.from(columns, (column) => at(limb, from + column)));
}

/** For each variable of the basis, its column of x. */
function columnsOf(basis: Basis, variables: readonly string[]): readonly number[] {
  const columns = new Map(variables.map((variable, column) => [variable, column]));
  return basis.specification.variables.map((variable) => columns.get(variable) ?? 0);
}

/** A part sees its row as row 0: what it says of a row is put right. */
function atRow(row: number, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof FitError) || error.details.row === undefined) throw error;
    throw new FitError(error.code, error.message, { ...error.details, row });
  }
}

/**
 * Each part in its well-conditioned basis. With M₁, M₂ … their changes of basis, whose first columns are (1, 0, …)
 * since the constant is the same in both,
 *
 *     M = [ 1  M₁[0, 1…]  M₂[0, 1…] ]
 *         [ 0  M₁[1…, 1…]     0     ]
 *         [ 0      0      M₂[1…, 1…] ]
 */
function conditioned(bases: readonly Basis[], whole: Basis, x: ExpansionArray): ConditionedBasis {
  const { variables } = whole.specification;
  const size = whole.size + 1;
  const changeOfBasis = doubleDoubleArray(size * size);
  changeOfBasis.hi[0] = 1;
  const errors = new Float64Array(size * size);
  const exponents = new Float64Array(size);
  let start = 1;
  const better = bases.map((basis): Basis => {
    const found = basis.conditioned?.(selectColumns(x, variables.length, columnsOf(basis, variables)));
    for (let j = 1; j <= basis.size; j++) {
      if (!found) changeOfBasis.hi[(start + j - 1) * (size + 1)] = 1;
      else copyColumn(found, basis.size + 1, j, { changeOfBasis, errors }, size, start);
    }
    if (found?.changeOfBasis.exponents) exponents.set(found.changeOfBasis.exponents.subarray(1), start);
    start += basis.size;
    return found?.basis ?? basis;
  });
  const isWide = exponents.some((exponent) => exponent !== 0);
  return { basis: join(better), changeOfBasis: { ...changeOfBasis, ...(isWide && { exponents }) }, errors };
}

/** Column j of a part's matrix, and its errors, to the columns of the whole that start at `start`. */
function copyColumn(
  source: Omit<ConditionedBasis, 'basis'>,
  sourceSize: number,
  j: number,
  target: Omit<ConditionedBasis, 'basis'>,
  size: number,
  start: number,
): void {
  for (let i = 0; i < sourceSize; i++) {
    const from = i * sourceSize + j;
    const to = (i === 0 ? 0 : start + i - 1) * size + start + j - 1;
    target.changeOfBasis.hi[to] = at(source.changeOfBasis.hi, from);
    target.changeOfBasis.lo[to] = at(source.changeOfBasis.lo, from);
    target.errors[to] = at(source.errors, from);
  }
}
