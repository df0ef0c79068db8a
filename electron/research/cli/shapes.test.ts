import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteFile } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCandles } from '../sources/candles';
import { run } from './run';

const FIXTURES = 'electron/research/fixtures';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-shapes-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Played {
  readonly days: number;
  readonly digest: string;
  readonly metrics: { readonly trades: number };
  readonly modelled: readonly string[];
  readonly notes: readonly string[];
  readonly lastWords: readonly { readonly strategy: string; readonly why: string }[];
  readonly trades: readonly {
    readonly date: string;
    readonly legs: readonly { readonly instrument: string; readonly entry: number }[];
  }[];
}

async function kitedesk(line: string): Promise<{ code: number; said: string; result: Played }> {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run([...line.split(' '), '--json'], streams, new AbortController().signal);
  // The shape is what the tests look at; a missing part fails them.
  return { code, said, result: (out === '' ? {} : JSON.parse(out)) as Played };
}

const file = (name: string) => join(FIXTURES, name);

describe('the command line reads', () => {
  it('prices at each minute of an index, with and without its futures', async () => {
    const index = `backtest --strategy sr-breakout --data ${file('BANKNIFTY-minute-ltp-2025-03.csv.gz')}`;
    const alone = await kitedesk(index);
    expect(alone.result.modelled.join()).toContain('the future of BANKNIFTY: at the price of the index');
    const both = await kitedesk(`${index} --data ${file('BANKNIFTY-FUT-minute-ltp-2025-03.csv.gz')}`);
    expect(both.result.modelled).toEqual(['bid and offer: the slippage around the last price']);
    for (const { code, result } of [alone, both]) {
      expect([code, result.days]).toEqual([0, 2]);
      const traded = new Set(result.trades.flatMap(({ legs }) => legs.map((leg) => leg.instrument)));
      expect(traded).toEqual(new Set(['NFO:BANKNIFTY25MARFUT']));
    }
    // The future trades about a hundred points above the index.
    expect(both.result.trades[0]?.legs[0]?.entry).not.toBe(alone.result.trades[0]?.legs[0]?.entry);
  });

  it('prices at each minute of shares, of which the first is played or the one that is named', async () => {
    const line = `backtest --strategy sr-breakout --data ${file('HDFCBANK-SBIN-ICICIBANK-minute-ltp-2025-03.csv.gz')}`;
    const unnamed = await kitedesk(line);
    expect(unnamed.result.trades[0]?.legs[0]?.instrument).toBe('NSE:HDFCBANK');
    expect(unnamed.result.notes.join()).toContain('of HDFCBANK, ICICIBANK, SBIN the first, HDFCBANK, is played');
    const { result } = await kitedesk(`${line} --symbol SBIN`);
    expect(result.trades[0]?.legs[0]?.instrument).toBe('NSE:SBIN');
  });

  it('ticks of an index future, whose bids and offers are taken as they are', async () => {
    const { code, result } = await kitedesk(
      `backtest --strategy sr-breakout --data ${file('2022-01-03-NIFTY-FUT-I.csv.gz')} --param lookback=5 --param interval=1m`,
    );
    expect([code, result.days]).toEqual([0, 1]);
    expect(result.modelled).toEqual(['the spot of NIFTY: at the price of the near future']);
    expect(result.trades[0]?.legs[0]?.instrument).toBe('NFO:NIFTY22JANFUT');
  });

  it('ticks of stock futures', async () => {
    const { code, result } = await kitedesk(
      `replay --data ${file('2025-11-17-RELIANCE-TCS-FUT-breeze.csv.gz')} --symbol RELIANCE --strategy sr-breakout --param interval=1m --param lookback=3`,
    );
    expect([code, result.days]).toEqual([0, 1]);
    expect(result.lastWords[0]?.why).toMatch(/\S/);
  });

  it('candles of options, with the spot beside them', async () => {
    const { code, result } = await kitedesk(
      `replay --chain ${file('2021-06-11-NIFTY-options-minute.csv.gz')} --history ${file('NIFTY50-minute-2021-06-11.csv.gz')} --strategy atm-straddle-sell`,
    );
    expect(code).toBe(0);
    expect(result.trades.map(({ legs }) => legs.map(({ instrument }) => instrument))).toEqual([
      ['NFO:NIFTY2161715800CE', 'NFO:NIFTY2161715800PE'],
    ]);
  });

  it("NSE's answer to option-chain-indices, as one moment", async () => {
    const { code, result } = await kitedesk(
      `replay --chain ${file('BANKNIFTY-2022-04-20T112150.json.gz')} --strategy atm-straddle-sell`,
    );
    expect(code).toBe(0);
    expect(result.trades[0]?.legs.map(({ instrument }) => instrument)).toEqual([
      'NFO:BANKNIFTY2242136400CE',
      'NFO:BANKNIFTY2242136400PE',
    ]);
  });

  it("Kite's answer to instruments/historical", async () => {
    const { code, result } = await kitedesk(
      `backtest --strategy moving-average --data ${file('INFY-kite-historical-minute.json')}`,
    );
    expect([code, result.days]).toEqual([0, 1]);
  });

  it.each(['SNAPPY', 'GZIP', 'UNCOMPRESSED'] as const)(
    'Parquet (%s) as it reads the same candles in text',
    async (codec) => {
      const { bars } = readCandles(file('ICICIBANK-minute-2026-05.csv.gz'), null);
      const path = join(folder, `ICICIBANK-${codec}.parquet`);
      parquetWriteFile({
        filename: path,
        codec,
        compressors: { GZIP: (bytes) => gzipSync(bytes) },
        columnData: [
          { name: 'timestamp', data: bars.map(({ startAt }) => new Date(startAt)), type: 'TIMESTAMP' },
          ...(['open', 'high', 'low', 'close'] as const).map((name) => ({
            name,
            data: bars.map((bar) => bar[name] / 100),
            type: 'DOUBLE' as const,
          })),
          { name: 'volume', data: bars.map(({ volume }) => BigInt(volume)), type: 'INT64' },
        ],
      });
      const text = await kitedesk(`backtest --strategy sr-breakout --data ${file('ICICIBANK-minute-2026-05.csv.gz')}`);
      const parquet = await kitedesk(`backtest --strategy sr-breakout --data ${path}`);
      expect(parquet.result.digest).toBe(text.result.digest);
      expect(text.result.metrics.trades).toBeGreaterThan(0);
    },
  );

  it('several files of one instrument as one recording', async () => {
    const whole = file('ICICIBANK-minute-2026-05.csv.gz');
    const lines = readCandles(whole, null).bars.map(({ startAt, open, high, low, close, volume }) =>
      [new Date(startAt).toISOString(), open / 100, high / 100, low / 100, close / 100, volume].join(),
    );
    const head = 'timestamp,open,high,low,close,volume';
    const [early, late] = [join(folder, 'ICICIBANK-1.csv'), join(folder, 'ICICIBANK-2.csv')];
    writeFileSync(early, [head, ...lines.slice(0, 800)].join('\n'));
    writeFileSync(late, [head, ...lines.slice(800)].join('\r\n').replaceAll(',', ';'));
    const parts = await kitedesk(`backtest --strategy sr-breakout --data ${late} --data ${early}`);
    const { result } = await kitedesk(`backtest --strategy sr-breakout --data ${whole}`);
    expect(parts.result.digest).toBe(result.digest);
  });

  it('only the days asked for, with the earlier ones as their past', async () => {
    const line = `backtest --strategy sr-breakout --data ${file('ICICIBANK-minute-2026-05.csv.gz')}`;
    const all = await kitedesk(line);
    const some = await kitedesk(`${line} --from 2026-05-19 --to 2026-05-28`);
    const isInside = ({ date }: { readonly date: string }) => date >= '2026-05-19' && date <= '2026-05-28';
    expect(some.result.trades).toEqual(all.result.trades.filter(isInside));
    expect(some.result.trades.length).toBeGreaterThan(0);
    expect(some.result.trades.length).toBeLessThan(all.result.trades.length);
  });
});
