import type { Tensor } from '@tensorflow/tfjs-core';
import { FitError } from '@wellposed/core';
import type { EngineKind, Loss } from './engine-kind.js';
import { messageOf } from './obstacle.js';
import type { EngineInstance, TensorFlow } from './tensor-flow.js';

/**
 * An engine of TensorFlow.js at work. Which engine computes is one global setting of TensorFlow.js, and setting one that is
 * initialised takes effect at once: so operations run in one go, under their own engine, and the engine that was set before is
 * put back. Only the wait for an answer takes longer, and does not depend on the setting.
 */
export class Engine {
  /** As in 'tfjs 4.22.0 wasm'. */
  readonly title: string;
  readonly device: string;
  readonly #tf: TensorFlow;
  readonly #kind: EngineKind;
  readonly #instance: EngineInstance;
  readonly #loss: Loss | undefined;
  /** What wakes up the reads that wait for a device that is gone. */
  readonly #waiting = new Set<(cause: Error) => void>();
  #trapped = false;

  constructor(tf: TensorFlow, kind: EngineKind, instance: EngineInstance) {
    this.title = `tfjs ${tf.version_core} ${kind.name}`;
    this.device = kind.device(tf, instance);
    this.#tf = tf;
    this.#kind = kind;
    this.#instance = instance;
    this.#loss = kind.loss?.(instance);
    void this.#loss?.later.then((message) => {
      for (const wake of this.#waiting) wake(new Error(message));
    });
  }

  /** Whether it can work no more: its device is lost, its memory not to be trusted, or another took its place. */
  get isBroken(): boolean {
    return this.#fault() !== undefined;
  }

  /**
   * The tensors that operations return, to be disposed of by the caller; all others that they made are gone, also after a throw.
   *
   * @param what the work in words, for the error
   * @throws FitError 'DEVICE_FAILED' for whatever the operations throw
   */
  make<T extends Tensor[]>(what: string, operations: (tf: TensorFlow) => T): T {
    return this.#underThisEngine(what, () => this.#kept(operations));
  }

  /**
   * The numbers of a tensor that operations return, in a fresh array; the tensor is disposed of.
   *
   * @throws FitError 'DEVICE_FAILED', also when the device is lost before the numbers are there
   */
  async read(what: string, operations: (tf: TensorFlow) => Tensor): Promise<Float32Array> {
    const { result, numbers } = this.#underThisEngine(what, () => {
      const [tensor] = this.#kept((tf): [Tensor] => [operations(tf)]);
      return { result: tensor, numbers: tensor.data() };
    });
    try {
      const values = await this.#unlessLost(numbers);
      // What is read after the loss of a WebGL context is zeros.
      this.#checkUsable();
      return new Float32Array(values);
    } catch (cause) {
      throw this.#failure(what, cause);
    } finally {
      result.dispose();
    }
  }

  /**
   * What an action answers at once; its temporaries are gone after it.
   *
   * @throws FitError 'DEVICE_FAILED' for whatever the action throws
   */
  run<T>(what: string, action: (tf: TensorFlow) => T): T {
    return this.#underThisEngine(what, () => {
      const answers: T[] = [];
      this.#tf.tidy(() => void answers.push(action(this.#tf)));
      return answers[0] as T;
    });
  }

  /** Disposes of tensors: whatever an engine that is lost says to it. */
  dispose(tensors: readonly Tensor[]): void {
    for (const tensor of tensors) {
      try {
        tensor.dispose();
      } catch (cause) {
        if (!this.isBroken) throw this.#failure('giving back its memory', cause);
      }
    }
  }

  #kept<T extends Tensor[]>(operations: (tf: TensorFlow) => T): T {
    const tensors = this.#tf.tidy(() => operations(this.#tf));
    // Otherwise they would end with a `tidy` of the caller's.
    for (const tensor of tensors) this.#tf.keep(tensor);
    return tensors;
  }

  #underThisEngine<T>(what: string, action: () => T): T {
    const tf = this.#tf;
    const before = tf.getBackend() as string | undefined;
    const endWatch = this.#kind.guard?.(this.#instance);
    try {
      this.#checkUsable();
      this.#select(this.#kind.name);
      return action();
    } catch (cause) {
      throw this.#failure(what, cause);
    } finally {
      endWatch?.();
      this.#select(before);
    }
  }

  /**
   * Makes an engine the current one. Where none was chosen before, the one that worked stays: TensorFlow.js has no way to unset it.
   */
  #select(name: string | undefined): void {
    const tf = this.#tf;
    if (name === undefined || name === tf.getBackend()) return;
    // One that is still being set up is not to be set up twice: its own `setBackend` will find its name as it left it.
    if (name in tf.engine().registry) void tf.setBackend(name);
    else tf.engine().backendName = name;
  }

  #checkUsable(): void {
    const fault = this.#fault();
    if (fault !== undefined) throw new Error(fault);
  }

  #fault(): string | undefined {
    if (this.#trapped) return 'it trapped, and its memory is in no known state';
    if (this.#loss?.now() === true) return 'its device is lost';
    if (this.#tf.engine().registry[this.#kind.name] !== this.#instance) return 'it was removed or replaced';
    return undefined;
  }

  async #unlessLost<T>(answer: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      answer.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  #failure(what: string, cause: unknown): FitError {
    if (cause instanceof FitError) return cause;
    // A trap of WebAssembly leaves its memory in any state.
    if (cause instanceof Error && cause.name === 'RuntimeError') this.#trapped = true;
    return new FitError(
      'DEVICE_FAILED',
      `${this.title} (${this.device}) failed in ${what}: ${messageOf(cause)}; open a new session, with fewer rows or on another engine`,
      { argument: 'engine', value: this.#kind.name },
    );
  }
}
