import { writeFile } from 'node:fs';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import type { Interrupt, TextOutput } from './io.js';
import { exitCode } from './exit-code.js';
import { run } from './run.js';

const controller = new AbortController();
const interrupt: Interrupt = { signal: controller.signal, stoppable: false };

process.on('SIGINT', () => {
  if (!interrupt.stoppable || controller.signal.aborted) process.exit(exitCode.interrupted);
  controller.abort();
});

/**
 * An output of the process. Node's own stream for a file passes over what does not fit on a disk that is nearly full
 * (a short count of write(2)); this one goes on until all is written or the system says why not.
 */
function output(stream: NodeJS.WriteStream, descriptor: number): TextOutput {
  const whole: TextOutput =
    stream instanceof Socket
      ? stream
      : new Writable({ write: (chunk: Uint8Array, _encoding, done) => writeFile(descriptor, chunk, done) });
  // What went wrong is told to the callback of the write.
  return whole.on('error', () => undefined);
}

const code = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: output(process.stdout, 1),
  stderr: output(process.stderr, 2),
  env: process.env,
  interrupt,
});
// Threads of an engine may wait for more work, and would keep the process; what they print has to be out first.
process.stderr.write('', () => process.exit(code));
