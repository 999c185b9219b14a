/** Whether the buffer of an array was transferred away (`postMessage`, `structuredClone`), which leaves the array empty. */
export function isDetached({ buffer, length }: Float64Array): boolean {
  if (length > 0) return false;
  try {
    // `buffer.detached` is younger than Node 20; slicing a detached buffer has always been a TypeError.
    buffer.slice(0, 0);
    return false;
  } catch {
    return true;
  }
}
