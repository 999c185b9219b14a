/** A change of basis has (p + 1)² numbers: with more features than this, fits use the basis as it is. */
export const MOST_CONDITIONED = 1000;
