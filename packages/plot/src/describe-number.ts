/** A number for a sentence: four significant digits, no trailing zeros. */
export function describeNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('e+', 'e');
}
