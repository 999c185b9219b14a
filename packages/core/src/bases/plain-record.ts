import type { Domain, ExactNumber } from '../contracts/basis-specification.js';
import { FitError } from '../fit-error.js';

/** From 2¹⁰²⁴ down to 2⁻¹⁰⁷⁴, 53 bits each. */
const MOST_LIMBS = 40;

/**
 * Reads an object that came from outside, such as parsed JSON, key by key: every value is checked for its type and its
 * size before it is used, only own properties count, and keys that no one asked for are refused.
 *
 * All methods throw FitError 'INVALID_OPTION' for what is missing, of another type, out of range or not known, and
 * 'TOO_LARGE' for lists that are too long, with the path of the value as `argument`.
 */
export class PlainRecord {
  private readonly object: object;
  private readonly known = new Set<string>();

  /** @param path where the object is, for messages: '' for the root, 'parts[2]' for a part of it */
  constructor(
    value: unknown,
    private readonly path = '',
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refuse(path === '' ? 'specification' : path, 'an object', value);
    }
    this.object = value;
  }

  /** The path of the value of `key`. */
  pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.object, key);
  }

  /** The own property `key`, whatever it is; undefined when there is none. */
  unknown(key: string): unknown {
    this.known.add(key);
    // An inherited property, such as `constructor`, is no data.
    return this.has(key) ? (Reflect.get(this.object, key) as unknown) : undefined;
  }

  string(key: string): string {
    const value = this.unknown(key);
    if (typeof value !== 'string') throw refuse(this.pathOf(key), 'a string', value);
    return value;
  }

  /** One of the words. */
  oneOf<Word extends string>(key: string, words: readonly Word[]): Word {
    const value = this.string(key);
    const word = words.find((one) => one === value);
    if (word !== undefined) return word;
    throw new FitError('INVALID_OPTION', `${this.pathOf(key)} '${value}' is not known; known: ${words.join(', ')}`, {
      argument: this.pathOf(key),
      value,
    });
  }

  boolean(key: string): boolean {
    const value = this.unknown(key);
    if (typeof value !== 'boolean') throw refuse(this.pathOf(key), 'true or false', value);
    return value;
  }

  /** A finite number. */
  number(key: string): number {
    return finiteNumber(this.unknown(key), this.pathOf(key));
  }

  /** An array of at most `most` values of any kind. */
  list(key: string, most: number): readonly unknown[] {
    return checkedList(this.unknown(key), most, this.pathOf(key));
  }

  strings(key: string, most: number): readonly string[] {
    return Array.from(this.list(key, most), (value, index) => {
      if (typeof value !== 'string') throw refuse(`${this.pathOf(key)}[${index}]`, 'a string', value);
      return value;
    });
  }

  /** An array of at most `most` finite numbers. */
  numbers(key: string, most: number): readonly number[] {
    return Array.from(this.list(key, most), (value, index) => finiteNumber(value, `${this.pathOf(key)}[${index}]`));
  }

  /** [a, b], both finite. */
  interval(key: string): readonly [number, number] {
    return intervalOf(this.unknown(key), this.pathOf(key));
  }

  /** An array of at most `most` numbers, each of one limb or several. */
  exactNumbers(key: string, most: number): readonly ExactNumber[] {
    return Array.from(this.list(key, most), (value, index) => exactNumber(value, `${this.pathOf(key)}[${index}]`));
  }

  /** [a, b], each of one limb or several. */
  domain(key: string): Domain {
    return domainOf(this.unknown(key), this.pathOf(key));
  }

  /** An array of at most `most` such intervals. */
  domains(key: string, most: number): readonly Domain[] {
    return Array.from(this.list(key, most), (value, index) => domainOf(value, `${this.pathOf(key)}[${index}]`));
  }

  /** To be called when all keys are read. */
  end(): void {
    const extra = Reflect.ownKeys(this.object).find((key) => typeof key !== 'string' || !this.known.has(key));
    if (extra === undefined) return;
    const name = String(extra);
    throw new FitError('INVALID_OPTION', `${this.pathOf(name)} is not known; known: ${[...this.known].join(', ')}`, {
      argument: this.pathOf(name),
      value: name,
    });
  }
}

function checkedList(value: unknown, most: number, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw refuse(path, 'an array', value);
  if (value.length > most) {
    throw new FitError('TOO_LARGE', `${path} has ${value.length} entries, at most ${most} are taken`, {
      argument: path,
      value: value.length,
    });
  }
  return value;
}

function intervalOf(value: unknown, path: string): readonly [number, number] {
  const [low, high] = endsOf(value, path);
  return [finiteNumber(low, path), finiteNumber(high, path)];
}

function domainOf(value: unknown, path: string): Domain {
  const [low, high] = endsOf(value, path);
  return [exactNumber(low, path), exactNumber(high, path)];
}

function endsOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length !== 2) throw refuse(path, 'an interval [a, b]', value);
  return value;
}

function exactNumber(value: unknown, path: string): ExactNumber {
  if (!Array.isArray(value)) return finiteNumber(value, path);
  return checkedList(value, MOST_LIMBS, path).map((limb) => finiteNumber(limb, path));
}

function finiteNumber(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse(path, 'a finite number', value);
  return value;
}

function refuse(argument: string, expected: string, value: unknown): FitError {
  const got = value === undefined ? 'nothing' : value === null ? 'null' : typeof value;
  return new FitError('INVALID_OPTION', `${argument} must be ${expected}, got ${got}`, { argument, value });
}
