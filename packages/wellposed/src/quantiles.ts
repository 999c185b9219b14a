/**
 * Quantiles by linear interpolation between order statistics: with h = (n − 1) probability, between x₍⌊h⌋₎ and its
 * successor, counted from 0. The default of R and numpy.
 *
 * Source: Hyndman & Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), definition 7.
 *
 * @param values n ≥ 1 finite numbers in any order
 * @param probabilities in [0, 1]
 * @returns one number for each probability, in the units of the values
 */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return probabilities.map((probability) => {
    const place = (sorted.length - 1) * probability;
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    const share = place - Math.floor(place);
    // As a mean, since the difference of two huge numbers may overflow.
    return below * (1 - share) + above * share;
  });
}
