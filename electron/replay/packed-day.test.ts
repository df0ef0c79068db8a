import { describe, expect, it } from 'vitest';
import { fixture } from '#electron/research/reference/plain.testkit';
import type { RecordedDay } from '#electron/research/recording';
import { openRecording } from '#electron/research/sources/open';
import { USUAL_SLIPPAGE } from '#electron/research/slippage';
import { createBook } from '#shared/domain/book';
import { buffersOf, packDay, unpackDay } from './packed-day';

async function firstDay(file: string): Promise<RecordedDay> {
  const spec = { files: [fixture(file)], symbol: null, history: null, from: null, to: null, modelOptions: null };
  const [day] = (await openRecording(spec)).days;
  if (!day) throw new Error(`${file} has no day`);
  return day;
}

/** Every frame: its time, who changed, and their whole quotes. */
function* framesOf(day: RecordedDay) {
  const book = createBook({ capacity: day.instruments.length });
  for (const instrument of day.instruments) book.add(instrument);
  const tape = day.open(book, USUAL_SLIPPAGE);
  const changed = new Int32Array(day.instruments.length);
  for (let frame = 0; frame < tape.frames; frame += 1) {
    const ids = [...changed.subarray(0, tape.write(frame, changed))].map((slot) => book.idAt(slot));
    yield { at: tape.at(frame), quotes: ids.map((id) => book.quote(id)) };
  }
}

describe('a day that was packed, handed to another thread, and unpacked', () => {
  it.each([
    'NIFTY50-minute-2024-01.csv.gz',
    'ICICIBANK-minute-2026-05.csv.gz',
    '2026-01-30-NIFTY-chain.csv.gz',
    '2025-08-29-NIFTY-chain.csv.gz',
    '2021-06-11-NIFTY-options-minute.csv.gz',
    '2022-01-03-NIFTY-FUT-I.csv.gz',
    '2025-11-17-RELIANCE-TCS-FUT-breeze.csv.gz',
  ])('brings frame for frame what %s brought', async (file) => {
    const day = await firstDay(file);
    const packed = packDay(day);
    const again = unpackDay(structuredClone(packed, { transfer: buffersOf(packed) }));
    // The columns are gone from here: they were handed over, not copied.
    expect(packed.ticks.columns.ltp.length).toBe(0);
    const { date, instruments, withVolume, made } = day;
    expect(again).toMatchObject({ date, instruments, withVolume, made });
    const [frames, expected] = [framesOf(again), framesOf(day)];
    let count = 0;
    for (const frame of expected) {
      expect(frames.next().value).toEqual(frame);
      count += 1;
    }
    expect(frames.next().done).toBe(true);
    expect(count).toBeGreaterThan(10);
  });
});
