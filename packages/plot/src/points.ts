import type { Markish } from '@observablehq/plot';
import { dot, ruleX } from '@observablehq/plot';
import { palette } from './palette.js';

/** Beyond this many points stems and outlines only make a smear. */
const manyPoints = 150;

/** A row of the data in a picture. */
export interface Point {
  readonly across: number;
  readonly up: number;
  readonly residual: number;
  readonly used: boolean;
}

/** The points of the data, hollow where they took no part in the fit. */
export function dots(points: readonly Point[], channel: 'up' | 'residual', colour: string): Markish[] {
  const place = { x: 'across', y: channel, ariaHidden: 'true' } as const;
  const look = points.length > manyPoints ? { r: 2, fillOpacity: 0.5 } : { r: 4, stroke: '#ffffff', strokeWidth: 1 };
  return [
    dot(
      points.filter((p) => p.used),
      { ...place, ...look, fill: colour },
    ),
    dot(
      points.filter((p) => !p.used),
      { ...place, r: 4, stroke: palette.grey, fill: 'none' },
    ),
  ];
}

/** From each residual a line to zero; none where they would only make a smear. */
export function stems(points: readonly Point[]): Markish[] {
  if (points.length > manyPoints) return [];
  const stem = ruleX(points, {
    x: 'across',
    y1: () => 0,
    y2: 'residual',
    stroke: palette.vermilion,
    strokeOpacity: 0.5,
    ariaHidden: 'true',
  });
  return [stem];
}
