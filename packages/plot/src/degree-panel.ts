import { dot, line, ruleX, text } from '@observablehq/plot';
import { axisMarks } from './axis-marks.js';
import type { Axis } from './axis.js';
import { linearAxis, logarithmicAxis } from './axis.js';
import { describeNumber } from './describe-number.js';
import type { Panel } from './figure-document.js';
import type { DegreeChoice } from './figure-inputs.js';
import { labelWidth } from './label-width.js';
import { palette } from './palette.js';

/** Values that span more than this are shown on a logarithmic axis. */
const wide = 30;

/**
 * The criterion over the degree, the chosen degree marked. Positive values that span more than a factor of 30 are on a
 * logarithmic axis.
 *
 * @throws RangeError when no candidate has a finite value
 */
export function degreePanel({ criterion, candidates, chosen }: DegreeChoice, height: number): Panel {
  const points = candidates.flatMap(({ degree, value }) =>
    value !== undefined && Number.isFinite(value) ? [{ degree, value }] : [],
  );
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const logarithmic = least > 0 && most > wide * least;
  const vertical = logarithmic ? logarithmicAxis(values, 6) : linearAxis(values, 5);
  const horizontal = degreeAxis(candidates.map(({ degree }) => degree));
  const mark = points.filter(({ degree }) => degree === chosen);
  // Written to the side where there is room.
  const right = 2 * chosen > horizontal.domain[0] + horizontal.domain[1];
  const place = { x: 'degree', y: 'value', ariaHidden: 'true' } as const;
  return {
    height,
    marginLeft: 30 + labelWidth(vertical.labels),
    up: criterion,
    across: 'degree',
    plot: {
      x: { domain: [...horizontal.domain] },
      y: { type: logarithmic ? 'log' : 'linear', domain: [...vertical.domain] },
      marks: [
        ...axisMarks(horizontal, vertical),
        ruleX([chosen], { stroke: palette.vermilion, strokeWidth: 1.5, strokeDasharray: '4 3', ariaHidden: 'true' }),
        line(points, { ...place, stroke: palette.blue, strokeWidth: 2 }),
        dot(points, { ...place, r: 4, fill: palette.blue, stroke: '#ffffff', strokeWidth: 1 }),
        dot(mark, { ...place, r: 7, fill: 'none', stroke: palette.vermilion, strokeWidth: 2.5 }),
        text([`degree ${chosen}`], {
          ...{ x: [chosen], frameAnchor: 'top', dx: right ? -6 : 6, dy: 2, ariaHidden: 'true' },
          ...{ textAnchor: right ? 'end' : 'start', lineAnchor: 'top' },
        }),
      ],
    },
  };
}

/** What the panel shows, in words. */
export function describeDegrees({ criterion, candidates, chosen }: DegreeChoice): string {
  const degrees = candidates.map(({ degree }) => degree);
  const value = candidates.find(({ degree }) => degree === chosen)?.value;
  const at = value === undefined ? '' : `, where it is ${describeNumber(value)}`;
  const missing = candidates.filter((candidate) => candidate.value === undefined).map(({ degree }) => degree);
  const without = missing.length === 0 ? '' : ` It is not defined for degree ${missing.join(', ')}.`;
  return `${criterion} for degrees ${Math.min(...degrees)} to ${Math.max(...degrees)}; degree ${chosen} is chosen${at}.${without}`;
}

/** Whole numbers, half a step of room at both ends; every k-th is labelled where there are many. */
function degreeAxis(degrees: readonly number[]): Axis {
  const [low, high] = [Math.min(...degrees), Math.max(...degrees)];
  const stride = Math.ceil((high - low + 1) / 16);
  const ticks = Array.from({ length: Math.floor((high - low) / stride) + 1 }, (_, i) => low + i * stride);
  return { domain: [low - 0.5, high + 0.5], ticks, labels: ticks.map(String) };
}
