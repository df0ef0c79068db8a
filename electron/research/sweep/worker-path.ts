import workerPath from './sweep.worker?modulePath';

/** The file that a search's threads run: its bytes are the version of the code. Only what runs outside of a worker can name it. */
export const sweepWorker: string = workerPath;
