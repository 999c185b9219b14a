/** A polyline, and where it was evaluated. */
export interface Path {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const curvePoints = 501;

/** Predictions at 501 equidistant x over the range of the data, and no further. */
export function fittedCurve(data: Float64Array, predict: (x: Float64Array) => Float64Array): Path {
  const [low, high] = ends(data);
  const x = Float64Array.from({ length: curvePoints }, (_, i) => {
    const share = i / (curvePoints - 1);
    return low * (1 - share) + high * share;
  });
  return { x, y: predict(x) };
}

/** Observed = fitted, over the range of the fitted values: observed ones may lie far beyond it and would squeeze it. */
export function diagonal(fitted: Float64Array): Path {
  const x = Float64Array.from(ends(fitted));
  return { x, y: x };
}

function ends(values: Float64Array): readonly [number, number] {
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
}
