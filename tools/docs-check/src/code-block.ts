/** A fenced code block of a Markdown page that is to be executed. */
export interface CodeBlock {
  readonly language: Language;
  /** Line number of the first line of code, counted from 1. */
  readonly line: number;
  readonly code: string;
  /** The block ```` ```text ```` right below, blank lines apart: what the code prints. */
  readonly expected: string | undefined;
  /** Why the block is not run, from `no-run="why"`; its syntax is checked all the same. */
  readonly noRun: string | undefined;
}

export type Language = 'ts' | 'js' | 'sh';

/** Languages that are shown but never run. Any other name is refused, so that no block escapes by its spelling. */
const SHOWN = new Set(['text', 'json', 'jsonc', 'csv', 'diff', 'yaml', 'html', 'svg', 'mermaid']);

interface Fence {
  readonly info: string;
  readonly line: number;
  readonly code: string;
  /** Whether nothing but blank lines lies between this block and the one before. */
  readonly followsBlock: boolean;
}

/**
 * The blocks of a page that are to be executed, in order.
 *
 * @throws Error for an unknown language, a `no-run` without a reason, or a fence that is never closed
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  const all = fences(markdown);
  return all.flatMap((fence, i) => {
    const [language = '', ...attributes] = fence.info.split(/\s+/);
    if (SHOWN.has(language)) return [];
    if (!isLanguage(language)) {
      throw new Error(`line ${fence.line}: name the language of the block: ts, js, sh, or ${[...SHOWN].join(', ')}`);
    }
    const next = all[i + 1];
    const expected = next?.info === 'text' && next.followsBlock ? next.code : undefined;
    return [
      { language, line: fence.line, code: fence.code, expected, noRun: reason(attributes.join(' '), fence.line) },
    ];
  });
}

function isLanguage(name: string): name is Language {
  return name === 'ts' || name === 'js' || name === 'sh';
}

function reason(attributes: string, line: number): string | undefined {
  if (attributes === '') return undefined;
  const why = /^no-run="([^"]+)"$/.exec(attributes)?.[1];
  if (why === undefined) throw new Error(`line ${line}: the one attribute of a block is no-run="why"`);
  return why;
}

function fences(markdown: string): Fence[] {
  const lines = markdown.split(/\r?\n/);
  const found: Fence[] = [];
  let followsBlock = false;
  for (let i = 0; i < lines.length; i++) {
    const opening = /^(\s*)(`{3,})([^`]*)$/.exec(lines[i] ?? '');
    if (opening === null) {
      followsBlock &&= (lines[i] ?? '').trim() === '';
      continue;
    }
    const [, indent = '', ticks = '', info = ''] = opening;
    const end = lines.findIndex((text, j) => j > i && text.trim() === ticks);
    if (end < 0) throw new Error(`line ${i + 1}: the code block is never closed`);
    const code = lines.slice(i + 1, end).map((text) => (text.startsWith(indent) ? text.slice(indent.length) : text));
    found.push({ info: info.trim(), line: i + 2, code: code.join('\n'), followsBlock });
    followsBlock = true;
    i = end;
  }
  return found;
}
