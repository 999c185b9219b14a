import type { Markish } from '@observablehq/plot';
import { axisX, axisY, gridX, gridY } from '@observablehq/plot';
import type { Axis } from './axis.js';

const gridLine = { stroke: '#e5e7eb', strokeOpacity: 1 };

/** Grid lines and labelled ticks of both axes; what the axes are called is written by `figureDocument`. */
export function axisMarks(horizontal: Axis, vertical: Axis): Markish[] {
  const [xTicks, yTicks] = [[...horizontal.ticks], [...vertical.ticks]];
  return [
    gridX(xTicks, gridLine),
    gridY(yTicks, gridLine),
    axisX(xTicks, { text: (_: number, index: number) => horizontal.labels[index], label: null }),
    axisY(yTicks, { text: (_: number, index: number) => vertical.labels[index], label: null }),
  ];
}
