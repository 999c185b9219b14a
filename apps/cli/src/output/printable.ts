/**
 * Text for a terminal, line feeds kept: control characters, which names from a file may hold, become the replacement
 * character, so that they cannot move the cursor or set colours.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
