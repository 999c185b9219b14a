import { FitError, refuseUnknownOptions } from '@wellposed/core';
import type { Availability, Backend, OptionKeys } from '@wellposed/core';
import { deviceSession, deviceSupports } from '@wellposed/device';
import type { DeviceSolver } from '@wellposed/device';
import type { EngineKind, EngineSettings } from './engine-kind.js';
import type { Engine } from './engine.js';
import { host } from './host.js';
import { messageOf, Obstacle } from './obstacle.js';
import { openEngine } from './open-engine.js';
import type { TensorFlow } from './tensor-flow.js';
import { tensorMatrix } from './tensor-matrix.js';

const supports = deviceSupports();

/** How to make a backend of TensorFlow.js. */
export interface TfjsOptions extends EngineSettings {
  /** The engine; default: the first that runs, see `tfjsEngines`. */
  readonly engine?: string;
  /**
   * Your own instance of TensorFlow.js: its current engine is used, or `engine`, which has to be registered with it. Nothing is
   * imported then, and nothing in it changed for longer than an operation takes.
   */
  readonly tf?: TensorFlow;
}

const optionKeys = { engine: true, tf: true, wasmPaths: true } satisfies OptionKeys<TfjsOptions>;

/** The backend of TensorFlow.js. */
export interface TfjsBackend extends Backend<DeviceSolver> {
  /** How many tensors are alive in TensorFlow.js, of all its users: as many after a session as before. */
  tensors(): number;
}

/** Where engines and TensorFlow.js itself come from. */
export interface TfjsSource {
  readonly kinds: readonly EngineKind[];
  readonly importCore: () => Promise<TensorFlow>;
}

/** An engine, and why it is not a faster one. */
interface Choice {
  readonly engine: Engine;
  readonly note?: string;
}

/** The backend `tfjs`, on engines from a source of them. */
export function tfjsFrom({ kinds, importCore }: TfjsSource, options: TfjsOptions): TfjsBackend {
  refuseUnknownOptions(options, optionKeys, 'tfjs');
  const { engine: wanted, tf: given } = options;
  if (wanted !== undefined && !kinds.some(({ name }) => name === wanted)) {
    const names = kinds.map(({ name }) => name).join(', ');
    throw new FitError('INVALID_OPTION', `engine must be one of ${names}, got '${wanted}'`, {
      argument: 'engine',
      value: wanted,
    });
  }
  let core = given;
  let chosen: Choice | undefined;

  const choose = async (): Promise<Choice> => {
    if (chosen && !chosen.engine.isBroken) return chosen;
    core ??= await importCore();
    chosen = given
      ? { engine: await openEngine(given, await kindIn(given, kinds, wanted), options) }
      : await firstOf(core, wanted === undefined ? kinds : kinds.filter(({ name }) => name === wanted), options);
    return chosen;
  };

  return {
    name: wanted === undefined ? 'tfjs' : `tfjs-${wanted}`,
    supports,
    tensors: () => core?.memory().numTensors ?? 0,
    async available(): Promise<Availability> {
      try {
        const { engine, note } = await choose();
        return { ok: true, engine: engine.title, device: engine.device, ...(note !== undefined && { note }) };
      } catch (cause) {
        const { reason, remedy } = Obstacle.of(cause, 'TensorFlow.js does not start', 'see its documentation');
        return { ok: false, engine: ['tfjs', wanted].filter(Boolean).join(' '), reason, remedy };
      }
    },
    async open(system) {
      let engine: Engine;
      try {
        ({ engine } = await choose());
      } catch (cause) {
        throw new FitError('BACKEND_UNAVAILABLE', messageOf(cause), { argument: 'backend', value: wanted });
      }
      return deviceSession(system, supports, (data) => tensorMatrix(engine, data));
    },
  };
}

/** The first engine that runs, of those of this host; one alone need not be of this host to say why it does not run. */
async function firstOf(tf: TensorFlow, kinds: readonly EngineKind[], settings: EngineSettings): Promise<Choice> {
  const here = host();
  const candidates = kinds.length === 1 ? kinds : kinds.filter(({ hosts }) => hosts.includes(here));
  const obstacles: Obstacle[] = [];
  for (const kind of candidates) {
    try {
      const engine = await openEngine(tf, kind, settings);
      if (obstacles.length === 0) return { engine };
      return { engine, note: [...obstacles.map(({ reason }) => reason), `using ${kind.name}`].join('; ') };
    } catch (cause) {
      obstacles.push(Obstacle.of(cause, `${kind.library} does not run`, 'use another engine'));
    }
  }
  const texts = (part: 'reason' | 'remedy'): string => obstacles.map((obstacle) => obstacle[part]).join('; ');
  throw new Obstacle(texts('reason') || 'no engine is meant for this host', texts('remedy') || 'name an engine');
}

/** What is known of the current engine of a caller's own TensorFlow.js, or of the one that is wanted; nothing is imported for it. */
async function kindIn(tf: TensorFlow, kinds: readonly EngineKind[], wanted: string | undefined): Promise<EngineKind> {
  if (wanted === undefined) await tf.ready();
  const name = wanted ?? tf.getBackend();
  const known = kinds.find((kind) => kind.name === name);
  const library = known?.library ?? `the engine '${name}'`;
  return {
    ...(known ?? { name, hosts: [], device: () => 'unknown device' }),
    library,
    load() {
      throw new Obstacle(`this instance of TensorFlow.js has no engine '${name}'`, `import '${library}' first`);
    },
  };
}
