import { parentPort, workerData } from 'node:worker_threads';
import { keepHouse, type HouseWork } from './housekeeping';

// The thread is started by housekeeper.ts only, with this.
const { directory, today, retention } = workerData as HouseWork;
parentPort?.postMessage(await keepHouse(directory, today, retention));
