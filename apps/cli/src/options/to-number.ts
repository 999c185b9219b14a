import type { DoubleDoubleArray } from '@wellposed/core';
import { at } from '@wellposed/core';
import { usageError } from '../command-error.js';
import { parseNumber } from '../input/parse-number.js';
import { quote } from '../output/printable.js';

/**
 * Reads a number of the command line.
 *
 * @throws CommandError (exit code 2) that names the option
 */
export function toNumber(flag: string, text: string): number {
  return at(toExactNumber(flag, text).hi, 0);
}

/**
 * Reads a number of the command line exactly, in double-double (arrays of length 1).
 *
 * @throws CommandError (exit code 2) that names the option
 */
export function toExactNumber(flag: string, text: string): DoubleDoubleArray {
  const parsed = parseNumber(text);
  if (!parsed.ok) throw usageError(`${flag}: ${quote(text)} ${parsed.reason}`);
  return { hi: Float64Array.of(parsed.value), lo: Float64Array.of(parsed.low) };
}
