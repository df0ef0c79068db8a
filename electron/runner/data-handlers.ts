import type { DataDesk } from '#electron/recording/data-desk';
import type { Catalogue } from '#shared/domain/catalogue';
import type { Instrument } from '#shared/domain/instrument';
import { instrumentName } from '#shared/domain/instrument-name';
import { err, ok } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import type { Coverage } from '#shared/ipc/data';
import type { InstrumentView } from '#shared/ipc/views';
import type { DeskSession } from './desk-session';
import type { Some, Surround } from './surround';
import { withDesk } from './with-desk';

type Around = Pick<Surround, 'session' | 'openDataFolder'>;

const DONE: Outcome = ok(undefined);

/** Answers what is asked of the market's data beside prices. */
export function dataHandlers(around: Around): Some<'data' | 'instruments'> {
  const attempt = <T>(work: (data: DataDesk, session: DeskSession) => Outcome<T> | Promise<Outcome<T>>) =>
    withDesk(around, (session) => work(session.wiring.data, session));
  return {
    'instruments.search': ({ typed }) =>
      withDesk(around, ({ market }) => ok(market.search.find(typed).map(instrumentView))),
    'data.state': () => attempt(async (data) => ok(await data.state())),
    'data.coverage': ({ date }) =>
      attempt(async (data, { wiring: { catalogue } }) => ok(named(await data.coverage(date), catalogue))),
    'data.tidy': () => attempt(async (data) => ok(await data.tidy())),
    'data.export': ({ date, format }) =>
      attempt(async (data) => ok({ ...(await data.exportDay(date, format)), folder: data.folderOf(date) })),
    'data.openFolder': ({ date }) =>
      attempt(async (data) => {
        await around.openDataFolder(data.folderOf(date));
        return DONE;
      }),
    'data.download': (choice) =>
      attempt(({ downloads }, { wiring: { catalogue } }) => {
        const unknown = choice.instruments.filter((id) => !catalogue.get(id));
        return unknown.length > 0
          ? err({ message: `${unknown.join(', ')} is not in today's instruments` })
          : ok({ downloads: downloads.begin(choice) });
      }),
    'data.downloads': () => attempt(({ downloads }) => ok(downloads.list())),
    'data.cancelDownload': ({ download }) =>
      attempt(({ downloads }) => (downloads.cancel(download) ? DONE : noDownload(download, 'runs'))),
    'data.resumeDownload': ({ download }) =>
      attempt(({ downloads }) => (downloads.resume(download) ? DONE : noDownload(download, 'waits'))),
  };
}

function named(coverage: Coverage | null, catalogue: Catalogue): Coverage | null {
  if (coverage === null) return null;
  const instruments = coverage.instruments.map((each) => {
    const instrument = catalogue.get(each.id);
    return instrument ? { ...each, name: instrumentName(instrument) } : each;
  });
  return { ...coverage, instruments };
}

function noDownload(id: string, state: string): Outcome<never> {
  return err({ message: `There is no download ${id} that ${state}` });
}

function instrumentView(instrument: Instrument): InstrumentView {
  const { id, symbol, exchange, kind, lotSize } = instrument;
  const expiry = 'expiry' in instrument ? instrument.expiry : null;
  return { id, symbol, name: instrumentName(instrument), exchange, kind, lotSize, expiry };
}
