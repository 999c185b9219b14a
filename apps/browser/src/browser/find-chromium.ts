import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names that Debian, Ubuntu, Fedora and Google give it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser that is installed, or why there is none and what to do. */
export type Chromium =
  | { readonly ok: true; readonly executablePath: string }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

/**
 * Looks for Chromium: the file that the variable CHROMIUM names, else the first of the usual names on the PATH. Never
 * downloads one.
 *
 * @param environment the variables CHROMIUM and PATH
 */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): Chromium {
  const { CHROMIUM: chosen, PATH: path = '' } = environment;
  if (chosen !== undefined && chosen !== '') {
    return isExecutable(chosen)
      ? { ok: true, executablePath: chosen }
      : {
          ok: false,
          reason: `CHROMIUM is '${chosen}', which cannot be executed`,
          remedy: 'name the executable file of Chromium, or unset CHROMIUM',
        };
  }
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const executablePath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
  return executablePath === undefined
    ? { ok: false, reason: 'chromium is not installed', remedy: 'apt-get install chromium' }
    : { ok: true, executablePath };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
