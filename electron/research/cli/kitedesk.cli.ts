import { runInThread } from './command-thread';

/** Those that have something to put away when they are interrupted, and wait for others rather than work themselves. */
const TIDY: ReadonlySet<string | undefined> = new Set(['serve', 'fetch']);

const interruption = new AbortController();
// Every time: a second one, which npm adds to that of a terminal, must not cut off what the first one began.
process.on('SIGINT', () => interruption.abort());
process.on('SIGTERM', () => interruption.abort());
// Whoever reads may have had enough, as `head` has.
process.stdout.on('error', () => interruption.abort());

const streams = {
  out: (text: string) => void process.stdout.write(text),
  say: (text: string) => void process.stderr.write(`${text}\n`),
};

const args = process.argv.slice(2);

/** Read by the script that loads this bundle. */
export const exitCode = TIDY.has(args[0])
  ? await (await import('./run')).run(args, streams, interruption.signal)
  : await runInThread(args, streams, interruption.signal);
