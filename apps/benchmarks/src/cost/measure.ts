import { Bench } from 'tinybench';
import { contendersOf } from './contenders.js';
import type { Contenders } from './contenders.js';
import type { CostCase } from './cost-case.js';
import { cpuTime } from './cpu-time.js';
import { spread } from './spread.js';
import type { Spread } from './spread.js';

/** How long to measure. */
export interface Effort {
  /** Rounds, in each of which all contenders run one after the other, so that a change of the machine's load hits them alike. */
  readonly rounds: number;
  /** Least time for a contender in a round, in ms. */
  readonly time: number;
  /** Least number of calls of a contender in a round. */
  readonly iterations: number;
}

/** What came out: medians of each round, in ms of CPU time. */
export type Timings = Contenders<readonly number[]>;

/** Times all contenders on one fit, by tinybench, in CPU time. */
export function measure(each: CostCase, { rounds, time, iterations }: Effort): Timings {
  const contenders = contendersOf(each);
  const results = Array.from({ length: rounds }, () => round(contenders, { time, iterations }));
  return forEach((name) => results.map((result) => result[name]));
}

/** The ratio of two contenders in each round: its median, least and largest. */
export function ratio(timings: Timings, above: keyof Timings, below: keyof Timings): Spread {
  return spread(timings[above].map((value, i) => value / (timings[below][i] ?? NaN)));
}

function round(
  contenders: Contenders<() => unknown>,
  { time, iterations }: Omit<Effort, 'rounds'>,
): Contenders<number> {
  const bench = new Bench({ now: cpuTime, time, iterations, warmupTime: time / 2, warmupIterations: 1, throws: true });
  forEach((name) => bench.add(name, contenders[name]));
  bench.runSync();
  return forEach((name) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${name} was not measured: ${result?.state ?? 'absent'}`);
    return result.latency.p50;
  });
}

/** In the order in which they run. */
function forEach<T>(to: (name: keyof Timings) => T): Contenders<T> {
  return { plain: to('plain'), refined: to('refined'), mlMatrix: to('mlMatrix'), mlRegression: to('mlRegression') };
}
