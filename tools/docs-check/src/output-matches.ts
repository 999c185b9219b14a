/** A line of expected output that stands for any number of lines. */
const ANY_LINES = '…';

/**
 * Whether the output is what the page says, line by line; trailing white space at the end of the output does not count.
 *
 * @param expected the page's text; a line that holds only `…` stands for any number of lines
 * @param output what the code printed on standard output
 */
export function outputMatches(expected: string, output: string): boolean {
  const pattern = expected
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === ANY_LINES ? '(?:[^\n]*\n)*' : `${escaped(line)}\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(`${output.trimEnd()}\n`);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
