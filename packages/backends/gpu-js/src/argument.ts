import type { KernelInput } from './library.js';
import { Resident } from './resident.js';

/** A number goes to a kernel as an integer, an array as its values, a resident without leaving the device. */
export type Argument = Resident | Float32Array | readonly Float32Array[] | number;

/** What the engine is given for an argument. */
export function inputOf(argument: Argument): KernelInput {
  return argument instanceof Resident ? argument.value : argument;
}

/** How many numbers an argument has, 0 for a single one. */
export function lengthOf(argument: Argument): number {
  if (argument instanceof Resident) return argument.length;
  if (typeof argument === 'number') return 0;
  return argument instanceof Float32Array ? argument.length : argument.length * (argument[0]?.length ?? 0);
}

/** How many numbers an array of a size has. */
export function cells(size: readonly number[]): number {
  return size.reduce((product, count) => product * count, 1);
}
