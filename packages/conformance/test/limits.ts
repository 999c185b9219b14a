/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; a run's title prints both. */
export const limits = {
  runs: Number(process.env['WELLPOSED_RUNS'] ?? 200),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};
