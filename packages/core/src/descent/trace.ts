import { maximumMagnitude } from '../maximum-magnitude.js';
import type { Evaluation } from '../contracts/evaluation.js';
import type { TraceEntry } from '../contracts/solution.js';

/** Entries kept at most; when they are reached, every other one goes and the stride doubles. */
const MOST_ENTRIES = 1024;

/**
 * Records a descent in bounded memory: iterations 0, s, 2s, … from `first` on and the last, s the smallest multiple of `stride` by a power
 * of two that fits.
 */
export class Trace {
  private readonly kept: TraceEntry[] = [];

  constructor(
    private readonly largestStable: number | undefined,
    private stride = 1,
    private readonly first = 0,
  ) {}

  record(iteration: number, evaluation: Evaluation, learningRate: number | undefined, last = false): void {
    if (!last && (iteration - this.first) % this.stride !== 0) return;
    if (this.kept.at(-1)?.iteration === iteration) return;
    if (this.kept.length === MOST_ENTRIES) this.thin();
    this.kept.push({
      iteration,
      value: evaluation.value,
      valueChange: 0,
      gradientMaxNorm: maximumMagnitude(evaluation.gradient),
      ...(learningRate !== undefined && { learningRate }),
      ...(learningRate !== undefined &&
        this.largestStable !== undefined && { learningRateRatio: learningRate / this.largestStable }),
    });
  }

  /** The entries, each with its change since the one before. */
  entries(): readonly TraceEntry[] {
    return this.kept.map((entry, index) => {
      const before = this.kept[index - 1];
      return before ? { ...entry, valueChange: before.value - entry.value } : entry;
    });
  }

  private thin(): void {
    this.stride *= 2;
    const even = this.kept.filter((entry) => (entry.iteration - this.first) % this.stride === 0);
    this.kept.splice(0, this.kept.length, ...even);
  }
}
