import { gpuJs, gpuJsModes } from '@wellposed/backend-gpu-js';
import { describeIfAvailable } from '@wellposed/conformance';
import { describe, expect, it } from 'vitest';
import { breakable } from './support/breakable.js';
import { systemOf } from './support/system.js';

/** Counts what a context of WebGL has created and not deleted. */
class Counted {
  private readonly alive = new Set<unknown>();
  private readonly contexts = new Set<unknown>();

  get count(): number {
    return this.alive.size;
  }

  watch(context: object | null | undefined): void {
    if (!context || this.contexts.has(context) || !('createTexture' in context)) return;
    this.contexts.add(context);
    for (const kind of ['Texture', 'Framebuffer', 'Program', 'Shader']) {
      const calls = context as Record<string, (...given: unknown[]) => unknown>;
      const [create, remove] = [calls[`create${kind}`]!.bind(context), calls[`delete${kind}`]!.bind(context)];
      calls[`create${kind}`] = (...given) => {
        const made = create(...given);
        this.alive.add(made);
        return made;
      };
      calls[`delete${kind}`] = (...given) => {
        this.alive.delete(given[0]);
        return remove(...given);
      };
    }
  }
}

for (const mode of gpuJsModes) {
  const counted = new Counted();
  const world = breakable();
  const instances: { readonly kernels: unknown[] }[] = [];
  world.fault = {
    kernel: ({ kernel }) => counted.watch(kernel.context),
    instance: (instance) => instances.push(instance),
  };
  const backend = gpuJs({ mode, load: world.load });

  await describeIfAvailable({ describe, it }, backend, () => {
    describe(`what gpu.js holds, ${mode}`, () => {
      const fit = async (rows: number): Promise<void> => {
        const session = await backend.open(systemOf(rows, 4));
        await session.evaluate({ theta: new Float64Array(4) });
        await session.evaluate({ theta: new Float64Array(4), rows: Uint32Array.of(0, 2) });
        const point = { theta: new Float64Array(4), velocity: new Float64Array(4) };
        await session.descend({ ...point, learningRate: 0.01, momentum: 0.5, steps: 3 });
        for (const solver of backend.supports.solvers)
          await (await session.factor(solver)).solve(new Float64Array(rows));
        await session.compress();
        session.dispose();
        // Plans and kernels are given back in turn: after what comes next.
        const last = await backend.open(systemOf(2, 1));
        last.dispose();
      };

      it('is the same after 18 fits of other sizes as after the first ones', async () => {
        const sizes = [6, 300, 20_000];
        const leftBy = async (): Promise<readonly number[]> => {
          for (const rows of sizes) await fit(rows);
          return [counted.count, backend.resources(), instances.at(-1)!.kernels.length];
        };
        const before = await leftBy();
        for (let round = 0; round < 5; round++) expect(await leftBy()).toEqual(before);
        expect(before[1]).toBe(0);
      });

      it('is nothing after release, and the next session works', async () => {
        await backend.release();
        expect(counted.count).toBe(0);
        await fit(6);
        await backend.release();
      });
    });
  });
}
