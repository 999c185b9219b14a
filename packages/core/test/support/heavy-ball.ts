import type { UpdateRule } from '../../src/contracts/optimizer.js';
import { descent } from '../../src/descent/descent.js';

interface State {
  readonly velocity: Float64Array;
}

/** v ← μ v − η g, θ ← θ + v, which says so; η = 1/λmax for 'auto'. */
export function heavyBall(rate: number | 'auto', momentum: number) {
  let learningRate = rate === 'auto' ? NaN : rate;
  const rule: UpdateRule<State> = {
    name: 'heavy-ball',
    needsSpectrum: rate === 'auto',
    init: (theta, { spectrum }) => {
      if (rate === 'auto') learningRate = 1 / spectrum!.eigenvalues[0]!;
      return { velocity: new Float64Array(theta.length) };
    },
    update(gradient, { velocity }) {
      const next = velocity.map((v, j) => momentum * v - learningRate * gradient[j]!);
      return [next, { velocity: next }];
    },
    learningRate: () => learningRate,
    learningRates: ({ eigenvalues }) => ({
      largestStable: (2 * (1 + momentum)) / eigenvalues[0]!,
      best: (2 * (1 + momentum)) / (eigenvalues[0]! + eigenvalues[eigenvalues.length - 1]!),
    }),
    momentum: {
      read: ({ velocity }) => ({ velocity, learningRate, momentum }),
      write: (_, velocity) => ({ velocity: velocity.slice() }),
    },
  };
  return descent(rule);
}
