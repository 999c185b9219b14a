import { describeIfAvailable } from '@wellposed/conformance';
import type { Backend, Session, SolverName } from '@wellposed/core';
import { fit, fitTargets, linearProblem } from '@wellposed/core';
import { engines } from '@wellposed/engines';
import { descent, gradientDescent } from '@wellposed/optimizers';
import { describe, expect, it, vi } from 'vitest';

const [rows, columns] = [4000, 16];
/** Whole numbers without a pattern that 16 columns share. */
const x = Array.from({ length: rows }, (_, i) =>
  Array.from({ length: columns }, (_unused, j) => ((i + 1) * (2 * j + 3) * 7919) % (101 + 2 * j)),
);
const y = x.map((row, i) => Math.sin(i) + row[0]!);
/** Tens of milliseconds of work on the fastest machine: more than the 15 after which the event loop has a turn. */
const problem = linearProblem({ x, y });

/** A fit whose signal is aborted in the first turn of the event loop after a session is there. */
async function interrupted<S extends SolverName>(backend: Backend<S>, solver: NoInfer<S>) {
  const controller = new AbortController();
  const reason = new Error('closed by the user');
  const disposed: { readonly mock: { readonly calls: readonly unknown[] } }[] = [];
  let turnsAfter = 0;
  let isOver = false;
  const count = (): void => {
    if (isOver) return;
    turnsAfter += 1;
    setImmediate(count);
  };
  const abort = (): void => {
    controller.abort(reason);
    setImmediate(count);
  };
  const begin = (session: Session<S>): void => {
    disposed.push(vi.spyOn(session, 'dispose'));
    setImmediate(abort);
  };
  const watched: Backend<S> = {
    ...backend,
    available: () => backend.available(),
    open(system) {
      const opened = backend.open(system);
      if (opened instanceof Promise) void opened.then(begin);
      else begin(opened);
      return opened;
    },
  };
  const end = await fit(problem, { backend: watched, solver, signal: controller.signal }).then(
    (solution) => solution,
    (error: unknown) => error,
  );
  isOver = true;
  return { end, reason, turnsAfter, disposals: disposed.map(({ mock }) => mock.calls.length) };
}

for (const { backend } of engines) {
  await describeIfAvailable({ describe, it }, backend, () => {
    describe(`${backend.name}: a signal`, () => {
      it.each(backend.supports.solvers)(
        'stops %s in the middle, in the turn in which it is aborted',
        async (solver) => {
          const { end, reason, turnsAfter, disposals } = await interrupted(backend, solver);
          expect(end).toMatchObject({ code: 'ABORTED', details: { argument: 'signal' }, cause: reason });
          expect(disposals).toEqual([1]);
          expect(turnsAfter).toBeLessThanOrEqual(1);
        },
      );

      it('stops a descent that has begun to move with its checkpoint', async () => {
        const controller = new AbortController();
        const moving = descent(gradientDescent({ learningRate: 1e-12 }));
        let told = 0;
        const optimizer: typeof moving = {
          ...moving,
          tell(state, evaluation) {
            told += 1;
            if (told === 1) setImmediate(() => controller.abort());
            return moving.tell(state, evaluation);
          },
        };
        const { signal } = controller;
        const endless = { maxIterations: 1e9, tolerance: 0 };
        const { status, descent: record } = await fit(problem, { backend, optimizer, signal, ...endless });
        expect(status).toBe('aborted');
        expect(record!.checkpoint.iteration).toBe(told);
        expect(record!.iterations).toBeGreaterThanOrEqual(1);
      });

      it('that is aborted already is refused before the backend is asked for anything', async () => {
        const calls: string[] = [];
        const watched: Backend = {
          ...backend,
          available: () => (calls.push('available'), backend.available()),
          open: (system) => (calls.push('open'), backend.open(system)),
        };
        const reason = new Error('before');
        const signal = AbortSignal.abort(reason);
        const optimizer = descent(gradientDescent({ learningRate: 'auto' }));
        const refused = { code: 'ABORTED', cause: reason };
        for (const solver of backend.supports.solvers) {
          await expect(fit(problem, { backend: watched, solver, signal })).rejects.toMatchObject(refused);
        }
        await expect(fit(problem, { backend: watched, optimizer, signal })).rejects.toMatchObject(refused);
        await expect(fitTargets(problem, [y], { backend: watched, signal })).rejects.toMatchObject(refused);
        expect(calls).toEqual([]);
      });
    });
  });
}
