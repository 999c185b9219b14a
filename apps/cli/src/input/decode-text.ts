import { isUtf8 } from 'node:buffer';
import { inputError } from '../command-error.js';

/**
 * Decodes UTF-8, without its byte order mark.
 *
 * @throws CommandError (exit code 3) for a binary file, for UTF-16, and at the first line that is not UTF-8
 */
export function decodeText(bytes: Buffer, source: string): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw inputError(source, 'is UTF-16 text; save it as UTF-8');
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    throw inputError(`${source}:${lineOf(bytes, zero)}`, 'holds a zero byte: this is a binary file, not text');
  if (!isUtf8(bytes)) {
    throw inputError(`${source}:${firstBadLine(bytes)}`, 'is not UTF-8 text; save the file as UTF-8');
  }
  return new TextDecoder('utf-8').decode(bytes);
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}

/** A line feed is never part of a longer UTF-8 sequence, so lines can be checked one by one. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    line += 1;
    start = end + 1;
  }
  return line;
}
