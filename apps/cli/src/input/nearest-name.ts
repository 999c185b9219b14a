import { editDistance } from '@wellposed/core';

/** The name that is most like `wanted`, if one is like enough to have been meant; never `wanted` itself. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    if (name === wanted) continue;
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase());
    // As many changes as letters would make any name of any other.
    const allowed = Math.min(Math.max(1, Math.floor(wanted.length / 3)), Math.max(wanted.length, name.length) - 1);
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}
