/** Correct significant digits of the worst of some numbers, −log₁₀ |relative error|, at most 15.95 (float64). */
export function correctDigits(computed: readonly number[], certified: readonly string[]): number {
  if (computed.length !== certified.length) return 0;
  return Math.min(
    ...computed.map((value, i) => {
      const exact = Number(certified[i]);
      return Math.min(15.95, -Math.log10(Math.abs((value - exact) / exact)));
    }),
  );
}
