/**
 * Reads `array[index]` where the caller's loop bounds already guarantee that the index is in range.
 *
 * `noUncheckedIndexedAccess` types every element read as possibly undefined; numeric loops would drown in checks that
 * can never fire. This is the one place where that guarantee is asserted.
 */
export function at(array: Float64Array, index: number): number {
  return array[index] as number;
}
