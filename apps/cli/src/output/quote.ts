const longest = 60;

/**
 * Text from a file or the command line, for a message: quoted, cut when long, on one line, and with every control
 * character escaped, so that a file cannot send commands to the terminal.
 */
export function quote(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
