import type { EngineKind, EngineSettings } from './engine-kind.js';
import { Engine } from './engine.js';
import { Obstacle } from './obstacle.js';
import type { EngineInstance, TensorFlow } from './tensor-flow.js';

/** What was opened of one instance of TensorFlow.js. */
interface Opened {
  /** One engine for each of its instances, since each listens for the loss of its device. */
  readonly engines: WeakMap<EngineInstance, Promise<Engine>>;
  /** Instances on their way, by name: two askers get one. */
  readonly pending: Map<string, Promise<EngineInstance>>;
}

const openedOf = new WeakMap<TensorFlow, Opened>();

/**
 * Starts an engine, or takes the one that runs. What was lost is started anew.
 *
 * @throws Obstacle when it cannot run here
 */
export async function openEngine(tf: TensorFlow, kind: EngineKind, settings: EngineSettings): Promise<Engine> {
  const { name } = kind;
  const opened: Opened = openedOf.get(tf) ?? { engines: new WeakMap(), pending: new Map() };
  openedOf.set(tf, opened);
  const running = opened.pending.get(name) ?? instanceOf(tf, kind, settings);
  opened.pending.set(name, running);
  let instance: EngineInstance;
  try {
    instance = await running;
  } finally {
    opened.pending.delete(name);
  }
  let engine: Engine;
  try {
    const known = opened.engines.get(instance) ?? checked(tf, kind, instance);
    opened.engines.set(instance, known);
    engine = await known;
  } catch (cause) {
    opened.engines.delete(instance);
    throw cause;
  }
  if (!engine.isBroken) return engine;
  const { registry } = tf.engine();
  if (registry[name] === instance) {
    Reflect.deleteProperty(registry, name);
    discard(instance);
  }
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
  const factory = engine.registryFactory[name]?.factory;
  if (factory === undefined) {
    // Its import registers it, and only the first time.
    const what = `${library}: TensorFlow.js has no engine '${name}', or it was removed`;
    throw new Obstacle(what, 'start anew, and leave the engine registered');
  }
  try {
    const make = async (): Promise<EngineInstance> => factory();
    const instance = await (kind.start ? kind.start(make) : make());
    // Another asker, outside of here, may have been faster.
    engine.registry[name] ??= instance;
    // In place of one that was lost: TensorFlow.js would go on with that, and its reads wait for ever.
    if (name === tf.getBackend()) void tf.setBackend(name);
    return engine.registry[name];
  } catch (cause) {
    throw Obstacle.of(cause, `${library} does not start`, 'see its documentation, or use another engine');
  }
}

/**
 * Disposes of an instance whose device is lost, whatever it says to that: the programs that it compiled are in a cache of
 * TensorFlow.js for all contexts of WebGL, and another context computes zeros with them.
 */
function discard(instance: EngineInstance): void {
  try {
    instance.dispose();
  } catch {
    // Nobody can use it any more, and what it held went with its device.
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
