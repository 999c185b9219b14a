import { CommandError } from '../command-error.js';
import { exitCode } from '../exit-code.js';
import type { ProblemSize } from '../fit/problem-size.js';
import type { BackendPackage } from './catalogue.js';
import type { ChosenBackend } from './choose-backend.js';
import { probeBackends } from './probe-backends.js';
import type { BackendNeeds, UsableBackend } from './usable-backend.js';
import { usableBackend } from './usable-backend.js';

/**
 * The largest sizes that were measured, n p numbers of the design and p columns. On none of them did another backend than the
 * reference one save more than 1 % of the time of a fit with its statistics, native TensorFlow included: it catches up
 * with the factorisation at p ≈ 300, but needs more steps of refinement, in double-double on the host, and the
 * factorisation is a small part of the whole.
 *
 * Source: `npm run crossover -w @wellposed/benchmarks`; the README has what it printed.
 */
const measured = { entries: 1_200_000, columns: 300 };

/**
 * The backend for `--backend auto`: the first in the catalogue that can run here, does what is needed and computes in float64,
 * whatever the size. It costs no digits, and as far as was measured no time. Without any, the first in float32.
 *
 * A package is loaded only when its turn comes.
 *
 * @throws CommandError when nothing does what is needed: exit code 4 when some could not run here, else 2
 */
export async function chooseAutomatically(
  needs: BackendNeeds,
  size: ProblemSize,
  catalogue: readonly BackendPackage[],
): Promise<ChosenBackend> {
  let single: UsableBackend | undefined;
  const obstacles: CommandError[] = [];
  for (const entry of catalogue) {
    for (const probed of await probeBackends(entry)) {
      const usable = usableBackend(probed, needs);
      if (usable instanceof CommandError) obstacles.push(usable);
      else if (usable.backend.supports.precision === 'f64') return because(usable, reasonFor(needs, size));
      else single ??= usable;
    }
  }
  if (single !== undefined) return because(single, 'no backend of float64 can do this here');
  throw new CommandError(
    obstacles.some((obstacle) => obstacle.exitCode === exitCode.backend) ? exitCode.backend : exitCode.usage,
    obstacles.map((obstacle) => obstacle.message).join('; '),
  );
}

function reasonFor({ whyFloat64 }: BackendNeeds, { rows, columns }: ProblemSize): string {
  if (whyFloat64 !== undefined) return `it computes in float64: ${whyFloat64}`;
  const { entries, columns: widest } = measured;
  return rows * columns <= entries && columns <= widest
    ? `it computes in float64, and no float32 device saves time on a design of ${rows} × ${columns}`
    : `it computes in float64, and no float32 device saved time on the largest designs measured, of ${entries} numbers and ${widest} columns`;
}

function because(usable: UsableBackend, reason: string): ChosenBackend {
  return { ...usable, choice: { requested: 'auto', reason } };
}
