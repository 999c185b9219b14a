import { reference } from '@wellposed/backend-reference';
import { fitSync } from '@wellposed/core';
import type { SynchronousBackend } from '@wellposed/core';
import type { CostCase } from './cost-case.js';
import { cpuTime } from './cpu-time.js';
import { spread } from './spread.js';

/** Where the time of a refined fit goes, in ms. */
export interface Stages {
  readonly total: number;
  /** The backend's factorisation. */
  readonly factor: number;
  /** The backend's solves: the first and one for each correction. */
  readonly solves: number;
  readonly solveCount: number;
  /** Everything else, in core: design and residuals in double-double, scaling, change of basis, certificate. */
  readonly core: number;
}

/** Runs a refined fit several times on a backend that is timed from outside; medians. */
export function stagesOf({ problem }: CostCase, runs: number): Stages {
  const all = Array.from({ length: runs + 1 }, () => {
    const clock: Clock = { factor: 0, solves: [] };
    const started = cpuTime();
    fitSync(problem, { backend: timed(clock) });
    const total = cpuTime() - started;
    const solves = clock.solves.reduce((sum, time) => sum + time, 0);
    return {
      total,
      factor: clock.factor,
      solves,
      solveCount: clock.solves.length,
      core: total - clock.factor - solves,
    };
  }).slice(1);
  const median = (key: keyof Stages): number => spread(all.map((stages) => stages[key])).median;
  return {
    total: median('total'),
    factor: median('factor'),
    solves: median('solves'),
    solveCount: median('solveCount'),
    core: median('core'),
  };
}

interface Clock {
  factor: number;
  readonly solves: number[];
}

/** The reference backend, which writes to the clock what its calls take. */
function timed(clock: Clock): SynchronousBackend<'qr'> {
  return {
    ...reference,
    supports: { ...reference.supports, solvers: ['qr'] },
    open(system) {
      const session = reference.open(system);
      // Without the calls that make pauses, which the clock would not see.
      return {
        ...session,
        pausing: undefined,
        factor(solver) {
          const started = cpuTime();
          const factorization = session.factor(solver);
          clock.factor += cpuTime() - started;
          return {
            ...factorization,
            pausing: undefined,
            solve(f, g) {
              const solving = cpuTime();
              const answer = factorization.solve(f, g);
              clock.solves.push(cpuTime() - solving);
              return answer;
            },
          };
        },
      };
    },
  };
}
