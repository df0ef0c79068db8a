import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { messageToPerson } from '#electron/storage/disk-fault';
import { carryOut, type FromLabThread, type LabTask } from './task';

/** Of 19: far behind whatever else the computer does. */
const NICENESS = 10;

// On Linux this is the calling thread's own, and that of threads it starts; elsewhere it would be the whole program's, desk and all.
if (process.platform === 'linux') setPriority(0, NICENESS);

function say(message: FromLabThread): void {
  parentPort?.postMessage(message);
}

try {
  // The thread is started by lab-thread.ts only, with this.
  const result = await carryOut(workerData as LabTask, (progress) => say({ kind: 'progress', progress }));
  say({ kind: 'done', result });
} catch (error) {
  say({ kind: 'failed', message: messageToPerson(error) });
}
