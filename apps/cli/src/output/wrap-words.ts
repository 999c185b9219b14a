/** Text in lines of at most `width` characters where its words allow, all but the first indented. */
export function wrapWords(text: string, width: number, indent: string): string {
  const [first = '', ...words] = text.split(' ');
  const lines: string[] = [];
  let line = first;
  for (const word of words) {
    const longer = `${line} ${word}`;
    if (Array.from(longer).length > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = `${indent}${word}`;
    } else line = longer;
  }
  return [...lines, line].join('\n');
}
