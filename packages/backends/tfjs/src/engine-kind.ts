import type { EngineInstance, TensorFlow } from './tensor-flow.js';

/** Where an engine may run: the automatic choice tries those of its own host. */
export type Host = 'node' | 'browser';

/** How an engine can be lost while it works. */
export interface Loss {
  /** Whether it is lost by now. */
  now(): boolean;
  /** Settles when it is lost, with what is known of why; else never. */
  readonly later: Promise<string>;
}

/** How the host's settings reach the engines. */
export interface EngineSettings {
  /**
   * Where the .wasm files of @tensorflow/tfjs-backend-wasm lie, for its `setWasmPaths`: a folder's address, ending in '/', or each
   * file's address by its name. Default: beside that package in Node; where the bundler puts them in a browser.
   */
  readonly wasmPaths?: string | Readonly<Record<string, string>>;
}

/** An engine of TensorFlow.js, as data: what it is called, where it may run, how it comes and what it says of itself. */
export interface EngineKind {
  /** The name under which TensorFlow.js knows it. */
  readonly name: string;
  readonly hosts: readonly Host[];
  /** The package that brings it. */
  readonly library: string;
  /** Imports the package, which registers the engine. @throws Obstacle, or whatever the import throws */
  load(tf: TensorFlow, settings: EngineSettings): Promise<unknown>;
  /** Makes an instance by `make`, where that needs more than calling it. */
  start?(make: () => Promise<EngineInstance>): Promise<EngineInstance>;
  /** @throws Obstacle when it runs, but not in float32 */
  check?(tf: TensorFlow): void;
  /** The device that it computes on, in words. */
  device(tf: TensorFlow, instance: EngineInstance): string;
  loss?(instance: EngineInstance): Loss | undefined;
  /** Watches over a synchronous run of operations; the function that is returned ends the watch. */
  guard?(instance: EngineInstance): () => void;
}
