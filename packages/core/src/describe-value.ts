/** What a value is, for a message about why it is no number. Long texts are cut. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean') {
    const text = String(value);
    return `${typeof value} '${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}'`;
  }
  if (typeof value === 'number') return `number ${value}`;
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
}

const LONGEST = 60;
