/** Does something for each item, and throws the first error, if there was one, only after the last. */
export function inTurn<T>(items: readonly T[], action: (item: T, index: number) => void): void {
  const errors: unknown[] = [];
  for (const [index, item] of items.entries()) {
    try {
      action(item, index);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
