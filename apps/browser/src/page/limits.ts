/** How many random problems, and which. */
export interface Limits {
  /** Random problems per law and solver, for an engine whose share is 1. */
  readonly runs: number;
  readonly seed: number;
}

/** Writes limits as the query of an address. */
export function limitsToQuery({ runs, seed }: Limits): string {
  return `?${new URLSearchParams({ runs: String(runs), seed: String(seed) }).toString()}`;
}

/** Reads what `limitsToQuery` wrote. @throws RangeError when a number is missing */
export function limitsFromQuery(query: string): Limits {
  const parameters = new URLSearchParams(query);
  const [runs, seed] = ['runs', 'seed'].map((name) => Number(parameters.get(name) ?? NaN));
  if (runs === undefined || seed === undefined || !(Number.isInteger(runs) && Number.isInteger(seed))) {
    throw new RangeError(`no whole numbers runs and seed in '${query}'`);
  }
  return { runs, seed };
}
