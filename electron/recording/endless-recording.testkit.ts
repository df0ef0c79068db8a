import { istAt } from '#shared/domain/time';
import { openTickFile } from './tick-file';
import { createTestMarket, testId } from './ticks.testkit';

/** Records for ever into the file named on the command line, a step of all instruments at a time, and prints each step that is safe on the disk. */
const INSTRUMENTS = 40;
const market = createTestMarket(INSTRUMENTS);
const slots = Int32Array.from({ length: INSTRUMENTS }, (_, slot) => slot);
const [path = '', from = '0'] = process.argv.slice(2);
const file = await openTickFile({
  path,
  columns: market.book.columns,
  describe: market.describe,
  startsAt: Infinity,
  now: () => 0,
  onFault: (message) => {
    throw new Error(message);
  },
});
for (let step = Number(from); ; step += 1) {
  const at = istAt('2026-08-18', '09:15') + step;
  for (const slot of slots) {
    const depth = { bid: 5, bidQty: step, ask: 10, askQty: step };
    market.put({ id: testId(slot), ltp: 1 + step, volume: step, oi: slot, ...depth, exchangeAt: at, receivedAt: at });
  }
  file.record(slots, INSTRUMENTS);
  if (step % 200 !== 199) continue;
  await file.flush();
  process.stdout.write(`${step}\n`);
}
