export { degreeFigure } from './degree-figure.js';
export type { DegreeFigure } from './degree-figure.js';
export type { DegreeChoice, FitBands } from './figure-inputs.js';
export { descentFigure } from './descent-figure.js';
export type { DescentFigure, DescentRun } from './descent-figure.js';
export { fitFigure } from './fit-figure.js';
export type { FitFigure, FittedCurve } from './fit-figure.js';
export { toPng } from './to-png.js';
export type { PngOptions } from './to-png.js';
