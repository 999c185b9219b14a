import type { ExpansionArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { reading } from '../../reading.js';
import type { NumberInput, TableInput } from './number-input.js';
import { toDoubleDouble } from './to-double-double.js';
import { joinRows } from './join-rows.js';

/** n × d numbers, row-major. */
export interface Table {
  readonly numbers: ExpansionArray;
  readonly columns: number;
}

/**
 * A table of `rows` rows, from its rows or from one row-major array, whose d then follows.
 *
 * @param rows n, at least 1
 * @throws FitError 'SHAPE_MISMATCH' when it has other rows than that, and as `joinRows` and `toDoubleDouble` do.
 */
export function toTable(table: TableInput, argument: string, rows: number): Table {
  if (isRows(table)) {
    if (table.length !== rows) {
      throw new FitError(
        'SHAPE_MISMATCH',
        `${argument} has ${table.length} rows, y has ${rows}: they must be as many`,
        {
          argument,
          value: table.length,
        },
      );
    }
    const numbers = reading(argument, () => joinRows(table, argument));
    return { numbers, columns: numbers.hi.length / rows };
  }
  const numbers = toDoubleDouble(table, argument);
  const { length } = numbers.hi;
  if (length % rows !== 0) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `${argument} has ${length} numbers, which is not a multiple of the ${rows} rows of y`,
      { argument, value: length },
    );
  }
  return { numbers, columns: length / rows };
}

/** Whether a table is given by its rows: an array whose first element is no number. What cannot be read is not. */
export function isRows(table: TableInput): table is readonly NumberInput[] {
  try {
    return Array.isArray(table) && (table.length === 0 || typeof table[0] === 'object');
  } catch {
    return false;
  }
}
