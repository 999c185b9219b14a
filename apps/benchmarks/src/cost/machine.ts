import { arch, cpus, platform } from 'node:os';

/** The machine in one line: processor, cores, system, Node.js. */
export function machine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() ?? 'unknown processor';
  return `${model}, ${all.length} cores, ${platform()} ${arch()}, Node.js ${process.versions.node}`;
}
