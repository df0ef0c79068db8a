import { join } from 'node:path';
import { openSession, requestTokenIn } from '#electron/adapters/kite/session';
import { systemTimers } from '#electron/adapters/kite/timers';
import { connectControl, type ControlClient } from '#electron/exchange/control-client';
import { DEMO_CREDENTIALS } from '#electron/exchange/demo-account';
import type { Wired } from '#electron/runner/desk-host';
import type { Playback } from '#electron/runner/wiring';
import type { Standing } from '#electron/storage/standing';
import { initialParams } from '#shared/domain/params';
import { messageOf } from '#shared/domain/result';
import { strategies } from '#shared/engine/registry';
import type { Entry } from '#shared/ports/journal';
import { openDayFiles, setJournalAside, type DayFiles } from './day-files';
import { createDrill } from './demo-drills';
import { openDataDesk, recordDay } from './day-recording';
import { attachExchange, startExchangeThread, type RunningExchange } from './exchange-process';
import { inEveryMode } from './every-mode';
import { openKiteMarket, type KiteMarket } from './kite-desk';
import type { Surroundings } from './surroundings';

/** A demo exchange that is running, with the wire to its clock. */
export interface DemoVenue {
  readonly exchange: RunningExchange;
  readonly control: ControlClient;
  close(): Promise<void>;
}

/** Starts the demo exchange, or joins one that runs already. A day that had ended begins again. */
export async function openDemoVenue({ folder, settings, resources, exchangeUrl }: Surroundings): Promise<DemoVenue> {
  const { day, speed } = settings.get().demo;
  const exchange =
    exchangeUrl === null
      ? await startExchangeThread({
          daysDirectory: join(resources, 'days'),
          dayId: day,
          statePath: join(folder.exchange, 'state.json'),
          speed,
          isAwaited: true,
        })
      : attachExchange(exchangeUrl);
  const control = await reach(exchange, exchangeUrl);
  control.attend();
  if (control.state().isOver) await control.ask({ kind: 'restart-day' });
  return {
    exchange,
    control,
    async close() {
      control.close();
      await exchange.close();
    },
  };
}

/** The wire to the exchange's clock. One that somebody else runs may not be there. */
async function reach(exchange: RunningExchange, exchangeUrl: string | null): Promise<ControlClient> {
  try {
    return await connectControl(exchange.controlUrl);
  } catch (error) {
    await exchange.close();
    if (exchangeUrl === null) throw error;
    const fault = `No demo exchange answers at ${exchangeUrl} (${messageOf(error)})`;
    throw new Error(`${fault}. Start one with "npm run exchange", or start KiteDesk without --exchange.`, {
      cause: error,
    });
  }
}

/** The demo: the same adapter, engine and strategies as live, over the recorded market. */
export async function wireDemo(venue: DemoVenue, around: Surroundings, playback: Playback): Promise<Wired> {
  const { exchange, control } = venue;
  const clock = { now: control.clock };
  const date = control.state().day.id;
  const directory = demoFolder(around);
  const market = await openKiteMarket(
    { ...(await logIn(exchange, around)), tickerRoot: exchange.tickerUrl },
    clock,
    around,
  );
  const files = await openMatchingFiles(market, around, {
    directory,
    date,
    initial: firstStrategies(),
    marketDirectory: directory,
    clock,
  });
  const data = openDataDesk({ mode: 'demo', directory, date, clock, history: market.history }, around);
  return {
    wiring: {
      ...inEveryMode(around),
      mode: 'demo',
      date,
      clock,
      ...market,
      ...files,
      data,
      openRecorder: async (onFault) =>
        data.follow(await recordDay({ ...market, directory, date, clock }, around, onFault)),
      playback,
      drill: createDrill(control),
      follow: control.follow,
      armsItself: true,
      underlyings: around.settings
        .get()
        .underlyings.filter(({ name }) => control.state().day.underlyings.includes(name)),
      notes: [control.state().note, ...market.notes, ...files.notes].filter((note) => note !== ''),
    },
    close: () => Promise.resolve(),
  };
}

export function demoFolder({ folder }: Surroundings): string {
  return join(folder.root, 'demo');
}

/** What a person does in a browser, done by the program: the demo has no secrets to keep. */
async function logIn({ url }: RunningExchange, { random }: Surroundings) {
  const { apiKey, apiSecret } = DEMO_CREDENTIALS;
  const redirect = await fetch(`${url}/connect/finish?api_key=${apiKey}`, { redirect: 'manual' });
  const requestToken = requestTokenIn(redirect.headers.get('location') ?? '');
  if (requestToken === null) throw new Error(`The demo exchange at ${url} let nobody in (HTTP ${redirect.status})`);
  const { accessToken } = await openSession(
    { root: url, apiKey, timers: systemTimers, random },
    requestToken,
    apiSecret,
  );
  return { root: url, apiKey, accessToken };
}

/** The journal and the exchange's book belong together: a journal of orders that the exchange does not know is set aside. */
async function openMatchingFiles(
  market: KiteMarket,
  around: Surroundings,
  choice: Parameters<typeof openDayFiles>[0],
): Promise<DayFiles> {
  const files = await openDayFiles(choice, around);
  const [{ entries }, orders] = await Promise.all([files.journal.read(), market.orders()]);
  const known = new Set(orders.map((order) => order.brokerId));
  if (brokerIdsOf(entries).every((id) => known.has(id))) return files;
  await files.journal.close();
  await files.review.close();
  await setJournalAside(choice.directory, choice.date, around.now());
  return openDayFiles(choice, around);
}

function brokerIdsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ fact }) =>
    fact.kind === 'order-changed' && fact.change.brokerId ? [fact.change.brokerId] : [],
  );
}

/** So that a newcomer has something to start: each strategy once, with its own defaults. */
export function firstStrategies(): Standing {
  const instances = strategies().map(({ id, name, params }, index) => ({
    id: `S${index + 1}`,
    strategy: id,
    name,
    params: initialParams(params),
    approval: 'automatic' as const,
  }));
  return { instances, limits: null };
}
