import { parentPort, workerData } from 'node:worker_threads';
import { carryOut, type RecordingTask } from './recording-task';

// The thread is started by recording-task.ts only, with this.
parentPort?.postMessage(await carryOut(workerData as RecordingTask));
