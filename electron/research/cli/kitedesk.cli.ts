import { run } from './run';

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

const streams = {
  out: (text: string) => void process.stdout.write(text),
  say: (text: string) => void process.stderr.write(`${text}\n`),
};

/** Read by the script that loads this bundle. */
export const exitCode = await run(process.argv.slice(2), streams, interruption.signal);
