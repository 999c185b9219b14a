import { isObstacle, type Quantity } from './obstacle.js';
import type { Reason } from './reason.js';
import { reasonsOf, type Finding } from './reasons-of.js';

/** Turns quantities into numbers or undefined, and keeps the reasons. */
export class Notes {
  private readonly findings: Finding[] = [];

  /**
   * The quantity when it is defined; else undefined, with the reason noted.
   *
   * @param key its name in the report
   * @param of name of the coefficient or index of the row that it belongs to
   */
  take<T>(key: string, quantity: Quantity<T>, of?: string | number): T | undefined {
    if (!isObstacle(quantity)) return quantity;
    this.findings.push({ key, obstacle: quantity, ...(of !== undefined && { of }) });
    return undefined;
  }

  /** @param count how many coefficients or rows the report has */
  reasons(count: number): readonly Reason[] {
    return reasonsOf(this.findings, count);
  }
}
