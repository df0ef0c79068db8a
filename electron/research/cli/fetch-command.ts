import { resolve } from 'node:path';
import { createDownloads } from '#electron/storage/history-downloads';
import { BAR_INTERVALS } from '#shared/domain/bars';
import type { Catalogue } from '#shared/domain/catalogue';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { spotOf } from '#shared/domain/underlyings';
import type { DownloadView } from '#shared/ipc/data';
import { missing, parse, type Command, type Streams } from './command';
import { EXIT, Failure, usage } from './failure';
import { KITE_HELP, KITE_OPTIONS, openKiteData } from './kite-options';
import { requiredDate } from './source-options';

const OPTIONS = {
  ...KITE_OPTIONS,
  instrument: { type: 'string', multiple: true },
  interval: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const TELL_EVERY_MS = 500;

export const fetching: Command = {
  summary: "the broker's candles, as files that every command reads",
  help: `Usage: kitedesk fetch --instrument NAME … --from DATE --to DATE [--interval 1m] [--out FOLDER] [--json]

Downloads candles into SYMBOL_FROM_TO.csv, one file an instrument.

  --instrument NAME   NSE:INFY, NFO:NIFTY26AUGFUT, or the name of an underlying (NIFTY, RELIANCE); again for another
  --interval LENGTH   ${BAR_INTERVALS.join(', ')} (usually 1m)
  --from, --to DATE   first and last day (yyyy-mm-dd)
  --out FOLDER        where the files go (usually data/history)
${KITE_HELP}
  --json              what was written as one JSON document
  -h, --help          this text

Example:
  kitedesk fetch --instrument NIFTY --instrument NSE:INFY --from 2026-01-01 --to 2026-06-30`,
  async run(args, streams, signal) {
    const { values } = parse(args, OPTIONS);
    const names = values.instrument ?? missing('--instrument NAME');
    const interval = BAR_INTERVALS.find((each) => each === (values.interval ?? '1m'));
    if (!interval)
      throw usage(`--interval expects one of ${BAR_INTERVALS.join(', ')}, found "${values.interval ?? ''}"`);
    const [from, to] = [requiredDate('--from', values.from), requiredDate('--to', values.to)];
    if (from > to) throw usage(`--from ${from} lies after --to ${to}`);
    const { catalogue, history } = await openKiteData(values, streams);
    const instruments = names.map((name) => instrumentNamed(name, catalogue));
    const folder = resolve(values.out ?? 'data/history');
    const downloads = createDownloads({ history, folder, now: () => performance.now() });
    const cancel = (): void => downloads.close();
    signal.addEventListener('abort', cancel, { once: true });
    const telling = setInterval(() => tell(downloads.list(), streams), TELL_EVERY_MS);
    try {
      downloads.begin({ instruments, interval, from, to });
      await downloads.idle();
    } finally {
      clearInterval(telling);
      signal.removeEventListener('abort', cancel);
    }
    signal.throwIfAborted();
    present(downloads.list(), values.json === true, streams);
  },
};

function instrumentNamed(name: string, catalogue: Catalogue): InstrumentId {
  const [exchange = '', symbol] = name.split(':');
  const instrument = catalogue.get(symbol === undefined ? spotOf(name) : instrumentId(exchange, symbol));
  if (!instrument)
    throw new Failure(EXIT.data, `${name} is not among the day's instruments: kitedesk instruments --find finds them`);
  return instrument.id;
}

function tell(views: readonly DownloadView[], { say }: Streams): void {
  const running = views.find(({ state }) => state === 'running');
  if (!running) return;
  const { instrument, progress, candles, remainingMs } = running;
  const left = remainingMs === null ? '' : `, about ${Math.ceil(remainingMs / 1_000)} s left`;
  say(`${instrument}: ${Math.round(progress * 100)} %, ${candles} candles${left}`);
}

function present(views: readonly DownloadView[], asJson: boolean, { out }: Streams): void {
  const files = views.map(({ instrument, interval, from, to, state, candles, detail }) => ({
    instrument,
    interval,
    from,
    to,
    candles,
    file: state === 'done' ? detail : null,
    fault: state === 'done' ? null : detail,
  }));
  out(
    asJson
      ? `${JSON.stringify({ command: 'fetch', files }, null, 2)}\n`
      : files
          .map(
            ({ instrument, candles, file, fault }) =>
              `${instrument}: ${fault ?? `${candles} candles in ${file ?? ''}`}\n`,
          )
          .join(''),
  );
  const failed = files.filter(({ fault }) => fault !== null);
  if (failed.length > 0)
    throw new Failure(
      failed.length < files.length ? EXIT.partial : EXIT.failed,
      failed.map(({ instrument, fault }) => `${instrument}: ${fault ?? ''}`).join('\n'),
    );
}
