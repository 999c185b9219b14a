import type { TextOutput } from '../io.js';

/** Prints one JSON document, indented, and a line feed. Numbers are the shortest text that reads as the same float64. */
export function writeJson(stdout: TextOutput, document: unknown): void {
  stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
