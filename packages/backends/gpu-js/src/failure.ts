import { FitError } from '@wellposed/core';
import type { GlContext } from './library.js';
import { later } from './host.js';

/** An engine that answers nothing for this long has stopped: its longest kernel takes seconds. */
const PATIENCE = 60_000;

/** Names of WebGL's errors, by number (WebGL 1.0, §5.14). */
const GL_ERRORS: Readonly<Record<number, string>> = {
  0x0500: 'INVALID_ENUM',
  0x0501: 'INVALID_VALUE',
  0x0502: 'INVALID_OPERATION',
  0x0505: 'OUT_OF_MEMORY',
  0x0506: 'INVALID_FRAMEBUFFER_OPERATION',
  0x9242: 'CONTEXT_LOST_WEBGL',
};

/** What broke down, as the error that a session gives: 'DEVICE_FAILED'. */
export function deviceFailed(engine: string, cause: unknown): FitError {
  if (cause instanceof FitError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FitError('DEVICE_FAILED', `${engine} broke down: ${reason}. Open a new session, or use another backend`, {
    value: cause,
  });
}

/** @throws Error where a context of WebGL was lost, whose answers are zeros, or reports an error */
export function checkContext(context: Partial<GlContext> | null | undefined): void {
  if (context?.isContextLost?.()) throw new Error('the context of WebGL was lost');
  const code = context?.getError?.() ?? 0;
  if (code !== 0) throw new Error(`WebGL reports ${GL_ERRORS[code] ?? `error ${code}`}`);
}

/** The answer, or an error when it does not come. */
export async function inTime<T>(answer: Promise<T>, patience = PATIENCE): Promise<T> {
  let stop: () => void = () => undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    stop = later(patience, () => reject(new Error(`no answer for ${patience / 1000} seconds`)));
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    stop();
  }
}
