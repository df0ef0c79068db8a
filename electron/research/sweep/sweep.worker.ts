import { parentPort, workerData } from 'node:worker_threads';
import { messageToPerson } from '#electron/storage/disk-fault';
import { openRecording } from '../sources/open';
import type { FromSweepWorker, SweepWorkerData, ToSweepWorker } from './messages';
import { playCell } from './run-spec';

const port = parentPort;
if (!port) throw new Error('This file is run as a worker thread');

// The pool hands this over; nobody else starts the file.
const { spec } = workerData as SweepWorkerData;
const recording = openRecording(spec.source);

function say(message: FromSweepWorker): void {
  port?.postMessage(message);
}

async function play({ index, cell }: ToSweepWorker): Promise<void> {
  try {
    say({ kind: 'played', index, run: await playCell(spec, cell, await recording) });
  } catch (error) {
    say({ kind: 'failed', index, message: messageToPerson(error) });
  }
}

port.on('message', (message: ToSweepWorker) => void play(message));
