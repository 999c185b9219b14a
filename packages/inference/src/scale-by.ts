/**
 * value · a · b with powers of two a and b, in an order that overflows or underflows only when the result does
 * (nearly).
 */
export function scaleBy(value: number, a: number, b: number): number {
  const factor = a * b;
  return factor > 0 && factor < Infinity ? value * factor : value * a * b;
}
