/** A line of the legend: what a stroke, or a shaded area, stands for. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly dashes?: string;
  /** Opacity of the area; absent for a stroke. */
  readonly shade?: number;
}

/** Makes an SVG element. */
type MakeElement = (name: string, attributes: Record<string, string | number>, text?: string) => Element;

const keyWidth = 28;

/** The elements of one line of the legend, its text standing at (left, baseline). */
export function legendLine(entry: LegendEntry, left: number, baseline: number, make: MakeElement): readonly Element[] {
  const { label, colour, dashes, shade } = entry;
  const dash: Record<string, string> = dashes === undefined ? {} : { 'stroke-dasharray': dashes };
  const middle = baseline - 4;
  const key =
    shade === undefined
      ? make('line', {
          ...{ x1: left, x2: left + keyWidth, y1: middle, y2: middle },
          ...{ stroke: colour, 'stroke-width': 2.5, ...dash },
        })
      : make('rect', {
          ...{ x: left, y: middle - 6, width: keyWidth, height: 12, fill: colour, 'fill-opacity': shade },
          ...(dashes === undefined ? {} : { stroke: colour, 'stroke-width': 1, ...dash }),
        });
  return [key, make('text', { x: left + keyWidth + 8, y: baseline, 'font-size': 12 }, label)];
}
