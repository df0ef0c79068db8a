import { run } from './run';

const interruption = new AbortController();
// Every time: a second one, which npm adds to that of a terminal, must not cut off what the first one began.
process.on('SIGINT', () => interruption.abort());
process.on('SIGTERM', () => interruption.abort());

const streams = {
  out: (text: string) => void process.stdout.write(text),
  say: (text: string) => void process.stderr.write(`${text}\n`),
};

/** Read by the script that loads this bundle. */
export const exitCode = await run(process.argv.slice(2), streams, interruption.signal);
