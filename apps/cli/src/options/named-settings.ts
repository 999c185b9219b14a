import { usageError } from '../command-error.js';
import { nearestName } from '../input/nearest-name.js';
import { quote } from '../output/printable.js';
import { toNumber } from './to-number.js';

/** What an option with settings, `name:key=value:key=value`, holds. */
export class NamedSettings {
  readonly name: string;
  readonly #flag: string;
  readonly #values = new Map<string, string>();

  /** @throws CommandError (exit code 2) for a setting without a value, or given twice */
  constructor(flag: string, text: string) {
    const [name = '', ...settings] = text.split(':');
    this.name = name;
    this.#flag = `${flag} ${name}`;
    for (const setting of settings) {
      const at = setting.indexOf('=');
      const [key, value] = at < 0 ? [setting, ''] : [setting.slice(0, at), setting.slice(at + 1)];
      if (key === '' || value === '') throw usageError(`${this.#flag}: ${quote(setting)} is not a setting: key=value`);
      if (this.#values.has(key)) throw usageError(`${this.#flag}: ${key} is given more than once`);
      this.#values.set(key, value);
    }
  }

  /** @throws CommandError (exit code 2) for a setting that is not one of these, with the nearest */
  allow(keys: readonly string[]): void {
    for (const key of this.#values.keys()) {
      if (keys.includes(key)) continue;
      const near = nearestName(key, keys);
      const hint = near === undefined ? `it takes ${keys.join(', ') || 'none'}` : `did you mean ${near}?`;
      throw usageError(`${this.#flag} has no setting ${quote(key)}; ${hint}`);
    }
  }

  text(key: string): string | undefined {
    return this.#values.get(key);
  }

  /** @throws CommandError (exit code 2) when it is missing and there is no default, or is no number */
  number(key: string, byDefault?: number): number {
    const text = this.#values.get(key);
    if (text !== undefined) return toNumber(`${this.#flag}: ${key}`, text);
    if (byDefault === undefined) throw usageError(`${this.#flag} needs ${key}=…`);
    return byDefault;
  }

  /** A whole number from `least`. @throws CommandError (exit code 2) for anything else */
  whole(key: string, least: number, byDefault?: number): number {
    const value = this.number(key, byDefault);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw usageError(`${this.#flag}: ${key} must be a whole number from ${least}, got ${value}`);
  }

  /** One of some words; the first by default. @throws CommandError (exit code 2) for another */
  choice<Choice extends string>(key: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const text = this.#values.get(key);
    const choice = text === undefined ? choices[0] : choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    throw usageError(`${this.#flag}: ${key} must be ${choices.join(' or ')}, got ${quote(text ?? '')}`);
  }
}
