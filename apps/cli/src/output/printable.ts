/**
 * What a terminal obeys or hides: control and format characters (bidirectional overrides, joiners, zero widths), line and
 * paragraph separators, and halves of surrogate pairs, by their general categories in Unicode. Line feeds are kept.
 */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text for a terminal or a picture: what names from a file may hide in it becomes the replacement character. */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

/** A JSON document, indented, with a line feed at its end: nothing in it is hidden, and it reads back the same. */
export function jsonText(document: unknown): string {
  return `${escaped(JSON.stringify(document, undefined, 2))}\n`;
}

/** Text from a file or the command line, for a message: quoted, on one line, cut when long, with nothing hidden. */
export function quote(text: string): string {
  return escaped(JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text));
}

const longest = 60;

/** JSON text with everything unprintable as \u escapes. */
function escaped(json: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replace(unprintable, (character) => character.split('').map(escape).join(''));
}
