import { at } from '@wellposed/core';
import { expect, test } from 'vitest';
import { blockSums } from '../src/block-sums.js';
import { levels } from '../src/layout.js';
import type { Layout } from '../src/layout.js';
import { runnableModes } from './support/devices.js';
import { numbers } from './support/system.js';

const U = 2 ** -24;

/** One row a block: as many blocks as four million rows have. */
const layout: Layout = { rows: 2 ** 17, stride: 2 ** 17, blocks: 2 ** 17, depth: 1 };

for (const { mode, make } of await runnableModes()) {
  test(`sums of blocks go through as many levels on the device as it takes, ${mode}`, async () => {
    expect(levels(layout.blocks)).toEqual([
      { blocks: 2048, depth: 64 },
      { blocks: 32, depth: 64 },
    ]);
    const device = make();
    const closed = device.opened();
    const next = numbers(7);
    const columns = Array.from({ length: 4 }, () => Float32Array.from({ length: layout.stride }, next));
    const a = await device.upload(columns);
    const sums = await blockSums(device, layout, 'dots', 4, [a, 1, -1, 1, layout.blocks]);
    expect(sums).toHaveLength(4);
    columns.forEach((column, j) => {
      let [sum, size] = [0, 0];
      column.forEach((value, i) => {
        sum += value * columns[1]![i]!;
        size += Math.abs(value * columns[1]![i]!);
      });
      // The product, and 64 additions at each of two levels.
      expect(Math.abs(at(sums, j) - sum)).toBeLessThanOrEqual(129 * U * size);
    });
    a.free();
    closed();
    await device.enqueue(async () => undefined);
    expect(device.resources).toBe(0);
    await device.dispose();
  });
}
