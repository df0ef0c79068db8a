import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { expiryAt } from '#shared/domain/calendar';
import { istAt } from '#shared/domain/time';
import { run } from '../cli/run';
import { NO_SLIPPAGE } from '../slippage';
import { openRecording, type SourceSpec } from '../sources/open';

const BANKNIFTY = 'electron/research/fixtures/BANKNIFTY-15minute-2018-01_02.csv.gz';
const VIX = 'electron/research/fixtures/INDIAVIX-day-2018-01_02.csv.gz';

const spec: SourceSpec = {
  files: [BANKNIFTY],
  symbol: null,
  history: null,
  from: '2018-01-02',
  to: '2018-01-12',
  modelOptions: VIX,
};

/** Black's formula once more, by itself: the normal distribution by Simpson's rule. */
function premium(terms: { right: 'CE' | 'PE'; forward: number; strike: number; years: number; sigma: number }) {
  const { right, forward, strike, years, sigma } = terms;
  const density = (x: number) => Math.exp(-x * x * 0.5) / Math.sqrt(2 * Math.PI);
  const cdf = (x: number) => {
    const [steps, from] = [4_000, -9];
    const h = (x - from) / steps;
    let sum = density(from) + density(x);
    for (let index = 1; index < steps; index += 1) sum += density(from + index * h) * (index % 2 === 1 ? 4 : 2);
    return (sum * h) / 3;
  };
  const d1 = Math.log(forward / strike) / (sigma * Math.sqrt(years)) + 0.5 * sigma * Math.sqrt(years);
  const d2 = d1 - sigma * Math.sqrt(years);
  const discount = Math.exp(-0.055 * years);
  return right === 'CE'
    ? discount * (forward * cdf(d1) - strike * cdf(d2))
    : discount * (strike * cdf(-d2) - forward * cdf(-d1));
}

async function firstMoment(over: Partial<SourceSpec> = {}) {
  const [day] = (await openRecording({ ...spec, ...over })).days;
  if (!day) throw new Error('There is no day');
  const book = createBook({ capacity: day.instruments.length });
  for (const instrument of day.instruments) book.add(instrument);
  day.open(book, NO_SLIPPAGE).write(0, new Int32Array(day.instruments.length));
  return { day, book };
}

describe('modelled options', () => {
  it("cost what Black's formula says of the index and the VIX of the day's opening, to the tick", async () => {
    const { day, book } = await firstMoment();
    const options = day.instruments.filter((instrument) => instrument.kind === 'option');
    expect(options.length).toBeGreaterThan(80);
    // India VIX opened at 13.35 that day.
    const spot = (book.columns.ltp[0] ?? 0) / 100;
    for (const { id, strike, right, expiry } of options) {
      const years = (expiryAt(expiry) - istAt('2018-01-02', '09:15')) / (365 * 86_400_000);
      const exact = premium({ right, forward: spot, strike: strike / 100, years, sigma: 0.1335 });
      const ltp = (book.quote(id)?.ltp ?? 0) / 100;
      expect(Math.abs(ltp - Math.max(0.05, exact))).toBeLessThan(0.03);
    }
  });

  it('are those of the date: expiries, lots, strikes around the first price', async () => {
    const { day } = await firstMoment();
    const options = day.instruments.filter((instrument) => instrument.kind === 'option');
    expect([...new Set(options.map(({ expiry }) => expiry))]).toEqual(['2018-01-04', '2018-01-11']);
    expect(new Set(options.map(({ lotSize }) => lotSize))).toEqual(new Set([30]));
    const strikes = options.map(({ strike }) => strike / 100);
    expect([Math.min(...strikes), Math.max(...strikes)]).toEqual([24_300, 26_400]);
  });

  it('are called modelled in each trade, in the document and to a person', async () => {
    const line = `backtest --strategy atm-straddle-sell --data ${BANKNIFTY} --from 2018-01-02 --to 2018-01-12 --model-options ${VIX}`;
    let out = '';
    const streams = { out: (text: string) => void (out += text), say: () => {} };
    const signal = new AbortController().signal;
    expect(await run([...line.split(' '), '--json'], streams, signal)).toBe(0);
    const result = JSON.parse(out) as { modelled: string[]; trades: { isModelled: boolean }[] };
    expect(result.trades.length).toBeGreaterThan(4);
    expect(result.trades.every(({ isModelled }) => isModelled)).toBe(true);
    expect(result.modelled.join()).toContain("premiums by Black's formula of 1976 from the index and India VIX");
    out = '';
    await run(line.split(' '), streams, signal);
    expect(out).toMatch(/BANKNIFTY181\d{2}\d+CE .*\(modelled\)/);
  });

  it('take a level where there is no file', async () => {
    const [low, high] = await Promise.all([firstMoment({ modelOptions: '10' }), firstMoment({ modelOptions: '30' })]);
    const id = low.day.instruments.find((each) => each.kind === 'option' && each.strike === 2_550_000)?.id;
    if (!id) throw new Error('There is no such option');
    expect(high.book.quote(id)?.ltp).toBeGreaterThan(low.book.quote(id)?.ltp ?? 0);
  });

  it.each<[string, Partial<SourceSpec>, RegExp]>([
    [
      'a share',
      { files: ['electron/research/fixtures/ICICIBANK-minute-2026-05.csv.gz'], from: null, to: null },
      /ICICIBANK: is no index/,
    ],
    [
      'a day that VIX is not known of',
      { files: ['electron/research/fixtures/NIFTY50-minute-2024-01.csv.gz'], from: null, to: null },
      /India VIX: is not known on 12 of 12 days, 2024-01-01 the first/,
    ],
    [
      'recorded options',
      { files: ['electron/research/fixtures/2026-02-03-NIFTY-chain.csv.gz'], from: null, to: null },
      /NIFTY: has recorded options/,
    ],
  ])('are refused for %s', async (_what, over, words) => {
    await expect(openRecording({ ...spec, ...over })).rejects.toThrow(words);
  });
});
