import { columns, fit, huber, squared } from '@wellposed/core';
import type { Backend, FitErrorCode, Problem, SolverName } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { refusal } from './refusal.js';

const sound: Problem = {
  x: Float64Array.of(1, 2, 3, 5),
  y: Float64Array.of(2, 3, 5, 8),
  weights: Float64Array.of(1, 1, 2, 1),
  model: { basis: columns(['x']), intercept: true },
  loss: squared({ reduction: 'sum' }),
};

export const fitRefusals: BackendLaw = {
  name: 'fit-refusals',
  scope: 'backend',
  statement:
    'fit: NaN and infinities anywhere, wrong lengths, negative weights, unknown solvers and losses are refused by code, before `open`',
  source: 'Contract of checkProblem and FitErrorCode',
  remedy: 'Validation is core’s, at the door; a backend must not be opened on what fails it.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      let opened = 0;
      const counting: Backend = {
        name: backend.name,
        supports: backend.supports,
        available: () => backend.available(),
        open: (system) => {
          opened++;
          return backend.open(system);
        },
      };
      for (const [what, code, problem] of unsound()) {
        const broken = await refusal(`fit of ${what}`, code, async () => fit(problem, { backend: counting }));
        if (broken) return broken;
      }
      for (const solver of ['cholesky', 'qr', 'svd', 'tsqr', 'nonsense' as SolverName] as const) {
        if (backend.supports.solvers.includes(solver)) continue;
        const broken = await refusal(`fit by '${solver}'`, 'UNSUPPORTED', async () =>
          fit(sound, { backend: counting, solver }),
        );
        if (broken) return broken;
      }
      return opened === 0 ? undefined : `the backend was opened ${opened} times on refused problems`;
    });
  },
};

function unsound(): readonly (readonly [what: string, code: FitErrorCode, problem: Problem])[] {
  const fields = ['x', 'y', 'weights'] as const;
  const nonFinite = fields.flatMap((field) =>
    [NaN, Infinity, -Infinity].map((value) => {
      const array = Float64Array.from(sound[field] ?? []);
      array[2] = value;
      return [`${value} in ${field}`, 'NON_FINITE_INPUT', { ...sound, [field]: array }] as const;
    }),
  );
  const short = fields.map((field) => {
    const array = Float64Array.from(sound[field] ?? []).subarray(1);
    return [`a short ${field}`, 'SHAPE_MISMATCH', { ...sound, [field]: array }] as const;
  });
  const empty = new Float64Array();
  return [
    ...nonFinite,
    ...short,
    ['a negative weight', 'NEGATIVE_WEIGHT', { ...sound, weights: Float64Array.of(1, 1, -1, 1) }],
    ['weights that are all 0', 'NO_OBSERVATIONS', { ...sound, weights: new Float64Array(4) }],
    ['no rows', 'NO_OBSERVATIONS', { ...sound, x: empty, y: empty, weights: empty }],
    ['Huber’s loss by a closed form', 'UNSUPPORTED', { ...sound, loss: huber({ delta: 1, reduction: 'sum' }) }],
  ];
}
