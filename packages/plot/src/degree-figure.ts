import type { DegreeChoice } from './degree-panel.js';
import { degreePanel, describeDegrees } from './degree-panel.js';
import { figureDocument } from './figure-document.js';

/** A choice among degrees to draw. */
export interface DegreeFigure extends DegreeChoice {
  readonly title: string;
  readonly subtitle?: string;
}

/**
 * The criterion of a choice among degrees, over the degree, with the chosen one marked: as an SVG document.
 *
 * @throws RangeError when no candidate has a finite value
 */
export function degreeFigure(figure: DegreeFigure): string {
  return figureDocument({
    title: figure.title,
    ...(figure.subtitle === undefined ? {} : { subtitle: figure.subtitle }),
    description: describeDegrees(figure),
    panels: [degreePanel(figure, 340)],
  });
}
