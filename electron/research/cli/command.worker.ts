import { parentPort, workerData } from 'node:worker_threads';
import type { CommandWorkerData, FromCommandWorker } from './command-messages';
import { run } from './run';

// Handed over by command-thread.ts, which alone starts the file.
const { args } = workerData as CommandWorkerData;

function say(message: FromCommandWorker): void {
  parentPort?.postMessage(message);
}

const streams = {
  out: (text: string) => say({ kind: 'out', text }),
  say: (text: string) => say({ kind: 'say', text }),
};

// An interruption ends the thread from outside.
say({ kind: 'ended', code: await run(args, streams, new AbortController().signal) });
