/** What the process says when it ends. */
export const exitCode = {
  /** The command did what was asked. */
  success: 0,
  /** A numerical outcome that is not success; the document is printed all the same. */
  outcome: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A file cannot be read or written, or what is in it is wrong. */
  input: 3,
  /** The backend cannot run here, or failed while it ran. */
  backend: 4,
  /** A bug of ours: EX_SOFTWARE of BSD's sysexits.h. */
  internal: 70,
  /** Ctrl-C: 128 + SIGINT, the convention of shells. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
