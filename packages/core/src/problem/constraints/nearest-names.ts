import { editDistance } from '../../edit-distance.js';

/** Enough to recognise the one that was meant, and few enough to read. */
const MOST = 5;

/** The names most like `wanted`, at most five, the most like it first. */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ name }) => name);
}
