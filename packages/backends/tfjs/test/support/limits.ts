import { vi } from 'vitest';

/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; a run's title prints both. */
const asked = Number(process.env['WELLPOSED_RUNS'] ?? 200);

/** An operation of TensorFlow.js costs as much as a whole small problem elsewhere: fewer problems a law, by twenty. */
export const limits = {
  runs: Math.ceil(asked / 20),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};

// A law takes some 100 ms a run on an idle machine; ten times that when others share it.
vi.setConfig({ testTimeout: Math.max(60_000, 1000 * limits.runs) });
