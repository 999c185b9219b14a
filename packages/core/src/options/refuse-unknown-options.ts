import { describeValue } from '../describe-value.js';
import { editDistance } from '../edit-distance.js';
import type { FitErrorDetails } from '../fit-error.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';
import { nearestNames } from '../problem/constraints/nearest-names.js';
import { reading } from '../reading.js';
import { foreignNames } from './foreign-names.js';

/**
 * The names of a type's options as data, for run time. Written with `satisfies OptionKeys<Options>` beside the type, an option
 * that is added to the type and not to the data does not compile.
 */
export type OptionKeys<Options> = Readonly<Record<KeyOf<Options>, true>>;

/** Of a union: the keys of all its members. */
type KeyOf<Options> = Options extends unknown ? keyof Options & string : never;

/** Enough of a name to recognise it. */
const LONGEST_NAME = 60;

/**
 * Refuses options that are not known: one that is misspelt would be ignored, and no one would see it. Own enumerable names count,
 * whatever their values.
 *
 * @param options what the caller gave
 * @param known the names of all options, as data
 * @param of what takes them, for the message: 'polyfit', 'constraints[2]'
 * @param place where they are, when they are part of an argument
 * @throws FitError 'INVALID_OPTION' for options that are no object, and for the first that is not known, with the option that was
 * meant, as far as can be told, and all that are known; `argument` is its name, unless `place` has another
 */
export function refuseUnknownOptions(
  options: unknown,
  known: Readonly<Record<string, true>>,
  of: string,
  place: FitErrorDetails = {},
): void {
  if (!isObject(options) || Array.isArray(options) || ArrayBuffer.isView(options)) {
    const details = { argument: 'options', value: options, ...place };
    throw new FitError('INVALID_OPTION', `${of}: options must be an object, got ${describeValue(options)}`, details);
  }
  const unknown = reading('options', () => Object.keys(options)).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const names = Object.keys(known);
  const message = `${of}: '${visible(unknown)}' is not known.${hint(unknown, names)} Known: ${names.join(', ')}`;
  throw new FitError('INVALID_OPTION', message, {
    argument: unknown,
    value: unknown,
    ...place,
  });
}

/**
 * Those of the options that are among `known`: for a function that passes on to several others what it was given for all of them.
 *
 * @param known the names of the options of one of these
 */
export function optionsAmong<Options extends object>(options: Options, known: Readonly<Record<string, true>>): Options {
  const given = reading('options', () => Object.entries(options).filter(([name]) => Object.hasOwn(known, name)));
  return Object.fromEntries(given) as Options;
}

/** The names without some: those of arguments that a function takes by themselves. */
export function keysWithout<Key extends string, Gone extends Key>(
  known: Readonly<Record<Key, true>>,
  ...gone: readonly Gone[]
): OptionKeys<Readonly<Record<Exclude<Key, Gone>, unknown>>> {
  const left = Object.entries(known).filter(([name]) => !gone.some((other) => other === name));
  return Object.fromEntries(left) as OptionKeys<Readonly<Record<Exclude<Key, Gone>, unknown>>>;
}

/** What was meant: what other libraries call so, else the name most like it, unless that is not like it at all. */
function hint(name: string, known: readonly string[]): string {
  const word = name.slice(0, LONGEST_NAME);
  const foreign = foreignNames.get(word.toLowerCase().replaceAll(/[_-]/g, '')) ?? [];
  const meant = foreign.find(({ option }) => known.includes(option));
  if (meant) return ` ${meant.says}`;
  const [nearest] = nearestNames(word, known);
  return nearest !== undefined && isLike(word, nearest) ? ` Did you mean '${nearest}'?` : '';
}

/** A third of its letters may be wrong. */
function isLike(word: string, name: string): boolean {
  const distance = editDistance(word.toLowerCase(), name.toLowerCase());
  return distance <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3));
}

/** Names come from anywhere: what does not show is written by its number. */
function visible(name: string): string {
  const shown = name
    .slice(0, LONGEST_NAME)
    .replaceAll(/[^ -~]/gu, (character) => (/[\p{L}\p{N}]/u.test(character) ? character : codePoint(character)));
  return name.length > LONGEST_NAME ? `${shown}…` : shown;
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
