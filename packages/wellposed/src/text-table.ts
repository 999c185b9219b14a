/** Aligns columns: the first to the left, the others to the right. */
export function textTable(rows: readonly (readonly string[])[], gap = '  '): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) => Math.max(...rows.map((row) => width(row[j] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, j) => {
        const room = ' '.repeat((widths[j] ?? 0) - width(cell));
        return j === 0 ? cell + room : room + cell;
      })
      .join(gap)
      .trimEnd(),
  );
}

/** Words on lines of at most `most` characters, all but the first indented; a longer word stands alone. */
export function wrapped(text: string, most: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) > most && line.trim() !== '') {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}

/** In characters as a person counts them, not in UTF-16 units. */
function width(text: string): number {
  return Array.from(text).length;
}
