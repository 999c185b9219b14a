import type { Optimizer } from '../../src/contracts/optimizer.js';

/** θ ← θ − α g, as plain as an optimizer can be. */
export function gradientDescent(
  rate: number,
  { spectrum = false }: { readonly spectrum?: boolean } = {},
): Optimizer<{ theta: Float64Array }> {
  return {
    name: 'gradient-descent',
    needs: { evaluation: 'gradient', spectrum },
    init: (start) => ({ theta: start.slice() }),
    ask: ({ theta }) => ({ theta }),
    tell: ({ theta }, { gradient }) => ({ theta: theta.map((value, j) => value - rate * gradient[j]!) }),
    learningRate: () => rate,
    learningRates: ({ eigenvalues }) => ({
      largestStable: 2 / eigenvalues[0]!,
      best: 2 / (eigenvalues[0]! + eigenvalues[eigenvalues.length - 1]!),
    }),
  };
}
