import { dot, line, ruleY } from '@observablehq/plot';
import type { OptionKeys } from '@wellposed/core';
import { refuseUnknownOptions } from '@wellposed/core';
import { axisMarks } from './axis-marks.js';
import { logarithmicAxis } from './axis.js';
import { describeNumber } from './describe-number.js';
import { figureDocument } from './figure-document.js';
import { palette } from './palette.js';

/** One descent: the loss after each of its recorded steps. */
export interface DescentRun {
  readonly label: string;
  /** Steps taken, ascending; the start (0) has no place on a logarithmic axis and is left out. */
  readonly iterations: readonly number[];
  /** The loss there, in squared units of y. */
  readonly values: readonly number[];
}

/** Descents to compare. */
export interface DescentFigure {
  readonly title: string;
  readonly subtitle?: string;
  /** What the loss is called. */
  readonly valueName: string;
  readonly runs: readonly DescentRun[];
  /** A horizontal line, such as the smallest loss that any coefficients reach. */
  readonly reference?: { readonly label: string; readonly value: number };
  /** Losses above it are beyond the picture: a diverging run leaves it at the top. Default: all are shown. */
  readonly ceiling?: number;
}

const figureKeys = {
  title: true,
  subtitle: true,
  valueName: true,
  runs: true,
  reference: true,
  ceiling: true,
} satisfies OptionKeys<DescentFigure>;

const styles = [
  { colour: palette.blue },
  { colour: palette.vermilion, dashes: '7 4' },
  { colour: palette.green, dashes: '2 3' },
  { colour: palette.purple, dashes: '9 3 2 3' },
  { colour: palette.sky, dashes: '4 2' },
];
const referenceStyle = { colour: palette.grey, dashes: '1 3' };

/**
 * Loss over steps, both on logarithmic axes, for several descents: as an SVG document.
 *
 * @throws FitError 'INVALID_OPTION' for a part of the figure that is not known; RangeError when no run holds a positive loss after the start
 */
export function descentFigure(figure: DescentFigure): string {
  refuseUnknownOptions(figure, figureKeys, 'descentFigure');
  const ceiling = figure.ceiling ?? Infinity;
  const paths = figure.runs.map(({ iterations, values }) =>
    iterations.flatMap((iteration, i) => {
      const value = values[i] ?? NaN;
      return iteration >= 1 && value > 0 && value <= ceiling ? [[iteration, value] as [number, number]] : [];
    }),
  );
  const reference = figure.reference === undefined ? [] : [figure.reference];
  const horizontal = logarithmicAxis(
    paths.flat().map(([iteration]) => iteration),
    8,
  );
  const vertical = logarithmicAxis([...paths.flat().map(([, value]) => value), ...reference.map((r) => r.value)], 8);
  const style = (index: number): { colour: string; dashes?: string } => styles[index % styles.length] ?? referenceStyle;
  const stroke = ({ colour, dashes }: { colour: string; dashes?: string }) => ({
    stroke: colour,
    strokeWidth: 2.5,
    ...(dashes === undefined ? {} : { strokeDasharray: dashes }),
    ariaHidden: 'true',
  });

  return figureDocument({
    title: figure.title,
    ...(figure.subtitle === undefined ? {} : { subtitle: figure.subtitle }),
    legend: [
      ...figure.runs.map((run, i) => ({ label: run.label, ...style(i) })),
      ...reference.map((line) => ({ label: line.label, ...referenceStyle })),
    ],
    description: describe(figure),
    panels: [
      {
        height: 400,
        marginLeft: 64,
        up: figure.valueName,
        across: 'steps',
        plot: {
          x: { type: 'log', domain: [...horizontal.domain] },
          y: { type: 'log', domain: [...vertical.domain] },
          marks: [
            ...axisMarks(horizontal, vertical),
            ...reference.map(({ value }) => ruleY([value], stroke(referenceStyle))),
            ...paths.map((path, i) => line(path, stroke(style(i)))),
            ...paths.map((path, i) => dot(path.slice(-1), { fill: style(i).colour, r: 4.5, ariaHidden: 'true' })),
          ],
        },
      },
    ],
  });
}

function describe({ runs, reference, valueName }: DescentFigure): string {
  const sentences = runs.map(({ label, iterations, values }) => {
    const last = values.at(-1);
    if (last === undefined) return `${label}: no steps.`;
    const end = Number.isFinite(last) ? describeNumber(last) : 'beyond every number';
    return `${label}: ${valueName} from ${describeNumber(values[0] ?? NaN)} to ${end} after ${iterations.at(-1)} steps.`;
  });
  if (reference !== undefined) sentences.push(`${reference.label}: ${describeNumber(reference.value)}.`);
  return sentences.join(' ');
}
