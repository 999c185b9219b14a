import { vi } from 'vitest';

/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; a run's title prints both. */
const asked = Number(process.env['WELLPOSED_RUNS'] ?? 200);

/** A kernel call costs more than a whole small problem elsewhere, most in emulated WebGL: fewer problems a law, by ten. */
export const limits = {
  runs: Math.ceil(asked / 10),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};

vi.setConfig({ testTimeout: Math.max(60_000, 2000 * limits.runs) });
