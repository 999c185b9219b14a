import { it } from 'vitest';

/** What is not there is said in a title, and is no failure. */
export function itIsSkipped({ reason, remedy }: { readonly reason: string; readonly remedy: string }): void {
  it(`skipped: ${reason} (${remedy})`, ({ skip }) => skip(reason));
}
