/**
 * A basis holds at most so many features, wherever their number follows from a few settings (a degree, a number of
 * harmonics), so that a slip or a hostile file cannot ask for more memory than there is.
 */
export const MOST_FEATURES = 100_000;
