import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildAddon } from '../build-addon.mjs';
import { Unavailable } from '../unavailable.mjs';

const BINDING = 'build/Release/webgl.node';

/**
 * WebGL without a window: ANGLE, compiled on the X11 of the system. It needs an X server to run, which may be Xvfb, and then
 * computes with whatever OpenGL that has, such as Mesa's llvmpipe.
 *
 * @type {import('../install-engine.mjs').Engine}
 */
export const headlessGl = {
  name: 'headless-gl',
  package: 'gl',
  version: '8.1.6',
  source: 'the sources in the npm package',
  link: 'build',
  binding: BINDING,
  tools: {
    commands: { make: 'make', 'g++': 'g++', python3: 'python3', 'pkg-config': 'pkg-config' },
    packages: ['libxi-dev', 'libglu1-mesa-dev', 'libglew-dev', 'libgl1-mesa-dri', 'xvfb', 'xauth'],
  },
  admit({ platform }) {
    if (platform.startsWith('linux-')) return;
    const remedy = 'set it to true under allowScripts in package.json, and npm rebuild it';
    throw new Unavailable(`it is built here on Linux only, this is ${platform}`, remedy);
  },
  async build({ packageFolder, modules, work, product, log, say }) {
    say('compiling ANGLE (a minute and a half on two cores)');
    const addon = join(work, 'addon');
    for (const path of ['angle', 'deps', 'src', 'binding.gyp']) {
      cpSync(join(packageFolder, path), join(addon, path), { recursive: true });
    }
    await buildAddon(addon, { modules, log });
    mkdirSync(dirname(join(product, BINDING)), { recursive: true });
    copyFileSync(join(addon, BINDING), join(product, BINDING));
  },
};
