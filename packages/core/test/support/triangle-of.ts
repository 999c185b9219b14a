import type { LinearSystem, Triangle } from '../../src/contracts/backend.js';

/** R of [√W A | √W y] by Householder reflections, each number that is stored rounded by `round`. */
export function triangleOf(system: LinearSystem, round: (value: number) => number = (value) => value): Triangle {
  const { rows, columns, design, targets, weights } = system;
  const size = columns + 1;
  const a = Array.from({ length: rows }, (_, i) => {
    const root = Math.sqrt(weights?.[i] ?? 1);
    return [...design.subarray(i * columns, (i + 1) * columns), targets[i]!].map((value) => round(root * value));
  });
  for (let k = 0; k < Math.min(rows - 1, size); k++) {
    const length = Math.hypot(...a.slice(k).map((row) => row[k]!));
    if (length === 0) continue;
    const v = a.slice(k).map((row) => row[k]!);
    v[0] = v[0]! + (v[0]! < 0 ? -length : length);
    const square = v.reduce((sum, value) => sum + value * value, 0);
    for (let j = k; j < size; j++) {
      const product = v.reduce((sum, value, i) => sum + value * a[k + i]![j]!, 0);
      v.forEach((value, i) => (a[k + i]![j] = round(a[k + i]![j]! - (2 * product * value) / square)));
    }
  }
  return {
    size,
    entries: Float64Array.from({ length: size * size }, (_, index) => {
      const [i, j] = [Math.floor(index / size), index % size];
      return j >= i ? (a[i]?.[j] ?? 0) : 0;
    }),
  };
}
