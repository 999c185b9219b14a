import { Readable, Writable } from 'node:stream';
import type { BackendPackage } from '../src/backends/catalogue.js';
import type { Interrupt } from '../src/io.js';
import { run } from '../src/run.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  readonly stdin?: string | Uint8Array;
  readonly terminal?: boolean;
  readonly env?: Record<string, string>;
  readonly interrupt?: Interrupt;
  readonly catalogue?: readonly BackendPackage[];
}

/** Runs a command line in this process, with streams of our own. */
export async function runInProcess(args: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          written[name] += String(chunk);
          done();
        },
      }),
      { isTTY: setting.terminal ?? false },
    );
  const code = await run(
    args,
    {
      stdin: Readable.from(setting.stdin === undefined ? [] : [Buffer.from(setting.stdin)]),
      stdout: output('stdout'),
      stderr: output('stderr'),
      env: setting.env ?? {},
      interrupt: setting.interrupt ?? { signal: { aborted: false }, stoppable: false },
    },
    ...(setting.catalogue === undefined ? [] : [setting.catalogue]),
  );
  return { code, ...written };
}
