export type { FitBands } from './bands.js';
export { degreeFigure } from './degree-figure.js';
export type { DegreeFigure } from './degree-figure.js';
export type { DegreeChoice } from './degree-panel.js';
export { descentFigure } from './descent-figure.js';
export type { DescentFigure, DescentRun } from './descent-figure.js';
export { fitFigure } from './fit-figure.js';
export type { FitFigure } from './fit-figure.js';
export { toPng } from './to-png.js';
