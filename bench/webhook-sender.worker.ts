import { parentPort, workerData } from 'node:worker_threads';
import { sendWebhooks, type SenderPlan } from './webhook-sender';

// Whoever starts this thread gives it a plan, and waits for one report.
parentPort?.postMessage(await sendWebhooks(workerData as SenderPlan));
