import { readFileSync } from 'node:fs';
import { object, parse, record, string } from 'valibot';

const manifestSchema = object({
  dependencies: record(string(), string()),
  devDependencies: record(string(), string()),
});
const manifest = parse(
  manifestSchema,
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
);

/**
 * The version of a package that this app uses; its package.json pins them exactly.
 *
 * @throws Error for a package that is not a dependency
 */
export function dependencyVersion(name: string): string {
  const version = manifest.dependencies[name] ?? manifest.devDependencies[name];
  if (version === undefined) throw new Error(`${name} is not a dependency of this app`);
  return version;
}
