/** A number with so many significant digits, without trailing zeros: 1.62e-6, 4.7, 10000. */
export function formatSignificant(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const magnitude = Math.abs(rounded);
  const plain = magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e5);
  return plain ? String(rounded) : rounded.toExponential().replace('e+', 'e');
}
