import { spawnSync } from 'node:child_process';
import { runStep } from './run-step.mjs';
import { Unavailable } from './unavailable.mjs';

/**
 * What a build needs of the machine.
 *
 * @typedef {object} Tools
 * @property {Readonly<Record<string, string>>} commands for each command that must answer to `--version`, such as
 *   `python3 -m pip`, the Debian package that brings it
 * @property {readonly string[]} packages Debian packages that bring libraries and more; asked for where Debian's packages are
 */

/**
 * Sees to what a build needs. On Debian and its like, what is missing is installed if we are root. On other systems only the
 * commands can be looked for; the compiler says what else it lacks.
 *
 * @param {Tools} tools
 * @param {string} log where to write what apt-get prints
 * @throws {Unavailable} if something is missing and cannot be installed
 */
export async function requireTools({ commands, packages }, log) {
  const missing = [
    ...Object.keys(commands)
      .filter((command) => !runs(command))
      .map((command) => commands[command] ?? command),
    ...(runs('dpkg-query') ? packages.filter((name) => !isInstalled(name)) : []),
  ];
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!runs('apt-get')) throw new Unavailable(`it needs ${names}`, 'install what brings these on your system');
  if (process.getuid?.() !== 0) throw new Unavailable(`it needs ${names}`, `sudo apt-get install ${names}`);
  process.stderr.write(`installing ${names} with apt-get\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runStep('apt-get update', ['apt-get', 'update'], { log, env });
  await runStep('apt-get install', ['apt-get', 'install', '--yes', '--no-install-recommends', ...missing], {
    log,
    env,
  });
}

/**
 * @param {string} command words, of which the first is the program
 * @returns {boolean} whether it answers to `--version`
 */
function runs(command) {
  return answer([...command.split(' '), '--version']) !== undefined;
}

/**
 * @param {string} name
 * @returns {boolean} whether the Debian package is installed
 */
function isInstalled(name) {
  return answer(['dpkg-query', '--show', '--showformat=${db:Status-Status}', name]) === 'installed';
}

/**
 * @param {readonly string[]} command the program and its arguments
 * @returns {string | undefined} what it prints; undefined if it is not there or fails
 */
function answer([program = '', ...args]) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
