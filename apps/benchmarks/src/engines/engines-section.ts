import type { Agreement } from '@wellposed/conformance';
import { markdownTable } from '../markdown-table.js';
import type { AgreementPlace } from './agreement-place.js';

/** What the section is made of. */
export interface EnginesSection {
  /** Where engines were tried, the first in front. */
  readonly places: readonly AgreementPlace[];
  /** The machine in one line. */
  readonly machine: string;
}

const RATIO_DIGITS = 2;
const LEFT_COLUMNS = 4;
const NOTHING = '–';

/** The section of README.md on who ran where and how near the bounds, in Markdown. */
export function enginesSection({ places, machine }: EnginesSection): string {
  const ran = places.flatMap(({ where, matrix }) => matrix.backends.map((found) => ({ where, ...found })));
  const names = [
    ...new Set(places.flatMap(({ matrix }) => [...matrix.backends, ...matrix.missing].map(({ name }) => name))),
  ];
  const rows = names.flatMap((name) => {
    const own = ran.filter((each) => each.name === name);
    if (own.length === 0) return [[name, NOTHING, reasonOf(places, name), NOTHING, NOTHING, NOTHING, NOTHING]];
    return own.map(({ where, device, precision, problems, ...found }) => [
      name,
      where,
      device,
      precision,
      `${problems}`,
      ...ratiosOf(found),
    ]);
  });
  const pairs = places.flatMap(({ matrix }) => matrix.pairs);
  const worst = Math.max(...pairs.flatMap(({ solution, gradient }) => [solution.ratio, gradient.ratio]));
  const fewest = Math.min(...pairs.map(({ problems }) => problems));
  return `${markdownTable({
    head: ['engine', 'where', 'device', 'precision', 'problems', 'solution', 'gradient'],
    rows,
    leftColumns: LEFT_COLUMNS,
  })}
Solution and gradient: the largest error ÷ its bound, on so many random problems (n ≤ 100, p ≤ 12) whose bound is finite, against
the exact rational answer; the solution is that of the normal equations, without refinement. The bounds are c·u·κ² for it and
γ for each component of the gradient (Higham 2002, §20.4, §3.1), with u = 2⁻⁵³ for f64 and 2⁻²⁴ for f32. In all ${pairs.length}
pairs, each on at least ${fewest} problems, the largest difference was ${ratio(worst)} of the sum of both bounds.

Measured on ${machine}. Written by this command, and not checked for
being fresh, since the engines are those of the machine at hand; \`xvfb-run -a\` in front of it gives headless-gl a display:

\`\`\`sh no-run="measures for minutes and rewrites this section"
npm run engines -w @wellposed/benchmarks
\`\`\`
`;
}

/** Why an engine ran nowhere, as the last place says: a browser comes after Node.js, which lacks what only browsers have. */
function reasonOf(places: readonly AgreementPlace[], name: string): string {
  const all = places.flatMap(({ matrix }) => matrix.missing.filter((each) => each.name === name));
  return `not here: ${all.at(-1)?.reason ?? 'unknown'}`;
}

function ratiosOf({ solution, gradient }: Pick<Agreement, 'solution' | 'gradient'>): readonly string[] {
  return [ratio(solution.ratio), ratio(gradient.ratio)];
}

function ratio(value: number): string {
  return Number.isFinite(value) ? `${Number(value.toPrecision(RATIO_DIGITS))}` : `${value}`;
}
