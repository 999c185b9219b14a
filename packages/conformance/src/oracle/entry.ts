/**
 * Reads `array[index]` where the caller's loop bounds already guarantee that the index is in range; the counterpart of
 * core's `at` for arrays of anything.
 */
export function entry<T>(array: readonly T[], index: number): T {
  return array[index] as T;
}
