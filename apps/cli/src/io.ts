/** A stream that text goes to: the terminal, a pipe, or a test. */
export type TextOutput = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Everything that a command touches of the process it runs in, so that tests can stand in for it. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interrupt: Interrupt;
}

/** Ctrl-C. The first one asks whatever is `stoppable` to stop; otherwise, and at the second, the process ends at once. */
export interface Interrupt {
  readonly signal: { readonly aborted: boolean };
  /** Set while something runs that looks at `signal`. */
  stoppable: boolean;
}

/** Runs what looks at `signal`, and stops soon once it is aborted: with what it has, or with FitError 'ABORTED'. */
export async function stoppable<T>(
  interrupt: Interrupt,
  action: (signal: Interrupt['signal']) => Promise<T>,
): Promise<T> {
  interrupt.stoppable = true;
  try {
    return await action(interrupt.signal);
  } finally {
    interrupt.stoppable = false;
  }
}
