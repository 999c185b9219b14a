// jsonc-parser and not JSON.parse: it shows every token with its line, so that a number keeps its digits, a key that comes
// twice is seen, and a mistake has a place. Comments and commas at the end, which it could pass over, are mistakes here.
import { visit } from 'jsonc-parser';
import { inputError } from '../command-error.js';
import { quote } from '../output/printable.js';

/** A JSON document as a table needs it: a cell is the JSON text of what stands there, as it is written. */
export type Json = string | JsonList | JsonRecord;

/** An array, and the line of each of its items. */
export interface JsonList {
  readonly kind: 'list';
  readonly items: Json[];
  readonly lines: number[];
}

/** An object. */
export interface JsonRecord {
  readonly kind: 'record';
  readonly members: Map<string, Json>;
}

/** No table or model of ours comes near it; a parser that calls itself would run out of stack some thousands deep. */
const mostLevels = 100;

/** What is open while the text is read; arrays and objects inside of cells are read but not kept. */
interface Level {
  readonly offset: number;
  readonly line: number;
  readonly value: JsonList | JsonRecord | undefined;
  readonly keys: Set<string>;
  key: string;
}

/**
 * Reads one JSON document (RFC 8259).
 *
 * @param levels how many levels of arrays and objects are taken apart; what is deeper is a cell
 * @param firstLine the line of the file in which the text begins
 * @throws CommandError (exit code 3) that names the line, for what is no JSON, for a key that comes twice in one object, at
 *   any depth, and for more than 100 levels
 */
export function readJson(text: string, source: string, levels: number, firstLine = 1): Json {
  const open: Level[] = [];
  let document: Json = '';
  const mistake = (line: number, message: string): Error => inputError(`${source}:${firstLine + line}`, message);
  const add = (value: Json, line: number): void => {
    const level = open.at(-1);
    if (level === undefined) document = value;
    else if (level.value?.kind === 'record') level.value.members.set(level.key, value);
    else if (level.value?.kind === 'list') {
      level.value.items.push(value);
      level.value.lines.push(firstLine + line);
    }
  };
  const begin = (value: JsonList | JsonRecord, offset: number, line: number): void => {
    if (open.length === mostLevels) throw mistake(line, `is nested more than ${mostLevels} levels deep`);
    const kept = open.length < levels ? value : undefined;
    open.push({ offset, line, value: kept, keys: new Set(), key: '' });
  };
  const end = (offset: number): void => {
    const level = open.pop();
    if (level !== undefined) add(level.value ?? text.slice(level.offset, offset + 1), level.line);
  };

  visit(
    text,
    {
      onObjectBegin: (offset, _length, line) => begin({ kind: 'record', members: new Map() }, offset, line),
      onArrayBegin: (offset, _length, line) => begin({ kind: 'list', items: [], lines: [] }, offset, line),
      onObjectProperty: (key, _offset, _length, line) => {
        const level = open.at(-1);
        if (level === undefined) return;
        if (level.keys.has(key)) throw mistake(line, `has the key ${quote(key)} twice in one object`);
        level.keys.add(key);
        level.key = key;
      },
      onLiteralValue: (_value, offset, length, line) => add(text.slice(offset, offset + length), line),
      onObjectEnd: end,
      onArrayEnd: end,
      onError: (_code, offset, length, line, character) => {
        const found = text.slice(offset, offset + length);
        const what = found.trim() === '' ? 'it ends too early' : `${quote(found)} is not expected there`;
        throw mistake(line, `is not valid JSON at column ${character + 1}: ${what}`);
      },
    },
    { disallowComments: true },
  );
  return document;
}
