import pc from 'picocolors';
import type { Io } from '../io.js';

/** Functions that colour text. */
export type Colours = ReturnType<typeof pc.createColors>;

/** Colours for stdout: on a terminal, unless NO_COLOR is set (https://no-color.org) or it is a dumb one. */
export function colours({ stdout, env }: Pick<Io, 'stdout' | 'env'>): Colours {
  const wanted = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return pc.createColors(wanted);
}
