import { reference } from '@wellposed/backend-reference';
import { engines } from '@wellposed/engines';
import { describe, expect, it } from 'vitest';
import { fitLoop } from '../src/leaks/fit-loop.js';
import { leaksTable, loopRow } from '../src/leaks/leaks-table.js';
import { remains } from '../src/leaks/remains.js';

/** A tenth of what `npm run leaks` does; WELLPOSED_RUNS (200 by default) changes it. */
const fits = Math.ceil(Number(process.env['WELLPOSED_RUNS'] ?? 200) / 2);
const loop = { warmUp: 60, fits };
/** A fit takes up to 50 ms on an idle machine; ten times that when others share it. */
const patience = Math.max(60_000, 500 * (loop.warmUp + fits));

describe(`${fits} fits in a loop leave what can be counted where it was`, async () => {
  for (const engine of engines) {
    const { name } = engine.backend;
    const availability = await engine.backend.available();
    if (!availability.ok) {
      it(`${name}: skipped: ${availability.reason} (${availability.remedy})`, ({ skip }) => skip(availability.reason));
      continue;
    }
    it(
      `${name} (${availability.device})`,
      async ({ annotate }) => {
        const report = await fitLoop(engine, loop);
        await engine.release?.();
        // Garbage and compiled code make the heap no exact measure: it is told, not judged.
        const { before, after, heapSlope } = report;
        await annotate(`heap ${before.heap} → ${after.heap} bytes, ${heapSlope.toFixed(0)} a fit`);
        expect(remains(report)).toEqual([]);
        if (engine.resources) expect(after.resources).toBe(0);
      },
      patience,
    );
  }
});

describe('the loop', () => {
  it('sees what each fit leaves behind: on the device, and on the heap', async () => {
    let alive = 0;
    const kept: Float64Array[] = [];
    const leaky = {
      backend: {
        ...reference,
        open: (system: Parameters<typeof reference.open>[0]) => {
          alive++;
          kept.push(...Array.from({ length: 40 }, () => new Float64Array(8)));
          return reference.open(system);
        },
      },
      resources: () => alive,
    };
    const report = await fitLoop(leaky, { warmUp: 10, fits: 50 });
    expect(remains(report)).toEqual([`resources: ${report.before.resources} before, ${report.after.resources} after`]);
    expect(report.after.resources! - report.before.resources!).toBe(50);
    expect(report.heapSlope).toBeGreaterThan(40 * 64);
    expect(kept.length).toBeGreaterThan(0);
    expect(leaksTable([loopRow('leaky', 'cpu', report)])).toMatch(/\| leaky +\| cpu +\| +10 → 60 \|/);
  });

  it('counts handles by kind, and timers not at all', () => {
    const at = (active: string) => ({ active, heap: 0, threads: 7 });
    const report = { before: at('PipeWrap Timeout'), after: at('MessagePort PipeWrap PipeWrap Timeout Timeout') };
    expect(remains({ ...report, heapSlope: 0, duration: 0 })).toEqual([
      'MessagePort: 0 before, 1 after',
      'PipeWrap: 1 before, 2 after',
    ]);
  });

  it('says which fit did not converge', async () => {
    const wrong = {
      backend: {
        ...reference,
        open: (system: Parameters<typeof reference.open>[0]) =>
          reference.open({ ...system, design: system.design.map(() => 1) }),
      },
    };
    await expect(fitLoop(wrong, { warmUp: 1, fits: 10 })).rejects.toThrow(/reference: fit 0 ended/);
  });
});
