import { describe, it, type TestContext } from 'vitest';
import { z } from 'zod';
import type { FaultName } from '#electron/exchange/faults/faults';
import { DEMO_CREDENTIALS } from '#electron/exchange/demo-account';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import type { FeedMode } from '#shared/ports/feed';
import { middleOptions, openDemoDesk, type DemoDesk } from '../demo-desk.testkit';

/** Market seconds a second. */
const SPEED = 30;
const NIFTY = instrumentId('NSE', 'NIFTY 50');

interface Stage {
  readonly desk: DemoDesk;
  readonly ids: readonly InstrumentId[];
  readonly expect: Own['expect'];
}

/** What each of several tests that run at a time has for itself. */
type Own = Pick<TestContext, 'expect' | 'onTestFinished'>;

/** A desk of its own for each fault, so that they can be waited for together. */
async function openStage({ expect, onTestFinished }: Own): Promise<Stage> {
  const desk = await openDemoDesk();
  onTestFinished(desk.close);
  const [future] = desk.catalogue.futures('NIFTY');
  if (!future) throw new Error('The demo day has no future of NIFTY');
  const ids = [NIFTY, future.id, ...middleOptions(desk.catalogue).map(({ id }) => id)];
  desk.exchange.control.execute({ kind: 'speed', speed: SPEED });
  desk.kite.feed.subscribe(new Map(ids.map((id): [InstrumentId, FeedMode] => [id, 'full'])));
  const stage = { desk, ids, expect };
  await heard(stage, () => true);
  return stage;
}

/** Resolves when `isEnough` holds and each instrument has had a price since. */
function heard({ desk, ids }: Stage, isEnough: () => boolean): Promise<void> {
  const waiting = new Set(ids);
  return new Promise((resolve) => {
    const stop = desk.kite.feed.onPrices((slots, count) => {
      if (!isEnough()) return;
      for (let index = 0; index < count; index += 1) waiting.delete(desk.book.idAt(slots[index] ?? 0));
      if (waiting.size > 0) return;
      stop();
      resolve();
    });
  });
}

const quoteShape = z.object({
  last_price: z.number(),
  volume: z.number().optional(),
  oi: z.number().optional(),
  ohlc: z.object({ open: z.number(), high: z.number(), low: z.number(), close: z.number() }),
});

/** What the exchange itself says of all of them, in one request over REST; in the book's units. */
async function truths({ desk, ids }: Stage) {
  const query = ids.map((id) => `i=${encodeURIComponent(id)}`).join('&');
  const response = await fetch(`${desk.exchange.url}/quote?${query}`, {
    headers: {
      'X-Kite-Version': '3',
      Authorization: `token ${DEMO_CREDENTIALS.apiKey}:${desk.session.accessToken}`,
    },
  });
  const { data } = z.object({ data: z.record(z.string(), quoteShape) }).parse(await response.json());
  return ids.map((id) => ({ id, ...inBookUnits(quoteShape.parse(data[id])) }));
}

function inBookUnits({ last_price, volume = 0, oi = 0, ohlc }: z.output<typeof quoteShape>) {
  const paise = (rupees: number) => Math.round(rupees * 100);
  const { open, high, low, close } = ohlc;
  return {
    ltp: paise(last_price),
    volume,
    oi,
    open: paise(open),
    high: paise(high),
    low: paise(low),
    close: paise(close),
  };
}

/** Holds the market and compares every instrument, once what was on its way has come. */
async function expectRight(stage: Stage): Promise<void> {
  const { desk, ids, expect } = stage;
  desk.exchange.control.execute({ kind: 'pause' });
  const wanted = await truths(stage);
  await expect.poll(() => ids.map((id) => desk.book.quote(id))).toMatchObject(wanted);
}

const FAULTS: readonly FaultName[] = [
  'silence',
  'short-frame',
  'slow-drip',
  'frozen-prices',
  'repeated-frames',
  'unknown-packets',
  'bad-prices',
  'old-stamps',
];

// Each mostly waits for its fault to be noticed; the longest come first.
describe.concurrent('the book behind a price socket with faults', () => {
  it('is right after a socket that was dropped, and another that never answered', async ({
    expect,
    onTestFinished,
  }) => {
    const stage = await openStage({ expect, onTestFinished });
    const { exchange, kite } = stage.desk;
    const { control } = exchange;
    control.execute({ kind: 'fault', name: 'half-open-connect', count: 1 });
    control.execute({ kind: 'drop-sockets' });
    const states: string[] = [];
    kite.feed.onStatus(({ kind }) => states.push(kind));
    await heard(stage, () => states.at(-1) === 'connected' && states.includes('disconnected'));
    expect(states.at(-1)).toBe('connected');
    await expectRight(stage);
  });

  it.for(FAULTS)('is right after %s', async (name, { expect, onTestFinished }) => {
    const stage = await openStage({ expect, onTestFinished });
    const { ids } = stage;
    const { book, exchange } = stage.desk;
    const { control } = exchange;
    control.execute({ kind: 'fault', name });
    const from = control.state().marketAt;
    // A second and a half, or six for a silent line to be noticed.
    const lasts = (name === 'silence' ? 6_000 : 1_500) * SPEED;
    await expect.poll(() => control.state().marketAt).toBeGreaterThan(from + lasts);
    for (const id of ids) expect(book.quote(id)?.ltp).toBeGreaterThan(0);
    control.execute({ kind: 'clear-faults' });
    await heard(stage, () => true);
    await expectRight(stage);
  });
});
