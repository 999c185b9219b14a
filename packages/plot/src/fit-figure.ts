import { line, ruleY } from '@observablehq/plot';
import type { OptionKeys } from '@wellposed/core';
import { refuseUnknownOptions } from '@wellposed/core';
import type { Axis } from './axis.js';
import { axisMarks } from './axis-marks.js';
import { linearAxis } from './axis.js';
import { bandExtent, bandMarks, bandsAt } from './bands.js';
import type { DegreeChoice, FitBands } from './figure-inputs.js';
import { degreePanel, describeDegrees } from './degree-panel.js';
import { describeNumber } from './describe-number.js';
import { figureDocument } from './figure-document.js';
import { diagonal, fittedCurve } from './fitted-curve.js';
import { labelWidth } from './label-width.js';
import { palette } from './palette.js';
import type { Point } from './points.js';
import { dots, stems } from './points.js';

/** A fit to draw. All arrays have n numbers, one for each row of the data. */
export interface FitFigure {
  readonly title: string;
  readonly subtitle?: string;
  /** What the axis of y is called: the user's column, with its unit if there is one. */
  readonly yName: string;
  readonly y: Float64Array;
  /** Predictions at the rows of the data. */
  readonly fitted: Float64Array;
  /** Rows of weight zero are drawn hollow: they took no part in the fit. */
  readonly weights?: Float64Array;
  /** With one x column: the data are drawn over it, with the curve between them. Absent: observed over fitted. */
  readonly curve?: FittedCurve;
  /** How the degree was chosen: a third panel with the criterion over the degree. */
  readonly degrees?: DegreeChoice;
}

/** The fitted curve over the one x column. */
export interface FittedCurve {
  readonly xName: string;
  readonly x: Float64Array;
  /** Predictions at any x. */
  predict(x: Float64Array): Float64Array;
  /** Confidence and prediction bands, shaded; absent where they are not defined. */
  readonly bands?: FitBands;
}

const curveKeys = { xName: true, x: true, predict: true, bands: true } satisfies OptionKeys<FittedCurve>;
const figureKeys = {
  title: true,
  subtitle: true,
  yName: true,
  y: true,
  fitted: true,
  weights: true,
  curve: true,
  degrees: true,
} satisfies OptionKeys<FitFigure>;

/** Beyond this many, every k-th point is drawn, and the subtitle says so. */
const mostPoints = 5000;

/**
 * The picture of a fit, as an SVG document: the points and the fitted curve with its bands, and below them the residuals.
 *
 * The curve is drawn from 501 predictions over the range of the data and no further. With several x columns, pass no
 * `curve`: the picture is then of observed over fitted values, with the diagonal on which a perfect fit lies. A band that
 * is far wider than the data leaves the picture at top and bottom.
 *
 * @throws FitError 'INVALID_OPTION' for a part of the figure that is not known; RangeError when the arrays differ in length, are empty, or span more than float64 can
 */
