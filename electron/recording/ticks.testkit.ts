import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createBook, type Book } from '#shared/domain/book';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import type { Quote } from '#shared/domain/quote';
import { paise, qty, rupees } from '#shared/domain/units';
import { FIELDS } from './tick-columns';
import type { Recorded } from './tick-encoder';
import { openTickFile, type TickFile } from './tick-file';
import { openTickReader } from './tick-reader';

/** A tick as tests write it down and compare it. */
export type Tick = Readonly<Record<(typeof FIELDS)[number] | 'receivedAt', number>> & { readonly id: InstrumentId };

/** A book whose instruments are 'NFO:TEST0', 'NFO:TEST1', … in slots 0, 1, …; `token` is 1000 and the slot. */
export interface TestMarket {
  readonly book: Book;
  readonly describe: (slot: number) => Recorded;
  /** Puts a tick into the book and returns its slot. */
  put(tick: Tick): number;
}

export function testId(slot: number): InstrumentId {
  return instrumentId('NFO', `TEST${slot}`);
}

export function createTestMarket(instruments: number): TestMarket {
  const book = createBook({ capacity: instruments });
  for (let slot = 0; slot < instruments; slot += 1) book.add({ id: testId(slot), token: 1000 + slot });
  return {
    book,
    describe: (slot) => ({ id: book.idAt(slot), token: 1000 + slot }),
    put: (tick) => {
      book.put(quoteOf(tick));
      return book.slotOf(tick.id) ?? 0;
    },
  };
}

function quoteOf({ id, ltp, volume, oi, bid, bidQty, ask, askQty, exchangeAt, receivedAt }: Tick): Quote {
  const none = paise(0);
  const depth = { bid: paise(bid), ask: paise(ask), bidQty: qty(bidQty), askQty: qty(askQty) };
  const day = { open: none, high: none, low: none, close: none, oiReference: qty(0) };
  return { id, ltp: paise(ltp), volume: qty(volume), oi: qty(oi), ...depth, ...day, exchangeAt, receivedAt };
}

/** Records ticks as frames of the feed: neighbours of different instruments come together. */
export function record(file: Pick<TickFile, 'record'>, market: TestMarket, ticks: readonly Tick[]): void {
  const frame = new Set<number>();
  const send = (): void => {
    file.record(Int32Array.from(frame), frame.size);
    frame.clear();
  };
  for (const tick of ticks) {
    if (frame.has(market.book.slotOf(tick.id) ?? 0)) send();
    frame.add(market.put(tick));
  }
  send();
}

/** Makes a file of ticks of so many instruments. */
export async function writeTicks(path: string, instruments: number, ticks: readonly Tick[]): Promise<void> {
  const market = createTestMarket(instruments);
  const { book, describe } = market;
  const onFault = (message: string): never => {
    throw new Error(message);
  };
  const file = await openTickFile({ path, columns: book.columns, describe, startsAt: Infinity, now: () => 0, onFault });
  record(file, market, ticks);
  await file.close();
}

/** What a file holds, as far as it can be read. */
export async function readTicks(
  path: string,
): Promise<{ readonly ticks: readonly Tick[]; readonly faults: readonly string[] }> {
  const reader = await openTickReader(path);
  const ticks: Tick[] = [];
  for await (const { count, columns } of reader.batches()) {
    for (let index = 0; index < count; index += 1) {
      const value = (name: keyof typeof columns) => columns[name][index] ?? NaN;
      const values = Object.fromEntries([...FIELDS, 'receivedAt' as const].map((name) => [name, value(name)]));
      // Object.fromEntries forgets which names there are.
      ticks.push({ id: reader.instruments.get(value('instrument'))?.id ?? '?', ...values } as Tick);
    }
  }
  await reader.close();
  return { ticks, faults: reader.faults };
}

/** Real ticks of 3 January 2022 (fixtures/README.md), for an instrument of the test market. Received 40 ms after their second began, and on. */
export function niftyFutureTicks(
  month: 'I' | 'II',
  id: InstrumentId,
  folder = join(import.meta.dirname, 'fixtures'),
): readonly Tick[] {
  const file = join(folder, `2022-01-03-NIFTY-FUT-${month}.csv.gz`);
  const [, ...rows] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  let volume = 0;
  let previous = 0;
  return rows.map((row) => {
    const [stamp = '', ...cells] = row.split(',');
    const [ltp = 0, bid = 0, bidQty = 0, ask = 0, askQty = 0, traded = 0, oi = 0] = cells.map(Number);
    const exchangeAt = Date.parse(stamp);
    volume += traded;
    previous = Math.max(previous + 7, exchangeAt + 40);
    return {
      id,
      ltp: rupees(ltp),
      volume,
      oi,
      bid: rupees(bid),
      bidQty,
      ask: rupees(ask),
      askQty,
      exchangeAt,
      receivedAt: previous,
    };
  });
}

/** What is left of ticks when each that has the stamp and values of its instrument's last one is taken out. */
export function withoutRepeats(ticks: readonly Tick[]): readonly Tick[] {
  const last = new Map<string, string>();
  return ticks.filter((one) => {
    const said = FIELDS.map((field) => one[field]).join();
    // Before its first tick an instrument is as if all its values were zero.
    const before = last.get(one.id) ?? FIELDS.map(() => 0).join();
    last.set(one.id, said);
    return said !== before;
  });
}
