import { createRequire } from 'node:module';
import type { Argv } from 'yargs';
import makeYargs from 'yargs';
import type { BackendPackage } from './backends/catalogue.js';
import { usageError } from './command-error.js';
import { backendsCommand } from './commands/backends.js';
import { demoCommand } from './commands/demo.js';
import { fitCommand } from './commands/fit.js';
import { predictCommand } from './commands/predict.js';
import type { ExitCode } from './exit-code.js';
import { nearestName } from './input/nearest-name.js';
import type { Io } from './io.js';
import { demoArguments, demoOptions } from './options/demo-arguments.js';
import { fitArguments, fitOptions } from './options/fit-arguments.js';
import { fitRequest } from './options/fit-request.js';
import { dash, switchOption } from './options/option.js';
import { predictArguments, predictOptions } from './options/predict-arguments.js';
import { quote } from './output/printable.js';

/** A command with its options, ready to run. */
export type Command = (io: Io) => Promise<ExitCode>;

const exitCodes = `Exit codes:
  0    done
  1    the fit did not converge or is not unique; it is printed all the same
  2    the command line is wrong
  3    a file cannot be read or written, or what is in it is wrong
  4    the backend cannot run here, or failed while it ran
  70   a bug; WELLPOSED_DEBUG=1 shows where
  130  interrupted; a descent prints the best coefficients so far`;

/**
 * Reads the command line.
 *
 * @returns the command to run, or the text of --help or --version to print
 * @throws CommandError (exit code 2) for everything that is not understood
 */
export function parseCommandLine(args: readonly string[], catalogue: readonly BackendPackage[]): Command | string {
  let command: Command | undefined;
  let failure: Error | undefined;
  let output = '';
  const yargs: Argv = makeYargs()
    .scriptName('wellposed')
    .usage('$0 <command>\n\nLeast squares that tells you why.')
    .command('fit <FILE>', 'fit a line, a curve or several columns to data', fitArguments, (parsed) => {
      const request = fitRequest(parsed);
      command = (io) => fitCommand(request, io, catalogue);
    })
    .command(
      'predict <MODEL> <FILE>',
      'predict y for new x, with a model that fit --save wrote',
      predictArguments,
      (parsed) => {
        command = (io) => predictCommand(parsed, io);
      },
    )
    .command(
      'backends',
      'list the backends, and whether they can run here',
      (y) => y.options(backendsOptions),
      (parsed) => {
        command = (io) => backendsCommand(parsed.json === true, io, catalogue);
      },
    )
    .command('demo', 'watch gradient descent stall on a polynomial, and see why', demoArguments, (parsed) => {
      command = (io) => demoCommand(parsed, io);
    })
    .demandCommand(1, 1, 'no command is given', 'too many commands')
    .strict()
    .version(versionOfPackage())
    .help()
    .epilogue(exitCodes)
    .locale('en')
    .wrap(100)
    .exitProcess(false)
    .showHelpOnFail(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    });
  // The types do not allow for `null`, which is what yargs passes when nothing went wrong.
  // A bare --nonnegative must not take the argument after it for its value.
  const escaped = args.map((arg) => (arg === '-' ? dash : arg === '--nonnegative' ? `${arg}=` : arg));
  void yargs.parse(escaped, {}, (error: Error | undefined | null, _parsed: unknown, text: string) => {
    failure = error ?? undefined;
    output = text;
  });
  if (failure !== undefined) throw failure.name === 'YError' ? usageError(explain(failure.message, args)) : failure;
  return command ?? output;
}

const backendsOptions = { json: switchOption('--json', 'print one JSON document') } as const;

/** Every command with the names of its options, for suggestions. */
const commands: Readonly<Record<string, readonly string[]>> = {
  fit: Object.keys(fitOptions),
  predict: Object.keys(predictOptions),
  backends: Object.keys(backendsOptions),
  demo: Object.keys(demoOptions),
};

/** yargs' message on one line, with what was probably meant. */
function explain(message: string, args: readonly string[]): string {
  const line = message.trim().replace(/\s*\n\s*/g, ' ');
  const [, plural, unknown] = /^Unknown argument(s?): (.*)$/.exec(line) ?? [];
  if (unknown !== undefined)
    return `${explainUnknown(plural === 's' ? (unknown.split(', ')[0] ?? '') : unknown, args)}; see wellposed --help`;
  if (line.startsWith('Not enough non-option arguments')) return 'a file name is missing; see wellposed --help';
  return `${line.charAt(0).toLowerCase()}${line.slice(1)}; see wellposed --help`;
}

function explainUnknown(unknown: string, args: readonly string[]): string {
  const names = Object.keys(commands);
  const command = args.find((arg) => names.includes(arg)) ?? args[0] ?? '';
  const known = names.includes(command) ? (commands[command] ?? []) : undefined;
  if (known === undefined && !command.startsWith('-')) {
    const near = nearestName(command, names);
    return `there is no command ${quote(command)}; ${near === undefined ? `there is ${names.join(', ')}` : `did you mean ${near}?`}`;
  }
  const oneDash = args.find((arg) => /^-[a-z][a-z-]+(=|$)/.test(arg));
  if (oneDash !== undefined) return `${quote(oneDash)} has one dash; options have two: -${oneDash}`;
  const asOption = args.some((arg) => arg === `--${unknown}` || arg.startsWith(`--${unknown}=`));
  if (!asOption || known?.includes(unknown)) {
    const listed = args.some((arg, i) => arg === unknown && args[i - 1] === '--nonnegative')
      ? `; write --nonnegative=${unknown}`
      : '';
    return `${quote(unknown)} is one argument too many${listed}`;
  }
  const owners = names.filter((name) => commands[name]?.includes(unknown));
  if (owners.length > 0) return `--${unknown} is an option of ${owners.join(' and ')}, not of ${command}`;
  const near = nearestName(unknown, [...(known ?? []), 'help', 'version']);
  return `there is no option ${quote(`--${unknown}`)}${near === undefined ? '' : `; did you mean --${near}?`}`;
}

function versionOfPackage(): string {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
  return version;
}
