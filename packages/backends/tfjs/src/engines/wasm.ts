import type { EngineKind } from '../engine-kind.js';
import { host } from '../host.js';
import type { EngineInstance, TensorFlow } from '../tensor-flow.js';

/** The module behind the engine, as far as it is used here. */
interface WasmModule {
  _malloc: (bytes: number) => number;
  readonly tfjs: { getThreadsCount(): number };
}

/** WebAssembly by XNNPACK, with SIMD where there is SIMD; with threads in a page that is isolated, never in Node. */
export const wasm: EngineKind = {
  name: 'wasm',
  hosts: ['node', 'browser'],
  library: '@tensorflow/tfjs-backend-wasm',
  async load(_tf, { wasmPaths }) {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const paths = wasmPaths ?? (host() === 'browser' ? bundledPaths() : undefined);
    if (paths !== undefined) setWasmPaths(typeof paths === 'string' ? paths : { ...paths });
  },
  async start(make) {
    const before = crashListeners();
    const instance = await make();
    // It makes Node crash on errors that are not its own, whatever the application does about them.
    for (const { event, listener } of crashListeners()) {
      if (!before.some((known) => known.listener === listener)) nodeProcess()?.removeListener(event, listener);
    }
    return instance;
  },
  device: (tf, instance) => `cpu, WebAssembly (${features(tf, instance)})`,
  guard(instance) {
    const module = moduleOf(instance);
    if (module === undefined) return () => undefined;
    const allocate = module._malloc;
    // Out of memory, the engine's malloc gives the address 0, and the engine writes there.
    module._malloc = (bytes) => {
      const address = allocate(bytes);
      if (address === 0 && bytes > 0) throw new RangeError(`out of memory: no room for ${bytes} bytes`);
      return address;
    };
    return () => {
      module._malloc = allocate;
    };
  },
};

/** What of Node's process is used here. */
interface NodeProcess {
  listeners(event: string): readonly unknown[];
  removeListener(event: string, listener: unknown): void;
}

function nodeProcess(): NodeProcess | undefined {
  const { process } = globalThis as { readonly process?: Partial<NodeProcess> };
  return process?.listeners && process.removeListener ? (process as NodeProcess) : undefined;
}

/** What Emscripten's modules listen to, and by what text: `throw ex` and `throw reason`. */
function crashListeners(): readonly { readonly event: string; readonly listener: unknown }[] {
  return ['uncaughtException', 'unhandledRejection'].flatMap((event) =>
    (nodeProcess()?.listeners(event) ?? [])
      .filter((listener) => /throw (ex|reason)\b/.test(String(listener)))
      .map((listener) => ({ event, listener })),
  );
}

// What a browser, a bundler and Node have in common.
declare const URL: new (path: string, base: string) => { readonly href: string };
declare global {
  interface ImportMeta {
    url: string;
  }
}

/** Addresses that a bundler finds and replaces: written out, one by one, or it does not. */
const bundledPaths = (): Readonly<Record<string, string>> => ({
  'tfjs-backend-wasm.wasm': new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url).href,
  'tfjs-backend-wasm-simd.wasm': new URL(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
    import.meta.url,
  ).href,
  'tfjs-backend-wasm-threaded-simd.wasm': new URL(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm',
    import.meta.url,
  ).href,
});

/** What the engine found when it started: its flags are known by then. */
function features(tf: TensorFlow, instance: EngineInstance): string {
  const simd = tf.env().getBool('WASM_HAS_SIMD_SUPPORT') ? 'SIMD' : 'no SIMD';
  const threads = moduleOf(instance)?.tfjs.getThreadsCount() ?? 1;
  return `${simd}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

function moduleOf(instance: EngineInstance): WasmModule | undefined {
  if (!('wasm' in instance)) return undefined;
  const module = instance.wasm;
  return typeof module === 'object' && module !== null && '_malloc' in module ? (module as WasmModule) : undefined;
}
