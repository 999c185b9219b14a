/** A Float64Array whose memory was given away: its length is 0. */
export function transferred(): Float64Array {
  const array = Float64Array.of(1, 2, 3);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}
