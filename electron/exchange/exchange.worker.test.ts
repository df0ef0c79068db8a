import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import workerPath from './exchange.worker?modulePath';
import type { ExchangeWorkerMessage, ExchangeWorkerRequest } from './exchange.worker';
import type { ExchangeOptions } from './server';

async function nextMessage(worker: Worker): Promise<ExchangeWorkerMessage> {
  // The worker sends nothing else.
  const [message] = (await once(worker, 'message')) as [ExchangeWorkerMessage];
  return message;
}

function ask(port: Worker, request: ExchangeWorkerRequest): void {
  port.postMessage(request);
}

function start(options: ExchangeOptions): Worker {
  return new Worker(workerPath, { workerData: options });
}

describe('the bundled worker', () => {
  it('says where it listens, serves, and closes when asked', async () => {
    const worker = start({ daysDirectory: resolve('resources/days'), dayId: '2026-01-30' });
    const started = await nextMessage(worker);
    if (started.kind !== 'started') throw new Error(JSON.stringify(started));
    const state = await fetch(`${started.url}/demo/state`);
    expect(await state.json()).toMatchObject({ day: { id: '2026-01-30' } });
    ask(worker, { kind: 'close' });
    expect(await nextMessage(worker)).toEqual({ kind: 'closed' });
    expect(await once(worker, 'exit')).toEqual([0]);
  });

  it('says why it could not start', async () => {
    const worker = start({ daysDirectory: '/nowhere' });
    const message = await nextMessage(worker);
    expect(message).toMatchObject({ kind: 'failed', message: expect.stringContaining('/nowhere') });
  });
});
