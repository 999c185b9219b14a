import { vi } from 'vitest';

/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; a run's title prints both. */
export const limits = {
  runs: Number(process.env['WELLPOSED_RUNS'] ?? 200),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};

// A law takes some 10 ms a run on an idle machine; thirty times that when others share it.
vi.setConfig({ testTimeout: Math.max(60_000, 300 * limits.runs) });
