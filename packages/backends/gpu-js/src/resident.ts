import { FitError } from '@wellposed/core';
import type { KernelResult } from './library.js';

/** An array on the device, until `free`. */
export class Resident {
  private held: KernelResult | undefined;

  constructor(
    value: KernelResult,
    readonly length: number,
    private readonly freed: () => void,
  ) {
    this.held = value;
  }

  /** @throws FitError 'SESSION_DISPOSED' after `free` */
  get value(): KernelResult {
    if (this.held === undefined) throw new FitError('SESSION_DISPOSED', 'these numbers were given back');
    return this.held;
  }

  /** Gives the memory back; a second call is harmless. */
  free(): void {
    const value = this.held;
    if (value === undefined) return;
    this.held = undefined;
    this.freed();
    if (!('delete' in value)) return;
    try {
      value.delete();
    } catch {
      // A device that is gone has nothing to give back.
    }
  }
}
