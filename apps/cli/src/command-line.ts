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
import { demoArguments } from './options/demo-arguments.js';
import { fitArguments } from './options/fit-arguments.js';
import { fitRequest } from './options/fit-request.js';
import { dash, switchOption } from './options/option.js';
import { predictArguments } from './options/predict-arguments.js';
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
      (y) => y.options({ json: switchOption('--json', 'print one JSON document') }),
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
  if (failure !== undefined) throw failure.name === 'YError' ? usageError(explain(failure.message)) : failure;
  return command ?? output;
}

/** For suggestions. */
const commands = ['fit', 'predict', 'backends', 'demo'];
const options = [
  ...['x', 'y', 'weights', 'format', 'degree', 'basis', 'no-intercept', 'select-degree', 'max-degree', 'constraint'],
  ...['nonnegative', 'ridge', 'loss', 'reduction', 'backend', 'solver', 'precision', 'optimizer', 'lr', 'momentum'],
  ...['iterations', 'confidence', 'json', 'plot', 'save', 'seed', 'help', 'version'],
];

/** yargs' message on one line, with what was probably meant. */
function explain(message: string): string {
  const line = message.trim().replace(/\s*\n\s*/g, ' ');
  const unknown = /^Unknown arguments?: (.*)$/.exec(line)?.[1];
  if (unknown !== undefined) {
    const option = nearestName(unknown, options);
    const near = nearestName(unknown, commands) ?? (option === undefined ? undefined : `--${option}`);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    return `nothing is called ${quote(unknown)} here${hint}; see wellposed --help`;
  }
  if (line.startsWith('Not enough non-option arguments')) return 'a file name is missing; see wellposed --help';
  return `${line.charAt(0).toLowerCase()}${line.slice(1)}; see wellposed --help`;
}

function versionOfPackage(): string {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
  return version;
}
