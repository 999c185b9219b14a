import type { Optimizer, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Engine } from './engine.js';
import type { TensorFlow } from './tensor-flow.js';

/** The numbers that an optimizer of TensorFlow.js remembers, plain data: empty before its first step. */
export type Memory = readonly Float32Array[];

/**
 * One step of an optimizer of TensorFlow.js, made for this step alone and gone after it: the change of θ, in float32, and what the
 * optimizer remembers of it.
 *
 * All of them add a change to a variable, which is 0 here, so that what is left in it is the change. What they remember lies in
 * variables of their own, made at their first step: that is taken with a gradient of 0, and the variables get the numbers
 * remembered. Their `getWeights` and `setWeights` would do, but answer later, lose powers of β, and adamax has none.
 *
 * @param make makes the optimizer
 * @throws FitError 'DEVICE_FAILED'
 */
export function trainStep(
  engine: Engine,
  make: (train: TensorFlow['train']) => Optimizer,
  memory: Memory,
  gradient: Float64Array,
): readonly [step: Float64Array, memory: Memory] {
  return engine.run('a step of an optimizer', (tf) => {
    const made: { dispose(): void }[] = [];
    try {
      const optimizer = make(tf.train);
      made.push({ dispose: () => tf.dispose(tensorsOf(optimizer)) });
      const change = tf.variable(tf.zeros([gradient.length]));
      made.push(change);
      const apply = (numbers: Float32Array): void =>
        optimizer.applyGradients([{ name: change.name, tensor: tf.tensor(numbers) }]);
      if (memory.length > 0) {
        apply(new Float32Array(gradient.length));
        variablesOf(tf, optimizer).forEach((variable, k) => {
          variable.assign(tf.tensor(memory[k]?.slice() ?? [], variable.shape));
        });
        change.assign(tf.zeros([gradient.length]));
      }
      apply(Float32Array.from(gradient));
      return [
        Float64Array.from(change.dataSync()),
        variablesOf(tf, optimizer).map((variable) => Float32Array.from(variable.dataSync())),
      ];
    } finally {
      for (const thing of made) thing.dispose();
    }
  });
}

/** The variables that an optimizer made, in the order of its members. */
function variablesOf(tf: TensorFlow, optimizer: Optimizer): readonly Variable[] {
  return tensorsOf(optimizer).filter((tensor): tensor is Variable => tensor instanceof tf.Variable);
}

/** Every tensor that an optimizer holds: in a member, or in a list of { variable }. Its own `dispose` forgets some. */
function tensorsOf(optimizer: Optimizer): Tensor[] {
  return Object.values(optimizer)
    .flatMap((member: unknown) => (Array.isArray(member) ? (member as unknown[]) : [member]))
    .flatMap((entry) => (isRecord(entry) ? [entry, entry['variable']] : []))
    .filter((entry): entry is Tensor => isRecord(entry) && 'dataId' in entry);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
