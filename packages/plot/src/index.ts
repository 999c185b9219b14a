export { descentFigure } from './descent-figure.js';
export type { DescentFigure, DescentRun } from './descent-figure.js';
export { fitFigure } from './fit-figure.js';
export type { FitFigure } from './fit-figure.js';
export { toPng } from './to-png.js';
