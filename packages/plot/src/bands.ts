import type { Markish } from '@observablehq/plot';
import { areaY, line } from '@observablehq/plot';
import type { Edges, FitBands } from './figure-inputs.js';
import type { LegendEntry } from './legend.js';
import { palette } from './palette.js';

/** One band at the x of the curve. */
export interface DrawnBand extends Edges {
  readonly x: Float64Array;
  readonly legend: LegendEntry & { readonly shade: number };
  /** What it is, for the description of the picture. */
  readonly words: string;
}

/** The prediction band, then the confidence band, which lies inside it and is drawn above it: those that are defined. */
export function bandsAt(bands: FitBands, x: Float64Array): readonly DrawnBand[] {
  const { confidence, prediction } = bands.at(x);
  const level = `${Number((100 * bands.level).toPrecision(6))} %`;
  const drawn: DrawnBand[] = [];
  if (prediction) {
    const legend = { label: `${level} prediction band: for one more point`, colour: palette.sky };
    drawn.push({
      ...{ x, low: prediction.low, high: prediction.high, words: `${level} prediction band` },
      legend: { ...legend, shade: 0.18, dashes: '4 3' },
    });
  }
  if (confidence) {
    const legend = { label: `${level} confidence band: for the curve`, colour: palette.blue };
    drawn.push({
      ...{ x, low: confidence.low, high: confidence.high, words: `${level} confidence band` },
      legend: { ...legend, shade: 0.3 },
    });
  }
  return drawn;
}

/**
 * The numbers of the bands that the vertical axis must hold: all within once the span of `shown` above and below it. A
 * band that is wider than that leaves the picture, so that the data do not shrink to a line.
 */
export function bandExtent(bands: readonly DrawnBand[], shown: readonly number[]): number[] {
  const low = shown.reduce((least, value) => Math.min(least, value), Infinity);
  const high = shown.reduce((most, value) => Math.max(most, value), -Infinity);
  const span = high - low;
  const edges = bands.flatMap((band) => [...band.low, ...band.high]).filter(Number.isFinite);
  return edges.map((edge) => Math.min(Math.max(edge, low - span), high + span));
}

/** The marks of one band, cut off where it leaves the axis. */
export function bandMarks({ x, low, high, legend }: DrawnBand, domain: readonly [number, number]): Markish[] {
  const inside = (value: number): number => Math.min(Math.max(value, domain[0]), domain[1]);
  const rows = Array.from(x, (place, i) => ({ place, low: low[i] ?? NaN, high: high[i] ?? NaN }));
  const area = areaY(rows, {
    ...{ x: 'place', y1: (row: Edge) => inside(row.low), y2: (row: Edge) => inside(row.high) },
    ...{ fill: legend.colour, fillOpacity: legend.shade, ariaHidden: 'true' },
  });
  if (legend.dashes === undefined) return [area];
  const stroke = { stroke: legend.colour, strokeWidth: 1, strokeDasharray: legend.dashes, ariaHidden: 'true' } as const;
  // Where an edge is beyond the axis there is none to draw.
  const edge = (key: 'low' | 'high'): Markish =>
    line(rows, { x: 'place', y: (row: Edge) => (row[key] === inside(row[key]) ? row[key] : NaN), ...stroke });
  return [area, edge('low'), edge('high')];
}

interface Edge {
  readonly low: number;
  readonly high: number;
}
