import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createCatalogue } from '#shared/domain/catalogue';
import { instrumentId, type Future, type Index } from '#shared/domain/instrument';
import { DAY, istAt, SECOND } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import { createHistory, readCandles, spans } from './history';
import { createRest } from './rest';
import { bad, good, hurriedTimers, startScriptedServer, text, type Answer } from './scripted-server.testkit';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const index: Index = {
  kind: 'index',
  id: instrumentId('NSE', 'NIFTY 50'),
  exchange: 'NSE',
  symbol: 'NIFTY 50',
  token: 256265,
  tickSize: paise(0),
  lotSize: qty(0),
};
const future: Future = {
  kind: 'future',
  id: instrumentId('NFO', 'NIFTY26AUGFUT'),
  exchange: 'NFO',
  symbol: 'NIFTY26AUGFUT',
  token: 14627842,
  tickSize: paise(10),
  lotSize: qty(65),
  underlying: 'NIFTY',
  expiry: '2026-08-25',
};

async function historyWith(...script: Answer[]) {
  const server = await startScriptedServer(...script);
  open.push(server.close);
  const rest = createRest({
    root: server.root,
    apiKey: 'k',
    accessToken: 't',
    timers: hurriedTimers(),
    random: () => 0,
    onTokenRefused: () => {},
  });
  return { history: createHistory(rest, createCatalogue([index, future])), server };
}

const candle = (stamp: string, oi?: number) => [
  `${stamp}+0530`,
  100.05,
  101,
  99.95,
  100.5,
  650,
  ...(oi === undefined ? [] : [oi]),
];

describe('candles', () => {
  it('are read with their open interest, zero included', () => {
    const official = JSON.parse(readFileSync(new URL('fixtures/historical_oi.json', import.meta.url), 'utf8'));
    expect(readCandles(official.data, true)[0]).toEqual({
      startAt: istAt('2019-12-04', '09:15'),
      open: 1_200_990,
      high: 1_201_935,
      low: 1_200_125,
      close: 1_200_150,
      volume: 163_275,
      oi: 13_667_775,
    });
    expect(readCandles({ candles: [candle('2026-08-18T09:15:00', 0)] }, true)[0]?.oi).toBe(0);
    expect(readCandles({ candles: [candle('2026-08-18T09:15:00')] }, false)[0]?.oi).toBeNull();
  });

  it('are asked for in Indian time, with open interest where there is one', async () => {
    const { history, server } = await historyWith(good({ candles: [] }));
    const [from, to] = [istAt('2026-08-17', '09:15'), istAt('2026-08-18', '15:30')];
    await history.bars(index.id, '5m', from, to);
    await history.bars(future.id, '1d', from, to);
    const span = 'from=2026-08-17+09%3A15%3A00&to=2026-08-18+15%3A30%3A00&continuous=0';
    expect(server.requests).toEqual([
      `GET /instruments/historical/256265/5minute?instrument_token=256265&interval=5minute&${span}&oi=0`,
      `GET /instruments/historical/14627842/day?instrument_token=14627842&interval=day&${span}&oi=1`,
    ]);
  });

  it('come from as many requests as the span needs, each candle once', async () => {
    const { history, server } = await historyWith(
      good({ candles: [candle('2026-05-01T09:15:00'), candle('2026-05-01T09:16:00')] }),
      good({ candles: [candle('2026-05-01T09:16:00'), candle('2026-07-01T09:15:00')] }),
    );
    const bars = await history.bars(index.id, '1m', istAt('2026-05-01', '09:15'), istAt('2026-07-01', '09:15'));
    expect(server.requests).toHaveLength(2);
    expect(bars.map(({ startAt }) => startAt)).toEqual([
      istAt('2026-05-01', '09:15'),
      istAt('2026-05-01', '09:16'),
      istAt('2026-07-01', '09:15'),
    ]);
  });

  it('survive rate limits and gateway pages', async () => {
    const { history, server } = await historyWith(
      text(429, ''),
      text(502, '<html>'),
      good({ candles: [candle('2026-08-18T09:15:00')] }),
    );
    const at = istAt('2026-08-18', '09:15');
    expect(await history.bars(index.id, '1m', at, at)).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
  });

  it('are refused in words', async () => {
    const { history } = await historyWith(bad(400, 'InputException', 'invalid token'));
    await expect(history.bars(future.id, '1m', 0, 1)).rejects.toThrow('invalid token');
    await expect(history.bars(instrumentId('NFO', 'GONE'), '1m', 0, 1)).rejects.toThrow(
      /GONE is not in today's instruments/,
    );
    const broken = await historyWith(good({ candles: [['2026-08-18T09:15:00+0530', 'x']] }));
    await expect(broken.history.bars(index.id, '1m', 0, 1)).rejects.toThrow('Kite sent candles that cannot be read');
  });
});

describe('cutting a span', () => {
  it('covers every second once, in pieces no longer than allowed', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(500_000_000), fc.integer({ min: 1, max: 2_000 }), (from, length, days) => {
        const [start, end] = [from * SECOND, (from + length) * SECOND];
        const parts = spans(start, end, days);
        expect(parts[0]?.from).toBe(start);
        expect(parts.at(-1)?.to).toBe(end);
        for (const [index, part] of parts.entries()) {
          expect(part.to - part.from).toBeLessThan(days * DAY);
          const next = parts[index + 1];
          if (next) expect(next.from).toBe(part.to + SECOND);
        }
      }),
    );
  });
});
