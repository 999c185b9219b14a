import { copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildAddon } from '../build-addon.mjs';
import { runStep } from '../run-step.mjs';
import { Unavailable } from '../unavailable.mjs';
import { verifySha256 } from '../verify-sha256.mjs';

/** TensorFlow's shared libraries and C headers, as PyPI carries them: the first wheels with the C API in a library of its own. */
const WHEEL = {
  requirement: 'tensorflow-cpu==2.12.1',
  file: 'tensorflow_cpu-2.12.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  sha256: '7ffb595707a8fb376deaddc768784c7a0242b16cbc6e06393b1733b2ce19f855',
};
/** Which wheel pip shall fetch, whatever Python it runs on: no Python code of the wheel is used. */
const TAGS = ['--platform=manylinux2014_x86_64', '--implementation=cp', '--python-version=3.11', '--abi=cp311'];
/** In the wheel: the libraries, and the headers that `tensorflow/c/c_api.h` and `tensorflow/c/eager/c_api.h` include. */
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const HEADERS = ['c', 'core/platform', 'tsl/c', 'tsl/platform'];
const EXTRACT = `
import sys, zipfile
wheel, folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(prefixes))])
`;
/** The newest Node-API that @tensorflow/tfjs-node 4.22.0 knows; every Node that this workspace admits has it. */
const NAPI = 8;
const BINDING = `lib/napi-v${NAPI}/tfjs_binding.node`;

/**
 * TensorFlow.js on TensorFlow's C library.
 *
 * The install script of the package gets libtensorflow 2.9.1 from a server of Google's. Here it comes from PyPI instead, and
 * the binding is compiled against it: C++ over TensorFlow's C API, which is kept compatible within version 2.
 *
 * @type {import('../install-engine.mjs').Engine}
 */
export const tfjsNode = {
  name: 'tfjs-node',
  package: '@tensorflow/tfjs-node',
  version: '4.22.0',
  source: `${WHEEL.file} ${WHEEL.sha256}, napi ${NAPI}`,
  link: 'lib',
  binding: BINDING,
  tools: {
    commands: { make: 'make', 'g++': 'g++', python3: 'python3', 'python3 -m pip': 'python3-pip' },
    packages: [],
  },
  admit({ platform, glibc, nodeMajor }) {
    if (platform !== 'linux-x64' || !glibc) {
      const remedy =
        'set it to true under allowScripts in package.json, and npm rebuild it: it may fetch a build of its own';
      throw new Unavailable(`the library is for linux-x64 with glibc, this is ${platform}`, remedy);
    }
    if (nodeMajor >= 23) {
      throw new Unavailable(
        'version 4.22.0 calls util.isNullOrUndefined, which Node 23 took away',
        'use Node 20 or 22',
      );
    }
  },
  async build({ packageFolder, modules, work, product, log, say }) {
    say(`downloading ${WHEEL.requirement} (221 MiB)`);
    const pip = [
      'python3',
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--no-cache-dir',
      '--retries=1',
    ];
    await runStep('the download', [...pip, ...TAGS, `--dest=${work}`, WHEEL.requirement], { log });
    await verifySha256(join(work, WHEEL.file), WHEEL.sha256);

    say('unpacking TensorFlow');
    const wanted = [
      ...LIBRARIES.map((library) => `tensorflow/${library}`),
      ...HEADERS.map((folder) => `tensorflow/include/tensorflow/${folder}/`),
    ];
    await runStep('unpacking', ['python3', '-c', EXTRACT, join(work, WHEEL.file), work, ...wanted], { log });
    rmSync(join(work, WHEEL.file));

    say('compiling the binding');
    const addon = join(work, 'addon');
    for (const path of ['binding', 'binding.gyp'])
      cpSync(join(packageFolder, path), join(addon, path), { recursive: true });
    cpSync(join(work, 'tensorflow/include'), join(addon, 'deps/include'), { recursive: true });
    const libraries = join(product, 'deps/lib');
    mkdirSync(libraries, { recursive: true });
    for (const library of LIBRARIES) cpSync(join(work, 'tensorflow', library), join(libraries, library));
    // The names that the linker is told; what is recorded, and loaded, are the libraries' own names.
    symlinkSync('libtensorflow_cc.so.2', join(libraries, 'libtensorflow.so'));
    symlinkSync('libtensorflow_framework.so.2', join(libraries, 'libtensorflow_framework.so'));
    symlinkSync(libraries, join(addon, 'deps/lib'));
    const variables = { module_name: 'tfjs_binding', module_path: join(addon, 'out'), napi_build_version: `${NAPI}` };
    await buildAddon(addon, { modules, log, variables });
    mkdirSync(join(product, `lib/napi-v${NAPI}`), { recursive: true });
    copyFileSync(join(addon, 'build/Release/tfjs_binding.node'), join(product, BINDING));
  },
};
