import { parentPort } from 'node:worker_threads';
import { defineStrategy, hold, type StrategyDefinition } from '#shared/domain/strategy';
import { serve } from '../serve';

const rogue = (id: string, misbehave: () => void) =>
  defineStrategy({
    id,
    name: id,
    summary: '',
    params: {},
    needs: () => [],
    initial: () => ({ count: 0 }),
    onQuotes(state) {
      const count = state.count + 1;
      misbehave();
      return hold({ count }, `batch ${count}`);
    },
  });

const hoard: unknown[] = [];

const rogues: readonly StrategyDefinition[] = [
  rogue('well-behaved', () => {}),
  rogue('throws', () => {
    throw new Error('lost the thread');
  }),
  rogue('exits', () => process.exit(7)),
  rogue('loops', () => {
    for (;;) continue;
  }),
  rogue('hoards', () => {
    for (;;) hoard.push(Array.from({ length: 1_000 }, () => ({})));
  }),
  rogue('throws later', () => {
    queueMicrotask(() => {
      throw new Error('nobody was listening');
    });
  }),
];

if (!parentPort) throw new Error('rogues.worker runs as a worker thread only');
serve(parentPort, (id) => rogues.find((strategy) => strategy.id === id));
