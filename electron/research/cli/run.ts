import { messageToPerson } from '#electron/storage/disk-fault';
import { SourceError } from '../sources/source-error';
import type { Streams } from './command';
import { COMMANDS } from './commands';
import { EXIT, EXIT_CODES, Failure } from './failure';

const HELP = `Usage: kitedesk COMMAND [options]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(13)} ${summary}`)
  .join('\n')}

kitedesk COMMAND --help tells a command's options. ${EXIT_CODES}`;

const HELP_ASKED: ReadonlySet<string | undefined> = new Set(['--help', '-h', 'help']);

/** Runs one command line and answers its exit code. */
export async function run(args: readonly string[], streams: Streams, signal: AbortSignal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || HELP_ASKED.has(name)) {
    streams.out(`${HELP}\n`);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const command = COMMANDS[name];
  try {
    if (!command)
      throw new Failure(EXIT.usage, `there is no command "${name}"; known are ${Object.keys(COMMANDS).join(', ')}`);
    if (rest.includes('--help') || rest.includes('-h')) streams.out(`${command.help}\n\n${EXIT_CODES}\n`);
    else await command.run(rest, streams, signal);
    return EXIT.done;
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    return told(error, name, streams);
  }
}

function told(error: unknown, name: string, { say }: Streams): number {
  say(messageToPerson(error));
  if (error instanceof Failure) {
    if (error.code === EXIT.usage) say(`kitedesk ${name in COMMANDS ? `${name} ` : ''}--help says what there is`);
    return error.code;
  }
  return error instanceof SourceError ? EXIT.data : EXIT.failed;
}
