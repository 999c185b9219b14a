/**
 * `count` numbers uniform in (−0.5, 0.5), as PyTorch starts the four weights of such a model; the same for the same seed.
 *
 * Generator: Mulberry32, T. Ettinger (2017), public domain: a counter mixed by multiplications, 32 bits of state.
 */
export function randomStart(seed: number, count: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  });
}
