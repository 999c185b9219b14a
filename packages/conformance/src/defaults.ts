/** Random problems per law when no number is given. */
export const DEFAULT_RUNS = 200;
/** The seed when none is given: any number would do, but always the same. */
export const DEFAULT_SEED = 20260301;
