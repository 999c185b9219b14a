/** What a kernel gives: rows of numbers, numbers, or a handle to memory of the device. */
export type KernelResult = Float32Array | readonly Float32Array[] | DeviceHandle;

/** What a kernel takes. */
export type KernelInput = KernelResult | number;

/** A texture of WebGL, or a buffer of WebGPU. */
export interface DeviceHandle {
  toArray(): unknown;
  delete(): void;
}

/** The parts of a WebGL context that tell whether it still works. */
export interface GlContext {
  isContextLost(): boolean;
  getError(): number;
  getParameter(name: number): unknown;
  getExtension(name: string): unknown;
  readonly RENDERER: number;
}

/** What gpu.js says of a WebGL that it tried. */
export interface GlFeatures {
  readonly isFloatRead: boolean;
  readonly isTextureFloat: boolean;
  readonly maxTextureSize: number;
  readonly highFloatPrecision: { readonly precision: number };
  readonly highIntPrecision: { readonly rangeMax: number };
}

/** A kind of kernel, by the engine that runs it. */
export interface KernelClass {
  readonly name: string;
  /** 'gpu' for WebGL of any kind. */
  readonly mode: string;
  readonly isSupported: boolean;
  readonly features: GlFeatures | null;
  readonly testContext?: GlContext | null;
}

/** A kernel behind its function. */
interface CompiledKernel {
  readonly constructor: unknown;
  readonly context?: Partial<GlContext> | null;
  moduleCacheLimit?: number;
}

/** A kernel, to be called with its arguments. */
export interface KernelFunction {
  (...inputs: KernelInput[]): KernelResult | Promise<KernelResult>;
  readonly kernel: CompiledKernel;
  setOutput(size: readonly number[]): unknown;
  destroy(): void;
}

/** A kernel that a pipeline calls: while its plan is made, it takes and gives stand-ins for arrays. */
export interface PlannedKernel {
  (...inputs: KernelInput[]): KernelInput;
  destroy(): void;
}

/** Many kernel calls, run as one: steps of a descent. */
export interface PipelineFunction {
  (...inputs: KernelInput[]): Promise<{ readonly theta: KernelResult; readonly velocity: KernelResult }>;
  /** What ran last, as `KernelClass.mode` has it. */
  readonly backend: string | null;
  /** 'fused-sync', 'fused-threaded', 'fused-encoder', or 'generic': kernel by kernel. */
  readonly executorKind: string;
  destroy(): Promise<unknown>;
}

/** An instance of the engine in one mode. */
export interface GpuInstance {
  readonly context?: Partial<GlContext> | null;
  /** Those that were not destroyed, and those of the mode 'cpu' even then. */
  readonly kernels: unknown[];
  createKernel(source: string, settings: Readonly<Record<string, unknown>>): KernelFunction;
  createPipeline(trace: unknown, settings: Readonly<Record<string, unknown>>): PipelineFunction;
  destroy(): Promise<unknown>;
}

/** The parts of gpu.js that this package uses. */
export interface GpuLibrary {
  readonly GPU: {
    new (settings: { readonly mode: string }): GpuInstance;
    isWebGPUAvailable(): Promise<boolean>;
  };
  readonly HeadlessGLKernel: KernelClass;
  readonly WebGL2Kernel: KernelClass;
  readonly WebAssemblyKernel: KernelClass & { readonly isThreadsSupported: boolean };
  readonly WebGPUKernel: KernelClass;
  readonly CPUKernel: KernelClass;
  readonly WebGPUContext: {
    acquire(): Promise<{
      readonly adapter: { readonly info?: { readonly description?: string; readonly vendor?: string } };
      readonly device: { readonly limits: { readonly maxStorageBufferBindingSize: number } };
    }>;
  };
}

/** Brings gpu.js; its module is evaluated at the first call. Its browser build exports a class that carries the rest. */
export async function loadLibrary(): Promise<GpuLibrary> {
  const loaded: unknown = await import('gpu.js');
  const { default: main, ...named } = loaded as { readonly default?: GpuLibrary } & GpuLibrary;
  return main ?? named;
}
