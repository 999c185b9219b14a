import type { EngineKind } from '../engine-kind.js';
import { nodeVersion } from '../host.js';
import { messageOf, Obstacle } from '../obstacle.js';
import type { EngineInstance } from '../tensor-flow.js';

const LIBRARY = '@tensorflow/tfjs-node';
const LOG_LEVEL = 'TF_CPP_MIN_LOG_LEVEL';
const WARNINGS = '1';
const BUILD = `npm rebuild ${LIBRARY} --build-addon-from-source, which needs a compiler and the network`;

/** TensorFlow itself, the native library, in Node. */
export const tensorflow: EngineKind = tensorflowFrom(
  // A bundler for browsers leaves it out: package.json says so.
  () => import('@tensorflow/tfjs-node'),
  nodeVersion(),
);

/** The engine, imported by a function, in a version of Node. */
export function tensorflowFrom(importLibrary: () => Promise<unknown>, version: number | undefined): EngineKind {
  return {
    name: 'tensorflow',
    hosts: ['node'],
    library: LIBRARY,
    async load() {
      if (version === undefined) throw new Obstacle(`${LIBRARY}: runs in Node only`, 'use webgpu, webgl, wasm or cpu');
      if (version >= 23) {
        // Its kernels call util.isNullOrUndefined, which Node 23 removed.
        throw new Obstacle(`${LIBRARY} 4.22.0: does not work on Node ${version}`, 'run Node 22 or older, or use wasm');
      }
      const quiet = loggingOff();
      try {
        await importLibrary();
      } catch (cause) {
        throw obstacleTo(cause);
      } finally {
        quiet.end();
      }
    },
    device: (_tf, instance) => `${isGpu(instance) ? 'gpu' : 'cpu'}, TensorFlow ${versionOf(instance)}`,
  };
}

/** The native library tells the console what processor it found, unless the environment says otherwise while it loads. */
function loggingOff(): { end(): void } {
  const { env } =
    (globalThis as { readonly process?: { readonly env: Record<string, string | undefined> } }).process ?? {};
  if (env === undefined || env[LOG_LEVEL] !== undefined) return { end: () => undefined };
  env[LOG_LEVEL] = WARNINGS;
  return { end: () => Reflect.deleteProperty(env, LOG_LEVEL) };
}

/** What keeps the native library from loading. Its own complaint carries no code, only a sentence. */
function obstacleTo(cause: unknown): Obstacle {
  const message = messageOf(cause);
  if (/cannot find (package|module)/i.test(message) && message.includes(LIBRARY)) {
    return new Obstacle(`${LIBRARY}: not installed`, `npm install ${LIBRARY}@4.22.0`);
  }
  if (/tfjs_binding\.node/.test(message) && /can not be found/.test(message)) {
    return new Obstacle(`${LIBRARY}: native library not installed`, BUILD);
  }
  return new Obstacle(`${LIBRARY}: native library does not load: ${message}`, BUILD);
}

function isGpu(instance: EngineInstance): boolean {
  return 'isGPUPackage' in instance && instance.isGPUPackage === true;
}

function versionOf(instance: EngineInstance): string {
  if (!('binding' in instance)) return 'of an unknown version';
  const { binding } = instance;
  const version = typeof binding === 'object' && binding !== null && 'TF_Version' in binding ? binding.TF_Version : '';
  return typeof version === 'string' && version !== '' ? version : 'of an unknown version';
}
