import { join } from 'node:path';
import { createPaperBroker } from '#electron/adapters/paper/broker';
import { EMPTY_STATE, paperState } from '#electron/adapters/paper/state';
import { KiteError } from '#electron/adapters/kite/kite-error';
import { loginUrl, openSession } from '#electron/adapters/kite/session';
import { systemTimers } from '#electron/adapters/kite/timers';
import type { DeskHost, Wired } from '#electron/runner/desk-host';
import { openRecorder } from '#electron/recording/recorder';
import { createWorkerHost } from '#electron/runner/hosting/worker-host';
import { isTradingDay, nextTradingDay } from '#shared/domain/calendar';
import { istDate, type IstDate } from '#shared/domain/time';
import { openDayFiles } from './day-files';
import { drawSalt } from './demo';
import { openKept } from '#electron/storage/kept';
import type { Broker } from '#shared/ports/broker';
import { EXECUTION } from './execution';
import { openKiteMarket, type KiteAccount, type KiteMarket } from './kite-desk';
import type { Surroundings } from './surroundings';

const KITE = {
  root: 'https://api.kite.trade',
  tickerRoot: 'wss://ws.kite.trade/',
  loginRoot: 'https://kite.zerodha.com/connect/login',
};
const NO_STRATEGIES = { instances: [], limits: null };

/** Live and paper: the same prices, and orders that go to Kite or to the simulation. */
export interface KiteDesk {
  /** Opens the desk with today's token when there is one; otherwise answers why a person has to log in. */
  resume(): Promise<string | null>;
  /** The broker's page where a person logs in. */
  loginUrl(): string;
  /** Trades the request token for the day's session and opens the desk. Rejects with words for the trader. */
  login(requestToken: string): Promise<void>;
}

export function createKiteDesk(mode: 'paper' | 'live', host: DeskHost, around: Surroundings): KiteDesk {
  const { settings, secrets, random } = around;

  async function open(accessToken: string): Promise<void> {
    const { apiKey } = settings.get().kite;
    const { root, tickerRoot } = rootsOf(around);
    await host.change(() => wireKite(mode, { root, tickerRoot, apiKey, accessToken }, around));
  }

  return {
    async resume() {
      const accessToken = secrets.get('kite.accessToken');
      if (settings.get().kite.apiKey === '') return 'Enter your Kite API key and secret in Settings, then log in';
      if (accessToken === null) return 'Log in to Kite: access tokens end every morning at about 06:00';
      try {
        await open(accessToken);
        return null;
      } catch (error) {
        if (error instanceof KiteError && error.fault === 'login-required')
          return 'Log in to Kite: the last access token has ended';
        throw error;
      }
    },
    loginUrl: () => loginUrl(rootsOf(around).loginRoot, settings.get().kite.apiKey),
    async login(requestToken) {
      const { apiKey } = settings.get().kite;
      const apiSecret = secrets.get('kite.apiSecret');
      if (apiSecret === null) throw new Error('The Kite API secret is not known; enter it in Settings');
      const setup = { root: rootsOf(around).root, apiKey, timers: systemTimers, random };
      const { accessToken } = await openSession(setup, requestToken, apiSecret);
      await secrets.set('kite.accessToken', accessToken);
      await open(accessToken);
    },
  };
}

/** Kite's own addresses, or those of another server that speaks its protocol. */
function rootsOf({ settings }: Surroundings): typeof KITE {
  const { root } = settings.get().kite;
  return root === null
    ? KITE
    : { root, tickerRoot: `${root.replace(/^http/, 'ws')}/`, loginRoot: `${root}/connect/login` };
}

async function wireKite(mode: 'paper' | 'live', account: KiteAccount, around: Surroundings): Promise<Wired> {
  const { folder, settings, log, now, random } = around;
  const clock = { now };
  const date = deskDate(now());
  const market = await openKiteMarket(account, clock, around);
  const directory = join(folder.root, mode);
  const files = await openDayFiles({ directory, date, initial: NO_STRATEGIES }, around);
  const broker = mode === 'paper' ? await openPaperBroker(market, date, around) : market.broker;
  return {
    wiring: {
      mode,
      date,
      clock,
      ...market,
      ...files,
      openRecorder: (onFault) => openRecorder({ ...market, directory, date, clock, now, onFault }),
      broker,
      playback: null,
      armsItself: mode === 'paper',
      underlyings: settings.get().underlyings,
      limits: settings.get().limits,
      policy: EXECUTION,
      createHost: createWorkerHost,
      log,
      notes: [...market.notes, ...files.records.notes, ...files.standing.notes],
      drawSalt: () => drawSalt(random),
    },
    close: () => Promise.resolve(),
  };
}

/** Simulated orders over the live book; the account of the day survives a restart. */
async function openPaperBroker(
  { book, catalogue, feed }: KiteMarket,
  date: IstDate,
  { folder, now, log }: Surroundings,
): Promise<Broker> {
  const path = join(folder.root, 'paper', 'account', `${date}.json`);
  const onFault = (message: string): void => log.error(message);
  const kept = await openKept({
    path,
    name: 'the paper account',
    schema: paperState,
    initial: EMPTY_STATE,
    now,
    onFault,
  });
  return createPaperBroker({
    book,
    catalogue,
    feed,
    clock: { now },
    state: kept.get(),
    keep: (state) => kept.set(state),
  });
}

/** The day that is traded or, on a holiday, prepared. */
function deskDate(at: number): IstDate {
  const today = istDate(at);
  return isTradingDay(today) ? today : nextTradingDay(today);
}
