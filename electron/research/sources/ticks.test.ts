import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTickFile } from '#electron/recording/tick-file';
import { createBook } from '#shared/domain/book';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { istAt, MINUTE, SECOND } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import { NO_SLIPPAGE } from '../slippage';
import { openRecording, type SourceSpec } from './open';

const DATE = '2026-08-18';
const SPOT = instrumentId('NSE', 'NIFTY 50');
const FUTURE = instrumentId('NFO', 'NIFTY26AUGFUT');
const CALL = instrumentId('NFO', 'NIFTY2681824500CE');
const SHARE = instrumentId('NSE', 'INFY');
const IDS = [SPOT, FUTURE, CALL, SHARE];

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-ticks-'))));
afterEach(() => rmSync(folder, { recursive: true }));

interface Price {
  readonly id: InstrumentId;
  readonly ltp: number;
  readonly volume?: number;
  readonly oi?: number;
}

/** Records frames as a desk does: each at its moment, with a touch of fifty units either side. */
async function record(name: string, frames: readonly { readonly at: number; readonly prices: readonly Price[] }[]) {
  const path = join(folder, name);
  const book = createBook({ capacity: IDS.length });
  for (const [index, id] of IDS.entries()) book.add({ id, token: 100 + index });
  const file = await openTickFile({
    path,
    columns: book.columns,
    describe: (slot) => ({ id: book.idAt(slot), token: 100 + slot }),
    startsAt: Infinity,
    now: () => 0,
    onFault: (message) => {
      throw new Error(message);
    },
  });
  for (const { at, prices } of frames) {
    for (const { id, ltp, volume = 0, oi = 0 } of prices) {
      const price = paise(ltp);
      const day = { open: price, high: price, low: price, close: price, oiReference: qty(0) };
      const touch = { bid: paise(ltp - 5), ask: paise(ltp + 5), bidQty: qty(50), askQty: qty(50) };
      book.put({ id, ltp: price, ...day, ...touch, volume: qty(volume), oi: qty(oi), exchangeAt: at, receivedAt: at });
    }
    const slots = Int32Array.from(prices, ({ id }) => book.slotOf(id) ?? -1);
    file.record(slots, slots.length);
  }
  await file.close();
  return path;
}

function spec(...files: readonly string[]): SourceSpec {
  return { files, symbol: null, history: null, from: null, to: null, modelOptions: null };
}

const at = (clock: string) => istAt(DATE, clock);
const FRAMES = [
  { at: at('10:00:00'), prices: IDS.map((id, index) => ({ id, ltp: 10_000 * (index + 1), volume: 75, oi: 650 })) },
  { at: at('10:00:01'), prices: [{ id: CALL, ltp: 30_500, volume: 140, oi: 715 }] },
  { at: at('10:00:01') + 250, prices: [{ id: CALL, ltp: 29_000, volume: 205, oi: 715 }] },
];

describe("a desk's own recording", () => {
  it('tells the instruments by their names, with the terms of the date', async () => {
    const { symbols, days } = await openRecording(spec(await record('ticks.kdt', FRAMES)));
    expect(symbols).toEqual(['NIFTY', 'INFY']);
    expect(days.map(({ date }) => date)).toEqual([DATE]);
    expect(days[0]?.instruments).toMatchObject([
      { kind: 'index', id: SPOT },
      { kind: 'future', id: FUTURE, underlying: 'NIFTY', expiry: '2026-08-25', lotSize: 65 },
      { kind: 'option', id: CALL, expiry: DATE, strike: 2_450_000, right: 'CE', lotSize: 65, tickSize: 5 },
      { kind: 'equity', id: SHARE, lotSize: 1 },
    ]);
  });

  it('brings the book from frame to frame as it was, with the touch that was on offer', async () => {
    const { days } = await openRecording(spec(await record('ticks.kdt', FRAMES)));
    const [day] = days;
    if (!day) throw new Error('There is a day');
    const book = createBook({ capacity: day.instruments.length });
    for (const instrument of day.instruments) book.add(instrument);
    const tape = day.open(book, NO_SLIPPAGE);
    const changed = new Int32Array(day.instruments.length);
    const seen = Array.from({ length: tape.frames }, (_, frame) => {
      const count = tape.write(frame, changed);
      return { at: tape.at(frame), ids: [...changed.subarray(0, count)].map((slot) => book.idAt(slot)) };
    });
    expect(seen).toEqual([
      { at: at('10:00:00'), ids: IDS },
      { at: at('10:00:01'), ids: [CALL] },
      { at: at('10:00:01') + 250, ids: [CALL] },
    ]);
    expect(book.quote(CALL)).toMatchObject({
      ltp: 29_000,
      open: 30_000,
      high: 30_500,
      low: 29_000,
      volume: 205,
      oi: 715,
    });
    expect(book.quote(CALL)).toMatchObject({ bid: 28_995, ask: 29_005, bidQty: 50, askQty: 50 });
  });

  it('plays an instrument that was told twice at one moment as two frames', async () => {
    const twice = [FRAMES[0], { at: at('10:00:00'), prices: [{ id: CALL, ltp: 30_100, volume: 80 }] }].flatMap(
      (frame) => frame ?? [],
    );
    const { days } = await openRecording(spec(await record('ticks.kdt', twice)));
    const book = createBook({ capacity: IDS.length });
    for (const instrument of days[0]?.instruments ?? []) book.add(instrument);
    expect(days[0]?.open(book, NO_SLIPPAGE).frames).toBe(2);
  });

  it('has its own minutes as the past, and never one that has not ended', async () => {
    const minutes = Array.from({ length: 180 }, (_, second) => ({
      at: at('10:00:00') + second * SECOND,
      prices: [{ id: SPOT, ltp: 2_450_000 + second }],
    }));
    const { history } = await openRecording(spec(await record('ticks.kdt', minutes)));
    const bars = await history.bars(SPOT, '1m', at('09:15'), at('10:01:59'));
    expect(bars).toMatchObject([{ startAt: at('10:00'), open: 2_450_000, close: 2_450_059 }]);
    expect(await history.bars(SPOT, '1m', at('09:15'), at('10:02'))).toHaveLength(2);
    expect(bars[0]?.startAt).toBe(at('10:01') - MINUTE);
  });

  it('refuses two recordings of one day', async () => {
    const files = [await record('a.kdt', FRAMES), await record('b.kdt', FRAMES)];
    await expect(openRecording(spec(...files))).rejects.toThrow(`there are two recordings of ${DATE}`);
  });
});
