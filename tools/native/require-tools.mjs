import { spawnSync } from 'node:child_process';
import { runStep } from './run-step.mjs';
import { Unavailable } from './unavailable.mjs';

/**
 * Sees to the tools and libraries that a build needs. On Debian and its like, missing packages are installed if we are root.
 * Elsewhere only the commands can be looked for; the compiler says what else it lacks.
 *
 * @param {{ commands: readonly string[], debian: readonly string[], log: string }} needed commands that must answer to
 *   `--version`, the Debian packages that bring them and the libraries, and where apt-get's output goes
 * @throws {Unavailable} if something is missing and cannot be installed
 */
export async function requireTools({ commands, debian, log }) {
  const missing = hasCommand('dpkg-query') ? debian.filter((name) => !isInstalled(name)) : [];
  const lacking = commands.filter((command) => !hasCommand(command));
  // A command that did not come from a package will do, such as a Python of one's own.
  const wanted = missing.filter((name) => !isOnlyForCommands(name) || lacking.length > 0);
  if (wanted.length > 0) await install(wanted, log);
  const absent = commands.filter((command) => !hasCommand(command));
  if (absent.length > 0) throw new Unavailable(`${absent.join(', ')} not found`, `install ${debian.join(', ')}`);
}

/**
 * @param {string} name a Debian package
 * @returns {boolean} whether it brings commands, and no library or header
 */
function isOnlyForCommands(name) {
  return !/^lib|-dev$/.test(name);
}

/**
 * @param {readonly string[]} packages
 * @param {string} log
 */
async function install(packages, log) {
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
    throw new Unavailable(`it needs the packages ${names}`, `sudo apt-get install ${names}`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  process.stderr.write(`installing ${names}\n`);
  await runStep('apt-get update', ['apt-get', 'update'], { log, env });
  await runStep('apt-get install', ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages], { log, env });
}

/**
 * @param {string} name
 * @returns {boolean} whether the Debian package is installed
 */
function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}

/**
 * @param {string} command words separated by spaces, such as `python3 -m pip`
 * @returns {boolean} whether it runs
 */
function hasCommand(command) {
  const [program = '', ...args] = command.split(' ');
  return spawnSync(program, [...args, '--version']).status === 0;
}
