import { usageError } from '../command-error.js';
import type { FitArguments } from './fit-arguments.js';

type Flag = keyof FitArguments & string;

/** Pairs of options that exclude each other, and what to do instead. */
const exclusions: readonly (readonly [Flag, Flag, string])[] = [
  ['select-degree', 'degree', 'it chooses the degree: leave --degree out, or bound it with --max-degree'],
  ['select-degree', 'optimizer', 'it needs closed forms: fit the chosen --degree by descent afterwards'],
  ['select-degree', 'constraint', 'the criteria are of unconstrained fits: constrain the chosen --degree afterwards'],
  ['select-degree', 'nonnegative', 'the criteria are of unbounded fits: bound the chosen --degree afterwards'],
  ['select-degree', 'ridge', 'the criteria are of fits without a penalty: choose a degree or shrink one'],
  ['constraint', 'optimizer', 'a descent cannot keep an equation: leave --optimizer out'],
  ['nonnegative', 'optimizer', 'a descent cannot keep a bound: leave --optimizer out'],
  ['nonnegative', 'constraint', 'there is no closed form for both: fit with one and look whether the other holds'],
];

/** Pairs of which the first is of no use without the second. */
const companions: readonly (readonly [Flag, Flag])[] = [['max-degree', 'select-degree']];

/** Checks that options go together. @throws CommandError (exit code 2) that says what to do */
export function checkExclusions(args: FitArguments): void {
  const given = (flag: Flag): boolean => args[flag] !== undefined;
  for (const [one, other, advice] of exclusions) {
    if (given(one) && given(other)) throw usageError(`--${one} and --${other} exclude each other: ${advice}`);
  }
  for (const [one, other] of companions) {
    if (given(one) && !given(other)) throw usageError(`--${one} needs --${other}`);
  }
}
