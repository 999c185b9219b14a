import { inputError } from '../command-error.js';
import { quote } from '../output/printable.js';

/**
 * Checks the names of columns: none twice, and none `__proto__`, which many programs that read our JSON
 * cannot hold as a key.
 *
 * @param place where the names stand, `file:line`
 */
export function checkColumns(place: string, columns: readonly string[]): void {
  const seen = new Map<string, number>();
  columns.forEach((name, index) => {
    const position = index + 1;
    // What has no name cannot be asked for, and may be there: R writes the names of rows so.
    if (name === '') return;
    if (name === '__proto__') throw inputError(place, `column ${position} is named "__proto__", which is not allowed`);
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      throw inputError(place, `columns ${earlier} and ${position} have the same name, ${quote(name)}`);
    }
    seen.set(name, position);
  });
}
