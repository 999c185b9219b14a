import type { OptionKeys } from '@wellposed/core';
import { refuseUnknownOptions } from '@wellposed/core';
import type { DegreeChoice } from './figure-inputs.js';
import { degreePanel, describeDegrees } from './degree-panel.js';
import { figureDocument } from './figure-document.js';

/** A choice among degrees to draw. */
export interface DegreeFigure extends DegreeChoice {
  readonly title: string;
  readonly subtitle?: string;
}

const figureKeys = {
  title: true,
  subtitle: true,
  criterion: true,
  candidates: true,
  chosen: true,
} satisfies OptionKeys<DegreeFigure>;

/**
 * The criterion of a choice among degrees, over the degree, with the chosen one marked: as an SVG document.
 *
 * @throws FitError 'INVALID_OPTION' for a part of the figure that is not known; RangeError when no candidate has a finite value
 */
export function degreeFigure(figure: DegreeFigure): string {
  refuseUnknownOptions(figure, figureKeys, 'degreeFigure');
  return figureDocument({
    title: figure.title,
    ...(figure.subtitle === undefined ? {} : { subtitle: figure.subtitle }),
    description: describeDegrees(figure),
    panels: [degreePanel(figure, 340)],
  });
}
