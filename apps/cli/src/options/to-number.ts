import type { ExpansionArray } from '@wellposed/core';
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
 * Reads a number of the command line exactly (arrays of length 1).
 *
 * @throws CommandError (exit code 2) that names the option
 */
export function toExactNumber(flag: string, text: string): ExpansionArray {
  const parsed = parseNumber(text);
  if (!parsed.ok) throw usageError(`${flag}: ${quote(text)} ${parsed.reason}`);
  return parsed.number;
}
