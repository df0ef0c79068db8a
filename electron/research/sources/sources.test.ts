import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { istAt } from '#shared/domain/time';
import { NO_SLIPPAGE, USUAL_SLIPPAGE } from '../slippage';
import { candleRecording, readCandles } from './candles';
import { readChain } from './chain';
import { openTable } from './open-table';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

function bytes(name: string, content: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const CANDLES = [
  'timestamp,open,high,low,close',
  '2024-01-01T09:15:00+05:30,21727.75,21737.35,21701.8,21712.0',
  '2024-01-01T09:16:00+05:30,21711.5,21720.0,21695.35,21695.65',
];

describe('a file of candles', () => {
  it('is read plain or gzip, and tells its instrument and interval by itself', () => {
    for (const name of ['NIFTY50-minute-2024.csv', 'NIFTY50-minute-2024.csv.gz']) {
      const candles = readCandles(file(name, ...CANDLES), null);
      expect(candles).toMatchObject({ symbol: 'NIFTY', interval: '1m', hasVolume: false });
      expect(candles.bars[0]).toEqual({
        startAt: istAt('2024-01-01', '09:15'),
        open: 2_172_775,
        high: 2_173_735,
        low: 2_170_180,
        close: 2_171_200,
        volume: 0,
        oi: null,
      });
    }
  });

  it('takes times without a zone as Indian', () => {
    const path = file(
      'RELIANCE-15minute.csv',
      'timestamp,open,high,low,close,volume',
      '2026-05-18 09:15:00,1,1,1,1,10',
      '2026-05-18 09:30,1,1,1,1,20',
    );
    expect(readCandles(path, null)).toMatchObject({
      symbol: 'RELIANCE',
      interval: '15m',
      hasVolume: true,
      bars: [{ startAt: istAt('2026-05-18', '09:15') }, { volume: 20 }],
    });
  });

  it('with several instruments is of the first, and says so, or of the one that is named', () => {
    const path = file(
      'five.csv',
      'date,tradingsymbol,open,high,low,close',
      '2024-01-01,INFY,1,1,1,1',
      '2024-01-02,INFY,1,1,1,1',
      '2024-01-01,TCS,2,2,2,2',
      '2024-01-02,TCS,2,2,2,2',
    );
    expect(readCandles(path, null)).toMatchObject({
      symbol: 'INFY',
      bars: [{ open: 100 }, { open: 100 }],
      notes: ['of INFY, TCS the first, INFY, is played; the symbol chooses another'],
    });
    expect(readCandles(path, 'TCS')).toMatchObject({
      symbol: 'TCS',
      interval: '1d',
      bars: [{ open: 200 }, { open: 200 }],
    });
  });

  it('names every faulty line and what is wrong with it', () => {
    const path = file(
      'NIFTY.csv',
      ...CANDLES,
      '2024-01-01T09:17:00+05:30,21711.5,x,21695.35,21695.65',
      '2024-01-01T09:16:00+05:30,1,1,1,1',
      'yesterday,1,1,1,1',
      '2024-01-01T09:18:00+05:30,1,1,1',
      '2024-01-01T09:19:00+05:30,1,1,0,1',
    );
    expect(() => readCandles(path, null)).toThrow(
      expect.objectContaining({
        message: [
          `${path}: line 4: expected a number in "high", found "x"`,
          '  line 5: its time 2024-01-01T09:16:00+05:30 is not after that of the line before',
          '  line 6: expected a time as yyyy-mm-ddTHH:MM:SS+05:30, found "yesterday"',
          '  line 7: expected 5 cells, found 4',
          '  line 8: "low" has to be above zero, found 0',
        ].join('\n'),
      }),
    );
  });

  it('says which columns are missing', () => {
    expect(() => readCandles(file('NIFTY.csv', 'timestamp,open,high', '2024-01-01,1,1'), null)).toThrow(
      /expected the columns low, close/,
    );
  });

  it('says why a file cannot be read and what to do, and not in the system’s code', async () => {
    await expect(openTable(join(folder, 'none.csv'))).rejects.toThrow(
      /none\.csv: cannot be read: there is no such file; check its name and folder$/,
    );
    await expect(openTable(folder)).rejects.toThrow(
      /cannot be read: a file is expected, and it is a folder; choose a file in it$/,
    );
    await expect(openTable(join(file('A.csv', 'x'), 'b.csv'))).rejects.toThrow(/a part of its path is no folder/);
    const whole = gzipSync(CANDLES.join('\n'));
    await expect(openTable(bytes('cut.csv.gz', whole.subarray(0, whole.length - 12)))).rejects.toThrow(
      /gzip is cut short; get the whole/,
    );
    await expect(
      openTable(bytes('bad.csv.gz', Buffer.concat([whole.subarray(0, 10), Buffer.alloc(40, 0xff)]))),
    ).rejects.toThrow(/its gzip is damaged; get the file again$/);
  });

  it('lists an index with its near future of the date, and a share alone', () => {
    const [day] = candleRecording(readCandles(file('NIFTY.csv', ...CANDLES), null)).days;
    expect(day?.instruments.map(({ id, lotSize }) => [id, lotSize])).toEqual([
      ['NSE:NIFTY 50', 1],
      ['NFO:NIFTY24JANFUT', 50],
    ]);
    const share = readCandles(file('TCS.csv', ...CANDLES), null);
    expect(candleRecording(share).days[0]?.instruments.map(({ id }) => id)).toEqual(['NSE:TCS']);
  });

  it('says where the lot of the future is not known', () => {
    const old = CANDLES.map((line) => line.replace('2024-01-01', '2009-01-01'));
    expect(candleRecording(readCandles(file('NIFTY.csv', ...old), null)).notes).toEqual([
      'the lot size is not known from 2009-01-01 to 2009-01-01: a lot counts as one unit there',
    ]);
    expect(candleRecording(readCandles(file('NIFTY.csv', ...CANDLES), null)).notes).toEqual([]);
  });

  it('plays a candle as its open, the nearer extreme, the other one and its close', () => {
    const [day] = candleRecording(readCandles(file('NIFTY.csv', ...CANDLES), null)).days;
    const book = createBook({ capacity: 2 });
    for (const instrument of day?.instruments ?? []) book.add(instrument);
    const tape = day?.open(book, NO_SLIPPAGE);
    const path = [0, 1, 2, 3, 4].map((frame) => {
      tape?.write(frame, new Int32Array(2));
      return [((tape?.at(frame) ?? 0) - istAt('2024-01-01', '09:15')) / 1_000, book.columns.ltp[0]];
    });
    expect(path).toEqual([
      [0, 2_172_775],
      [20, 2_173_735],
      [40, 2_170_180],
      [59, 2_171_200],
      [60, 2_171_150],
    ]);
  });
});

const NSE = 'timestamp,underlying,expiry,strike,option_type,spot,ltp,volume,oi,oi_change';
const KITE = 'timestamp,underlying,spot,expiry,strike,option_type,ltp,volume,oi';

function quotesAfter(path: string, frames: number) {
  const [day] = readChain(path, null).days;
  if (!day) throw new Error('There is no day');
  const book = createBook({ capacity: day.instruments.length });
  for (const instrument of day.instruments) book.add(instrument);
  const tape = day.open(book, USUAL_SLIPPAGE);
  for (let frame = 0; frame < frames; frame += 1) tape.write(frame, new Int32Array(day.instruments.length));
  return { day, book };
}

describe('a file of chain snapshots', () => {
  it("counts NSE's contracts in units of the expiry's lot, and knows yesterday's open interest", () => {
    const { book, day } = quotesAfter(
      file('c.csv.gz', NSE, '2026-08-18T10:43:00+05:30,NIFTY,2026-08-18,24200,CE,24212.8,45.0,100,52,-8'),
      1,
    );
    const option = day.instruments.find(({ kind }) => kind === 'option');
    expect(option).toMatchObject({ lotSize: 65, strike: 2_420_000, right: 'CE' });
    expect(option && book.quote(option.id)).toMatchObject({
      ltp: 4_500,
      volume: 6_500,
      oi: 52 * 65,
      oiReference: 60 * 65,
      bid: 4_495,
      ask: 4_505,
    });
  });

  it("takes Kite's numbers as the units they are", () => {
    const { book, day } = quotesAfter(
      file('c.csv', KITE, '2026-01-30T09:16:49+05:30,NIFTY,25300,2026-02-03,25300.0,PE,100,130,650'),
      1,
    );
    const option = day.instruments.find(({ kind }) => kind === 'option');
    expect(option && book.quote(option.id)).toMatchObject({ volume: 130, oi: 650 });
  });

  it('leaves out answers that are older than what was known, and contracts that never traded', () => {
    const rows = ['10:00:00,100,500', '10:01:00,90,499', '10:02:00,80,600', '10:03:00,0,600'].map((row) => {
      const [clock, ltp, volume] = row.split(',');
      return `2026-01-30T${clock}+05:30,NIFTY,25300,2026-02-03,25300,CE,${ltp},${volume},650`;
    });
    const path = file('c.csv', KITE, ...rows);
    const ltpAfter = (frames: number) => {
      const { book, day } = quotesAfter(path, frames);
      return book.quote(day.instruments.find(({ kind }) => kind === 'option')?.id ?? ('' as never))?.ltp;
    };
    expect([1, 2, 3, 4].map(ltpAfter)).toEqual([10_000, 10_000, 8_000, 8_000]);
    expect(readChain(path, null).notes).toEqual([
      '2026-01-30: 1 of 4 quotes were left out: their volume lies below that of an earlier one',
    ]);
  });

  it('finds the spot by put-call parity where it was not recorded, and says so', () => {
    const path = file(
      'c.csv',
      KITE.replace('spot,', ''),
      '2026-01-30T10:00:00+05:30,NIFTY,2026-02-03,25300,CE,150,1,65',
      '2026-01-30T10:00:00+05:30,NIFTY,2026-02-03,25300,PE,100,1,65',
    );
    const { book, day } = quotesAfter(path, 1);
    expect(day.instruments[0] && book.quote(day.instruments[0].id)?.ltp).toBe(2_535_000);
    expect(readChain(path, null).modelled[0]).toMatch(/spot: the forward of put-call parity/);
  });

  it('models a future whose volume goes with that of the options, even where theirs is beyond 32 bits together', () => {
    const at = (clock: string, volume: number) =>
      ['CE', 'PE'].map((right) => `2026-01-30T${clock}+05:30,NIFTY,25300,2026-02-03,25300,${right},100,${volume},650`);
    const path = file('c.csv', KITE, ...at('10:00:00', 4_000_000_000), ...at('10:01:00', 4_100_000_000));
    const volumeAfter = (frames: number) => {
      const { book, day } = quotesAfter(path, frames);
      const future = day.instruments.find(({ kind }) => kind === 'future');
      return future && book.quote(future.id)?.volume;
    };
    expect([volumeAfter(1), volumeAfter(2)]).toEqual([8_000_000, 8_200_000]);
  });

  it('works out the lot of a share from its open interest', () => {
    const rows = ['1100', '2750', '550'].map(
      (oi, index) => `2026-01-30T10:00:00+05:30,HDFCBANK,930,2026-02-24,${900 + 10 * index},CE,20,550,${oi}`,
    );
    const { day } = quotesAfter(file('c.csv', KITE, ...rows), 1);
    expect(day.instruments.find(({ kind }) => kind === 'option')?.lotSize).toBe(550);
  });

  it('names faulty lines', () => {
    const path = file(
      'c.csv',
      KITE,
      '2026-01-30T10:00:00+05:30,NIFTY,25300,2026-02-03,25300,XE,150,1,65',
      '2026-01-30T10:00:00+05:30,NIFTY,25300,soon,25300,CE,150,1,65',
    );
    expect(() => readChain(path, null)).toThrow(
      /line 2: expected CE or PE, found "XE"\n {2}line 3: expected an expiry as yyyy-mm-dd, found "soon"/,
    );
  });
});
