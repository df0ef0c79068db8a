import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBook, type Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId, Option } from '#shared/domain/instrument';
import type { Clock } from '#shared/ports/clock';
import { DEMO_CREDENTIALS } from '#electron/exchange/demo-account';
import { startExchange, type Exchange } from '#electron/exchange/server';
import { loadInstruments } from './kite/instruments';
import { connectKite, type Kite } from './kite/kite';
import { loginUrl, openSession, requestTokenIn, type Session } from './kite/session';
import { systemTimers } from './kite/timers';

/** A desk on the demo exchange, logged in as a person would be: for tests and benchmarks. */
export interface DemoDesk {
  readonly exchange: Exchange;
  readonly session: Session;
  readonly kite: Kite;
  readonly catalogue: Catalogue;
  readonly book: Book;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

const DAYS = fileURLToPath(new URL('../../resources/days', import.meta.url));
const random = Math.random;

export async function openDemoDesk(): Promise<DemoDesk> {
  const directory = await mkdtemp(join(tmpdir(), 'kitedesk-kite-'));
  const exchange = await startExchange({ daysDirectory: DAYS, dayId: '2026-08-18' });
  const { apiKey } = DEMO_CREDENTIALS;
  const clock = { now: () => exchange.control.state().marketAt };
  const account = { root: exchange.url, apiKey, timers: systemTimers, random };
  const session = await openSession(account, await logIn(exchange), DEMO_CREDENTIALS.apiSecret);
  const { accessToken } = session;
  const { catalogue } = await loadInstruments({ ...account, accessToken, directory, now: clock.now() });
  const book = createBook({ capacity: catalogue.size });
  const kite = connectKite({ ...account, tickerRoot: exchange.tickerUrl, accessToken, clock, book, catalogue });
  const close = async () => {
    await kite.feed.close();
    await exchange.close();
    await rm(directory, { recursive: true });
  };
  return { exchange, session, kite, catalogue, book, clock, close };
}

/** Presses the button on the login page and reads where it leads. */
async function logIn(exchange: Exchange): Promise<string> {
  const page = await fetch(loginUrl(`${exchange.url}/connect/login`, DEMO_CREDENTIALS.apiKey));
  const href = /href="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const finish = await fetch(new URL(href, exchange.url), { redirect: 'manual' });
  const requestToken = requestTokenIn(finish.headers.get('location') ?? '');
  if (requestToken === null) throw new Error('The login did not lead back with a request token');
  return requestToken;
}

/** Waits until all of these have a two-sided market in the book. */
export async function quoted({ kite, book }: DemoDesk, ids: readonly InstrumentId[]): Promise<void> {
  const isQuoted = () => ids.every((id) => (book.quote(id)?.bid ?? 0) > 0 && (book.quote(id)?.ask ?? 0) > 0);
  kite.feed.subscribe(new Map(ids.map((id) => [id, 'full'])));
  await new Promise<void>((resolve) => {
    const stop = kite.feed.onPrices(() => {
      if (!isQuoted()) return;
      stop();
      resolve();
    });
  });
}

/** Both options of the strike in the middle of the nearest expiry's chain. */
export function middleOptions(catalogue: Catalogue): readonly [Option, Option] {
  const [expiry = ''] = catalogue.expiries('NIFTY');
  const strikes = catalogue.strikes('NIFTY', expiry);
  const strike = strikes[Math.floor(strikes.length / 2)];
  const options = (['CE', 'PE'] as const).map((right) => strike && catalogue.option('NIFTY', expiry, strike, right));
  const [call, put] = options;
  if (!call || !put) throw new Error('The demo day has no options of NIFTY');
  return [call, put];
}
