import { join } from 'node:path';
import { createPaperBroker } from '#electron/adapters/paper/broker';
import { paperState, stateHolding, type PaperState } from '#electron/adapters/paper/state';
import { KiteError } from '#electron/adapters/kite/kite-error';
import { closeSession, loginUrl, openSession } from '#electron/adapters/kite/session';
import { systemTimers } from '#electron/adapters/kite/timers';
import type { DeskHost, Wired } from '#electron/runner/desk-host';
import { err, messageOf, ok } from '#shared/domain/result';
import type { IstDate } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import type { Outcome } from '#shared/ipc/contract';
import { readCarried } from './carried';
import { openDayFiles } from './day-files';
import { openDataDesk, recordDay } from './day-recording';
import { openKept, type Kept } from '#electron/storage/kept';
import type { Broker } from '#shared/ports/broker';
import type { Clock } from '#shared/ports/clock';
import { inEveryMode } from './every-mode';
import { keptHistory } from './kept-history';
import { openKiteMarket, type KiteAccount, type KiteMarket } from './kite-desk';
import { isOvertaken, openedAt, type OpenedFor } from './new-day';
import { openServerClock } from './server-clock';
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
  /** The broker's page where a person logs in, or what has to be entered before. */
  loginUrl(): Outcome<string>;
  /** Trades the request token for the day's session and opens the desk. Rejects with words for the trader. */
  login(requestToken: string): Promise<void>;
  /** Another day's desk would be opened now. */
  isOvertaken(): boolean;
}

export function createKiteDesk(mode: 'paper' | 'live', host: DeskHost, around: Surroundings): KiteDesk {
  const { settings, secrets, random } = around;
  let opened: OpenedFor | null = null;

  async function open(accessToken: string): Promise<void> {
    const { apiKey } = settings.get().kite;
    const { root, tickerRoot } = rootsOf(around);
    await host.change(async () => {
      const wired = await wireKite(mode, { root, tickerRoot, apiKey, accessToken }, around);
      opened = wired.opened;
      return wired;
    });
  }

  return {
    async resume() {
      const accessToken = secrets.get('kite.accessToken');
      if (settings.get().kite.apiKey === '') return 'Enter your Kite API key and secret in Settings, then log in';
      if (accessToken === null) {
        return secrets.get('kite.apiSecret') === null
          ? 'Enter your Kite API secret in Settings, then log in'
          : 'Kite ends every session at about 06:00 in the morning';
      }
      try {
        await open(accessToken);
        return null;
      } catch (error) {
        if (error instanceof KiteError && error.fault === 'login-required') return 'The last session has ended';
        throw error;
      }
    },
    loginUrl() {
      const { apiKey } = settings.get().kite;
      // Asked before the person types a password, not after.
      const isReady = apiKey !== '' && secrets.get('kite.apiSecret') !== null;
      return isReady
        ? ok(loginUrl(rootsOf(around).loginRoot, apiKey))
        : err({ message: 'Enter your Kite API key and secret in Settings first' });
    },
    async login(requestToken) {
      const { apiKey } = settings.get().kite;
      const apiSecret = secrets.get('kite.apiSecret');
      if (apiSecret === null) throw new Error('The Kite API secret is not known; enter it in Settings');
      const setup = { root: rootsOf(around).root, apiKey, timers: systemTimers, random };
      const { accessToken } = await openSession(setup, requestToken, apiSecret).catch((error: unknown) => {
        throw explained(error);
      });
      await secrets.set('kite.accessToken', accessToken);
      await open(accessToken);
    },
    isOvertaken() {
      const session = host.session();
      return session !== null && opened !== null && isOvertaken(opened, session.wiring.clock.now());
    },
  };
}

/** A login that Kite refuses right after the person logged in was signed with another secret, or for another key. */
function explained(error: unknown): unknown {
  if (!(error instanceof KiteError) || error.fault !== 'login-required') return error;
  return new Error(
    'Kite did not accept the login. Check the API key and the API secret in Settings, then log in again',
  );
}

/** Ends the day's session at Kite and forgets its token here, which happens even where Kite cannot be reached. */
export async function endKiteSession(around: Surroundings): Promise<void> {
  const { settings, secrets, log, random } = around;
  const accessToken = secrets.get('kite.accessToken');
  await secrets.wipe(['kite.accessToken']);
  if (accessToken === null) return;
  const setup = { root: rootsOf(around).root, apiKey: settings.get().kite.apiKey, timers: systemTimers, random };
  await closeSession(setup, accessToken).catch((error: unknown) =>
    log.warn({ error: messageOf(error) }, 'Kite could not be told of the logout; its session ends by itself at 06:00'),
  );
}

/** Kite's own addresses, or those of another server that speaks its protocol. */
function rootsOf({ settings }: Surroundings): typeof KITE {
  const root = settings.get().kite.root?.replace(/\/+$/, '') ?? null;
  return root === null
    ? KITE
    : { root, tickerRoot: `${root.replace(/^http/, 'ws')}/`, loginRoot: `${root}/connect/login` };
}

interface KiteWired extends Wired {
  readonly opened: OpenedFor;
}

async function wireKite(mode: 'paper' | 'live', account: KiteAccount, around: Surroundings): Promise<KiteWired> {
  const { folder, settings, now } = around;
  const clock = await openServerClock(settings.get().kite.root === null ? null : account.root, now);
  const opened = openedAt(clock.now());
  const { date } = opened;
  const market = await openKiteMarket(account, clock, around);
  const directory = join(folder.root, mode);
  const { limits, underlyings } = settings.get();
  const { catalogue } = market;
  const carried = await readCarried({ directory: join(directory, 'journal'), date, limits, catalogue, now });
  const files = await openDayFiles(
    { directory, date, initial: NO_STRATEGIES, marketDirectory: join(folder.root, 'data'), clock },
    around,
  );
  const history = keptHistory(market.history, clock, around);
  const data = openDataDesk({ mode, directory, date, clock, history }, around);
  const paper =
    mode === 'paper' ? await openPaperAccount({ market, clock, date, carried: carried.trades }, around) : null;
  return {
    opened,
    wiring: {
      ...inEveryMode(around),
      mode,
      date,
      clock,
      ...market,
      history,
      data,
      ...files,
      openRecorder: async (onFault) =>
        data.follow(await recordDay({ ...market, directory, date, clock }, around, onFault)),
      broker: paper?.broker ?? market.broker,
      carried: carried.trades,
      playback: null,
      follow: null,
      armsItself: mode === 'paper',
      underlyings,
      notes: [...market.notes, ...carried.notes, ...files.notes, ...(paper?.account.notes ?? [])],
    },
    async close() {
      await paper?.account.flush();
      clock.close();
    },
  };
}

interface PaperDay {
  readonly market: KiteMarket;
  readonly clock: Clock;
  readonly date: IstDate;
  readonly carried: readonly Trade[];
}

/** Simulated orders over the live book; the account of the day survives a restart. */
async function openPaperAccount(
  { market: { book, catalogue, feed }, clock, date, carried }: PaperDay,
  { folder, now, log }: Surroundings,
): Promise<{ readonly broker: Broker; readonly account: Kept<PaperState> }> {
  const path = join(folder.root, 'paper', 'account', `${date}.json`);
  const onFault = (message: string): void => log.error(message);
  const account = await openKept({
    path,
    name: 'the paper account',
    schema: paperState,
    initial: stateHolding(carried),
    now,
    onFault,
  });
  const keep = (state: PaperState): void => account.set(state);
  const broker = createPaperBroker({ book, catalogue, feed, clock, state: account.get(), keep });
  return { broker, account };
}
