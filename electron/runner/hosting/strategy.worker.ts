import { parentPort } from 'node:worker_threads';
import { strategyById } from '#shared/engine/registry';
import { serve } from './serve';

if (!parentPort) throw new Error('strategy.worker runs as a worker thread only');
serve(parentPort, strategyById);
