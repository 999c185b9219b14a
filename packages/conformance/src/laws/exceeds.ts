/** A sentence when `measured` is above `bound` (or not a number), nothing when it is not. */
export function exceeds(what: string, measured: number, bound: number, context = ''): string | undefined {
  if (measured <= bound) return undefined;
  return `${what} = ${measured.toPrecision(4)}, allowed ${bound.toPrecision(4)}${context ? `; ${context}` : ''}`;
}
