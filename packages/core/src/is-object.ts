/** Whether there is an object, whose members can be looked at: callers without types are users too. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
