import { Presets, SingleBar } from 'cli-progress';
import type { TextOutput } from '../io.js';

/** Shows how far a descent is. */
export interface ProgressBar {
  update(iteration: number, value: number): void;
  stop(): void;
}

/** A bar on a terminal, which is gone once it stops; elsewhere nothing is shown. */
export function progressBar(stream: TextOutput, total: number): ProgressBar {
  if (stream.isTTY !== true) return { update: () => undefined, stop: () => undefined };
  const format = 'descending {bar} {value}/{total} steps, loss {loss}, {eta_formatted} left';
  const bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0, { loss: '–' });
  return {
    update: (iteration, value) => bar.update(iteration, { loss: value.toPrecision(5) }),
    stop: () => bar.stop(),
  };
}
