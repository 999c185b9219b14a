import { engines } from '@wellposed/engines';
import { describe, expect, it } from 'vitest';

describe('the list of engines', () => {
  it('has each once, and holds nothing on a device before one is opened', () => {
    const names = engines.map(({ backend }) => backend.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { resources } of engines) if (resources) expect(resources()).toBe(0);
  });
});
