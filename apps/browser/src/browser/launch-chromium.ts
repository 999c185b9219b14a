import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Without a screen, an account, an update or a network of its own; SwiftShader computes WebGL 2 and WebGPU on the processor. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium with a new, empty profile, which is removed when it is closed. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}
