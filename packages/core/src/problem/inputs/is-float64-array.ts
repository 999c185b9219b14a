/**
 * Whether a value is a Float64Array and nothing else: a proxy of one has its prototype, but its `length` throws; a
 * subclass, or one with a `length` of its own, may say anything.
 */
export function isFloat64Array(value: unknown): value is Float64Array {
  return (
    ArrayBuffer.isView(value) &&
    Object.getPrototypeOf(value) === Float64Array.prototype &&
    !Object.prototype.hasOwnProperty.call(value, 'length')
  );
}
