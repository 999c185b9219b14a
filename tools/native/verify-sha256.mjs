import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Unavailable } from './unavailable.mjs';

/**
 * Refuses a file that is not, byte for byte, the one that was pinned.
 *
 * @param {string} file its path
 * @param {string} expected its SHA-256, 64 hexadecimal digits in lower case
 * @throws {Unavailable} if the file has another checksum
 */
export async function verifySha256(file, expected) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('hex');
  if (actual === expected) return;
  throw new Unavailable(
    `${basename(file)} has SHA-256 ${actual} instead of ${expected}`,
    'the registry or a proxy gave another file: try again, and do not use this one',
  );
}
