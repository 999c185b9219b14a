import { GpuDevice } from '../../src/gpu-device.js';
import { loadLibrary } from '../../src/library.js';
import { automaticOrder } from '../../src/modes.js';

/** A mode that runs here. */
export interface Runnable {
  readonly mode: string;
  readonly make: () => GpuDevice;
}

/** Every mode of gpu.js that runs here; there is always one, cpu. */
export async function runnableModes(): Promise<readonly Runnable[]> {
  const library = await loadLibrary();
  const found: Runnable[] = [];
  for (const mode of automaticOrder) {
    const use = await mode.probe(library);
    if (use.ok) found.push({ mode: mode.name, make: () => new GpuDevice(library, mode.name, use) });
  }
  return found;
}
