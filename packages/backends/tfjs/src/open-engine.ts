import type { EngineKind, EngineSettings } from './engine-kind.js';
import { Engine } from './engine.js';
import { Obstacle } from './obstacle.js';
import type { EngineInstance, TensorFlow } from './tensor-flow.js';

/** The engines at work, by what TensorFlow.js made of them: one each, since each listens for the loss of its device. */
const opened = new WeakMap<EngineInstance, Promise<Engine>>();

/** Instances on their way: two askers get one. */
const pending = new Map<string, Promise<EngineInstance>>();

/**
 * Starts an engine, or takes the one that runs. What was lost is started anew.
 *
 * @throws Obstacle when it cannot run here
 */
export async function openEngine(tf: TensorFlow, kind: EngineKind, settings: EngineSettings): Promise<Engine> {
  const { name } = kind;
  const running = pending.get(name) ?? instanceOf(tf, kind, settings);
  pending.set(name, running);
  let instance: EngineInstance;
  try {
    instance = await running;
  } finally {
    pending.delete(name);
  }
  const known = opened.get(instance);
  if (known === undefined) {
    const made = checked(tf, kind, instance);
    opened.set(instance, made);
    made.catch(() => opened.delete(instance));
    return made;
  }
  const engine = await known;
  if (!engine.isBroken) return engine;
  const { registry } = tf.engine();
  if (registry[name] === instance) Reflect.deleteProperty(registry, name);
  return openEngine(tf, kind, settings);
}

/** The instance that TensorFlow.js has, or a new one. Not by `setBackend`, which tells the console why it fails, and nobody else. */
async function instanceOf(tf: TensorFlow, kind: EngineKind, settings: EngineSettings): Promise<EngineInstance> {
  const { name, library } = kind;
  const engine = tf.engine();
  const existing = engine.registry[name];
  if (existing) return existing;
  const remedy = `npm install ${library}@4.22.0, or use another engine`;
  if (!(name in engine.registryFactory)) {
    const before = tf.getBackend() as string | undefined;
    try {
      await kind.load(tf, settings);
    } catch (cause) {
      throw Obstacle.of(cause, `${library} does not load`, remedy);
    } finally {
      // Some make themselves the current engine.
      if (before !== undefined && before !== tf.getBackend()) void tf.setBackend(before);
    }
    if (engine.registry[name]) return engine.registry[name];
  }
  try {
    const instance = await engine.findBackendFactory(name)();
    kind.prepare?.(instance);
    // Another asker, outside of here, may have been faster.
    return (engine.registry[name] ??= instance);
  } catch (cause) {
    throw Obstacle.of(cause, `${library} does not start`, 'see its documentation, or use another engine');
  }
}

/** Proves by one product that an engine computes, and in float32: (1 + 2⁻²³)·1 − 1·1 = 2⁻²³, which is 0 in anything less. */
async function checked(tf: TensorFlow, kind: EngineKind, instance: EngineInstance): Promise<Engine> {
  kind.check?.(tf);
  const engine = new Engine(tf, kind, instance);
  let difference: number | undefined;
  try {
    [difference] = await engine.read('a first product', () =>
      tf.matMul(tf.tensor(Float32Array.of(1 + 2 ** -23, -1), [1, 2]), tf.tensor(Float32Array.of(1, 1), [2, 1])),
    );
  } catch (cause) {
    throw Obstacle.of(cause, `${kind.library} does not compute`, 'use another engine');
  }
  if (difference === 2 ** -23) return engine;
  throw new Obstacle(
    `${kind.library}: (1 + 2⁻²³) − 1 is ${String(difference)} here, so it computes in less than float32`,
    'use another engine',
  );
}
