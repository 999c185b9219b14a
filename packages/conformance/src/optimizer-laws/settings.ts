import { once } from '../laws/once.js';
import { refusal } from '../laws/refusal.js';
import type { OptimizerLaw } from '../optimizer-law.js';

export const settings: OptimizerLaw = {
  name: 'settings',
  statement:
    'a learning rate that is 0, negative or not finite is refused with INVALID_OPTION before any step; the name is a word',
  source: 'Contract of Optimizer and FitErrorCode',
  remedy: 'Check the setting where the optimizer is made.',
  async check({ makeOptimizer, seed }) {
    return once(seed, undefined, async () => {
      const { name } = makeOptimizer({ learningRate: 1 });
      if (!/^[a-z][a-z0-9-]*$/.test(name)) return `name '${name}' is not a lower-case word`;
      for (const learningRate of [0, -1, NaN, Infinity]) {
        const broken = await refusal(`learning rate ${learningRate}`, 'INVALID_OPTION', () =>
          makeOptimizer({ learningRate }).init(Float64Array.of(1), { parameters: 1 }),
        );
        if (broken) return broken;
      }
      return undefined;
    });
  },
};
