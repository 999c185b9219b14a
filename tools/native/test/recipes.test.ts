import { describe, expect, it } from 'vitest';
import { headlessGl } from '../recipes/headless-gl.mjs';
import { tfjsNode } from '../recipes/tfjs-node.mjs';
import { Unavailable } from '../unavailable.mjs';

const linux = { platform: 'linux-x64', glibc: true, nodeMajor: 20, abi: '115' };

describe('tfjs-node', () => {
  it.each([linux, { ...linux, nodeMajor: 22, abi: '127' }])('is for %j', (host) => {
    expect(() => tfjsNode.admit(host)).not.toThrow();
  });

  it.each([
    { ...linux, platform: 'darwin-arm64', glibc: false },
    { ...linux, platform: 'linux-arm64' },
    { ...linux, glibc: false },
    { ...linux, nodeMajor: 23, abi: '131' },
    { ...linux, nodeMajor: 24, abi: '137' },
  ])('is not for %j', (host) => {
    expect(() => tfjsNode.admit(host)).toThrow(Unavailable);
  });
});

describe('headless-gl', () => {
  it.each([linux, { ...linux, platform: 'linux-arm64' }, { ...linux, nodeMajor: 24 }])('is for %j', (host) => {
    expect(() => headlessGl.admit(host)).not.toThrow();
  });

  it.each(['darwin-arm64', 'win32-x64'])('is not for %s', (platform) => {
    expect(() => headlessGl.admit({ ...linux, platform, glibc: false })).toThrow(Unavailable);
  });
});
