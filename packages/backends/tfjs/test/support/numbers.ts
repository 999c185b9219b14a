/** Reproducible numbers in [−1, 1), rounded to float32: xorshift32 (Marsaglia, "Xorshift RNGs", J. Stat. Softw. 8(14) (2003)). */
export function numbers(length: number, seed: number): Float32Array {
  let state = seed >>> 0 || 1;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 31 - 1;
  });
}
