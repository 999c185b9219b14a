/** Problems on which every pair is compared; WELLPOSED_RUNS (200 by default) and WELLPOSED_SEED change them. */
export const limits = {
  runs: 5 * Number(process.env['WELLPOSED_RUNS'] ?? 200),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};

/** A problem costs some 50 ms on all engines together on an idle machine; ten times that when others share it. */
export const patience = Math.max(60_000, 500 * limits.runs);
