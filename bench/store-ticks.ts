import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { openTickFile, type TickFile } from '../electron/recording/tick-file';
import type { FIELDS } from '../electron/recording/tick-columns';
import { niftyFutureTicks, testId } from '../electron/recording/ticks.testkit';
import { createBook, type Book } from '../shared/domain/book';
import { DEPTH } from '../shared/domain/book-columns';
import { projectRoot } from '../scripts/setup/paths.mjs';

export const INSTRUMENTS = 300;

type Values = Readonly<Record<(typeof FIELDS)[number], number>>;

/** An open market: every instrument moves as NIFTY futures did on 3 January 2022, each from another minute on, its price shifted. */
export interface StoreMarket {
  readonly book: Book;
  readonly slots: Int32Array;
  /** Moves every instrument by one real tick, received three times a second. */
  next(): void;
  /** The last tick of a slot as brokers' clients make it, and the seeds keep it. */
  tick(slot: number): object;
}

export function createStoreMarket(): StoreMarket {
  const book = createBook({ capacity: INSTRUMENTS });
  for (let slot = 0; slot < INSTRUMENTS; slot += 1) book.add({ id: testId(slot), token: 10_000 + slot });
  const ticks: readonly Values[] = niftyFutureTicks(
    'I',
    testId(0),
    join(projectRoot, 'electron', 'recording', 'fixtures'),
  );
  const slots = Int32Array.from({ length: INSTRUMENTS }, (_, slot) => slot);
  const beganAt = ticks[0]?.exchangeAt ?? 0;
  const { columns } = book;
  let step = 0;

  function put(slot: number): void {
    const turns = step + slot * 7;
    const tick = ticks[turns % ticks.length];
    if (!tick) throw new Error('There are no recorded ticks');
    const shift = slot * 500;
    const receivedAt = beganAt + step * 333;
    columns.ltp[slot] = tick.ltp + shift;
    columns.volume[slot] = tick.volume + Math.floor(turns / ticks.length) * 1_000_000;
    columns.oi[slot] = tick.oi;
    columns.depthPrice[slot * 2 * DEPTH] = tick.bid + shift;
    columns.depthQty[slot * 2 * DEPTH] = tick.bidQty;
    columns.depthPrice[slot * 2 * DEPTH + DEPTH] = tick.ask + shift;
    columns.depthQty[slot * 2 * DEPTH + DEPTH] = tick.askQty;
    columns.exchangeAt[slot] = receivedAt - (receivedAt % 1_000);
    columns.receivedAt[slot] = receivedAt;
  }

  return {
    book,
    slots,
    next() {
      for (let slot = 0; slot < INSTRUMENTS; slot += 1) put(slot);
      step += 1;
    },
    tick: (slot) => ({
      instrument_token: 10_000 + slot,
      last_price: (columns.ltp[slot] ?? 0) / 100,
      volume_traded: columns.volume[slot],
      oi: columns.oi[slot],
      buy: { price: (columns.depthPrice[slot * 2 * DEPTH] ?? 0) / 100, quantity: columns.depthQty[slot * 2 * DEPTH] },
      sell: {
        price: (columns.depthPrice[slot * 2 * DEPTH + DEPTH] ?? 0) / 100,
        quantity: columns.depthQty[slot * 2 * DEPTH + DEPTH],
      },
      exchange_timestamp: columns.exchangeAt[slot],
      received_at: columns.receivedAt[slot],
    }),
  };
}

/** Records so many frames of all instruments, letting the disk work in between as the feed does. */
export async function recordFrames(path: string, frames: number): Promise<ReturnType<TickFile['stats']>> {
  const market = createStoreMarket();
  const file = await openTickFile({
    path,
    columns: market.book.columns,
    describe: (slot) => ({ id: testId(slot), token: 10_000 + slot }),
    startsAt: Infinity,
    now: () => 0,
    onFault: (message) => {
      throw new Error(message);
    },
  });
  for (let frame = 0; frame < frames; frame += 1) {
    market.next();
    file.record(market.slots, INSTRUMENTS);
    if (frame % 100 === 99) await turn();
  }
  await file.close();
  if (file.stats().lost > 0) throw new Error(`The disk was too slow: ${file.stats().lost} ticks were lost`);
  return file.stats();
}

/** Runs with a folder that is removed afterwards. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kitedesk-store-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How many a second when `run` did `count` of them. */
export async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (count * 1_000) / (performance.now() - startedAt);
}
