export { run } from './run.js';
export { exitCode } from './exit-code.js';
export type { ExitCode } from './exit-code.js';
export type { Interrupt, Io, TextOutput } from './io.js';
export type { BackendPackage } from './backends/catalogue.js';
export { fitDocument, fitsDocument, predictableModel, savedModel } from './schemas/fit-document.js';
export { predictionsDocument } from './schemas/predictions-document.js';
export { backendsDocument } from './schemas/backends-document.js';
export { demoDocument } from './schemas/demo-document.js';