export function fitFigure(figure: FitFigure): string {
  refuseUnknownOptions(figure, figureKeys, 'fitFigure');
  if (figure.curve) refuseUnknownOptions(figure.curve, curveKeys, 'fitFigure, curve', { argument: 'curve' });
  const { y, fitted, curve, weights, yName } = figure;
  const across = curve?.x ?? fitted;
  const count = y.length;
  if (count === 0 || [fitted, across, weights ?? y].some((array) => array.length !== count)) {
    throw new RangeError('fitFigure: y, fitted, x and weights must have the same length, at least 1');
  }
  const stride = Math.ceil(count / mostPoints);
  const points: Point[] = [];
  for (let i = 0; i < count; i += stride) {
    const [a, up, fit] = [across[i], y[i], fitted[i]] as [number, number, number];
    points.push({ across: a, up, residual: up - fit, used: weights?.[i] !== 0 });
  }

  const path = curve === undefined ? diagonal(fitted) : fittedCurve(curve.x, (x) => curve.predict(x));
  const bands = curve?.bands === undefined ? [] : bandsAt(curve.bands, path.x);
  const horizontal = horizontalAxis(across);
  const shown = [...points.map((p) => p.up), ...path.y];
  const vertical = linearAxis([...shown, ...bandExtent(bands, shown)], 7);
  const largest = Math.max(...points.map((p) => Math.abs(p.residual))) || 1;
  const below = linearAxis([-largest, largest], 4);
  const marginLeft = 30 + labelWidth([...vertical.labels, ...below.labels]);
  const xName = curve?.xName ?? `fitted ${yName}`;
  const x = { domain: [...horizontal.domain] };

  const stated = stride > 1 ? `${points.length} of ${count} points are drawn, evenly picked` : undefined;
  const subtitle = [figure.subtitle, stated].filter((part) => part !== undefined).join('; ');
  return figureDocument({
    title: figure.title,
    ...(subtitle === '' ? {} : { subtitle }),
    ...(bands.length === 0
      ? {}
      : { legend: [{ label: 'fitted curve', colour: palette.blue }, ...bands.map((band) => band.legend)] }),
    description: [
      describe(
        figure,
        xName,
        [...across],
        bands.map((band) => band.words),
      ),
      ...(figure.degrees === undefined ? [] : [describeDegrees(figure.degrees)]),
    ].join(' '),
    panels: [
      {
        height: 340,
        marginLeft,
        up: yName,
        plot: {
          x,
          y: { domain: [...vertical.domain] },
          marks: [
            ...axisMarks(horizontal, vertical),
            ...bands.flatMap((band) => bandMarks(band, vertical.domain)),
            line(
              Array.from(path.x, (value, i) => [value, path.y[i] ?? NaN]),
              { stroke: palette.blue, strokeWidth: 2, ariaHidden: 'true' },
            ),
            ...dots(points, 'up', palette.ink),
          ],
        },
      },
      {
        height: 180,
        marginLeft,
        up: 'residual (observed − fitted)',
        across: xName,
        plot: {
          x,
          y: { domain: [...below.domain] },
          marks: [
            ...axisMarks(horizontal, below),
            ruleY([0], { stroke: palette.blue, strokeWidth: 1.5, ariaHidden: 'true' }),
            ...stems(points),
            ...dots(points, 'residual', palette.vermilion),
          ],
        },
      },
      ...(figure.degrees === undefined ? [] : [degreePanel(figure.degrees, 220)]),
    ],
  });
}

/** As many ticks as there is room for their labels, at most about eight. */
function horizontalAxis(values: ArrayLike<number>): Axis {
  const full = linearAxis(values, 8);
  const room = Math.floor(620 / (labelWidth(full.labels) + 24));
  return room < full.ticks.length ? linearAxis(values, Math.max(2, room - 1)) : full;
}

function describe(figure: FitFigure, xName: string, across: readonly number[], bands: readonly string[]): string {
  const residuals = across.map((_, i) => Math.abs((figure.y[i] ?? NaN) - (figure.fitted[i] ?? NaN)));
  const worst = residuals.reduce((at, value, i) => (value > (residuals[at] ?? 0) ? i : at), 0);
  const low = describeNumber(across.reduce((least, value) => Math.min(least, value), Infinity));
  const high = describeNumber(across.reduce((most, value) => Math.max(most, value), -Infinity));
  const what =
    figure.curve === undefined
      ? `Observed ${figure.yName} over ${xName}, with the diagonal of a perfect fit`
      : `${figure.yName} over ${xName}, with ${listed(['the fitted curve', ...bands.map((band) => `its ${band}`)])}`;
  return (
    `${what}; ${across.length} ${across.length === 1 ? 'point' : 'points'}, ${xName} from ${low} to ${high}. ` +
    `Below: the residuals; the largest is ${describeNumber(residuals[worst] ?? NaN)} in size, ` +
    `at ${xName} = ${describeNumber(across[worst] ?? NaN)}.`
  );
}

function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
