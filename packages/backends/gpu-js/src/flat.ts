import { inTime } from './failure.js';
import type { DeviceHandle, KernelResult } from './library.js';

/** Rows, or what a handle reads, as one array of `length` numbers. */
export async function flat(result: KernelResult, length: number): Promise<Float32Array> {
  const values = isHandle(result) ? await inTime(Promise.resolve(result.toArray())) : result;
  if (values instanceof Float32Array) return values;
  const out = new Float32Array(length);
  const rows = values as readonly Float32Array[];
  rows.forEach((row, y) => out.set(row, y * (length / rows.length)));
  return out;
}

function isHandle(value: KernelResult): value is DeviceHandle {
  return 'toArray' in value;
}
