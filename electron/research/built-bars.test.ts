import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BAR_INTERVALS } from '#shared/domain/bars';
import { paise } from '#shared/domain/units';
import { checkCandles, checkFile, checkPrices } from './built-bars.testkit';
import { readCandles } from './sources/candles';

/** `KITEDESK_BARS_FROM=folder npx vitest run electron/research/built-bars.test.ts` looks at other days as well. */
const more = process.env['KITEDESK_BARS_FROM'];

const own = [
  'NIFTY50-minute-2024-01.csv.gz',
  'NIFTY50-minute-2021-06-11.csv.gz',
  '2021-06-11-NIFTY-options-minute.csv.gz',
  'BANKNIFTY-15minute-2018-01_02.csv.gz',
  'ICICIBANK-minute-2026-05.csv.gz',
].map(fixture);

/** Ticks, and one price a minute. */
const prices = [
  '2022-01-03-NIFTY-FUT-I.csv.gz',
  '2025-11-17-RELIANCE-TCS-FUT-breeze.csv.gz',
  'BANKNIFTY-minute-ltp-2025-03.csv.gz',
  'BANKNIFTY-FUT-minute-ltp-2025-03.csv.gz',
  'HDFCBANK-SBIN-ICICIBANK-minute-ltp-2025-03.csv.gz',
].map(fixture);

function fixture(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /minute.*\.(csv|parquet)(\.gz)?$/.test(name) && !name.includes('ltp'))
    .map((name) => join(path, name))
    .sort();
}

function pricesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(FUT-I+|breeze|ltp-[\d_-]+)\.csv\.gz$/.test(name))
    .map((name) => join(path, name));
}

describe('the bars that the desk builds', () => {
  it.each([...own, ...(more === undefined ? [] : filesIn(more))])(
    "equal the source's candles, each of every day: %s",
    async (path) => {
      const checks = await checkFile(path);
      for (const { symbol, interval, days, candles, bars, differences, outside, untraded } of checks) {
        if (more !== undefined)
          process.stdout.write(
            `${symbol} ${interval}: ${days} days, ${candles} candles, ${bars} bars, ${differences.length} differ, ${untraded} untraded, ${outside} outside\n`,
          );
        expect(differences.slice(0, 5)).toEqual([]);
        expect(candles).toBeGreaterThan(0);
        expect(bars).toBeGreaterThan(candles - untraded);
      }
      expect(checks.length).toBeGreaterThan(0);
    },
    120_000,
  );

  it.each([...prices, ...(more === undefined ? [] : pricesIn(more))])(
    "equal what a recording's prices make, row by row: %s",
    async (path) => {
      const { days, bars, differences } = await checkPrices(path);
      if (more !== undefined)
        process.stdout.write(`${path}: ${days} days, ${bars} bars, ${differences.length} differ\n`);
      expect(differences.slice(0, 5)).toEqual([]);
      expect(bars).toBeGreaterThan(45);
    },
    120_000,
  );

  it('are found out in every interval when the source is higher for a minute or has a candle less', () => {
    const candles = readCandles(own[1] ?? '', null);
    const higher = candles.bars.map((bar, index) =>
      index === 100 ? { ...bar, high: paise(bar.high + 100_000) } : bar,
    );
    const fewer = candles.bars.filter((_, index) => index !== 100);
    expect(checkCandles(candles, higher).differences).toHaveLength(BAR_INTERVALS.length);
    expect(checkCandles(candles, fewer).differences[0]).toContain('expected no bar');
  });
});
