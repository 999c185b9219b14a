/** Width of the longest label in units of the figure: DejaVu Sans at 12 has digits 7.6 wide. */
export function labelWidth(labels: readonly string[]): number {
  return 7.6 * Math.max(...labels.map((label) => label.length));
}
