import type { Interrupt, TextOutput } from './io.js';
import { exitCode } from './exit-code.js';
import { run } from './run.js';

const controller = new AbortController();
const interrupt: Interrupt = { signal: controller.signal, stoppable: false };

process.on('SIGINT', () => {
  if (!interrupt.stoppable || controller.signal.aborted) process.exit(exitCode.interrupted);
  controller.abort();
});

// Whoever read our output has closed it, as `head` does: nobody is left to tell anything.
const quietWhenClosed = (stream: TextOutput): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
};
quietWhenClosed(process.stdout);
quietWhenClosed(process.stderr);

const code = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  interrupt,
});
// Threads of an engine may wait for more work, and would keep the process; all that was printed has to be out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
