import type { Options } from 'yargs';
import { usageError } from '../command-error.js';
import { quote } from '../output/printable.js';
import { toNumber } from './to-number.js';

/**
 * What stands for a lone `-` while yargs parses, which reads it as an empty text after a command (yargs 18.2). No
 * argument of a process can hold a zero character.
 */
export const dash = '\0-';

/** A file name as an argument; `-` is standard input. */
export function fileArgument(describe: string) {
  return {
    type: 'string',
    demandOption: true,
    describe,
    coerce: (value: unknown): string => single('FILE', value),
  } as const;
}

/** An option that takes one text; given twice it is a mistake, not a list. */
export function textOption<const Rest extends Omit<Options, 'type' | 'coerce'>>(flag: string, rest: Rest) {
  return {
    ...rest,
    type: 'string',
    requiresArg: true,
    coerce: (value: unknown): string => single(flag, value),
  } as const;
}

/** An option that takes one text each time it is given. */
export function repeatedOption<const Rest extends Omit<Options, 'type' | 'coerce'>>(flag: string, rest: Rest) {
  return {
    ...rest,
    type: 'string',
    requiresArg: true,
    coerce: (value: unknown): readonly string[] =>
      (Array.isArray(value) ? (value as unknown[]) : [value]).map((item) => single(flag, item)),
  } as const;
}

/** An option that may take a text, as `--flag=TEXT` and no other way: '' without one. */
export function optionalTextOption<const Rest extends Omit<Options, 'type' | 'coerce'>>(flag: string, rest: Rest) {
  return {
    ...rest,
    type: 'string',
    coerce: (value: unknown): string => {
      if (Array.isArray(value)) throw usageError(`${flag} is given more than once`);
      return String(value);
    },
  } as const;
}

/** An option that takes one of some words. */
export function choiceOption<
  const Choice extends string,
  const Rest extends Omit<Options, 'type' | 'coerce' | 'choices'>,
>(flag: string, choices: readonly Choice[], rest: Rest) {
  return {
    ...rest,
    type: 'string',
    requiresArg: true,
    choices,
    coerce: (value: unknown): Choice => {
      const text = single(flag, value);
      const choice = choices.find((candidate) => candidate === text);
      if (choice === undefined) throw usageError(`${flag}: ${quote(text)} is not one of ${choices.join(', ')}`);
      return choice;
    },
  } as const;
}

/** An option that takes one number. It has no type for yargs: as 'number' it would lose the text of a mistake. */
export function numberOption<const Rest extends Omit<Options, 'type' | 'coerce'>>(flag: string, rest: Rest) {
  return {
    ...rest,
    requiresArg: true,
    coerce: (value: unknown): number => toNumber(flag, single(flag, value)),
  } as const;
}

/** An option that is there or not. */
export function switchOption(flag: string, description: string) {
  return {
    describe: description,
    type: 'boolean',
    coerce: (value: unknown): boolean => {
      if (typeof value !== 'boolean') throw usageError(`${flag} is given more than once`);
      return value;
    },
  } as const;
}

function single(flag: string, value: unknown): string {
  if (Array.isArray(value)) throw usageError(`${flag} is given more than once`);
  const text = value === dash ? '-' : String(value);
  if (text === '') throw usageError(`${flag} needs a value`);
  return text;
}
