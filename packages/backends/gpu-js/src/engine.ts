/** The engine and the version that this package was tested with (package.json pins it; a test compares the two). */
export const engine = 'gpu.js 2.24.1';
