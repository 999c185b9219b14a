import type { Availability } from '@wellposed/core';
import type { BackendPackage } from './catalogue.js';

/** What is told of a package that does not load: it is not installed, or it is broken. */
export function loadFailure(
  { name, packageName }: BackendPackage,
  error: unknown,
): Extract<Availability, { readonly ok: false }> {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Node names the package that it did not find first, and the file that asked for it after that.
  const missing = code === 'ERR_MODULE_NOT_FOUND' && message.startsWith(`Cannot find package '${packageName}'`);
  return {
    ok: false,
    engine: name,
    reason: missing ? `${packageName} is not installed` : message,
    remedy: missing ? `npm install ${packageName}` : `install ${packageName} again`,
  };
}
