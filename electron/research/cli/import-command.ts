import { resolve } from 'node:path';
import { BAR_INTERVALS } from '#shared/domain/bars';
import { messageOf } from '#shared/domain/result';
import { istStamp } from '#shared/domain/time';
import { readImport, writeImport, type ImportTerms, type ReadImport } from '../imports/import-file';
import type { CandleColumns } from '../sources/import-candles';
import { openTable } from '../sources/open-table';
import { symbolInName } from '../sources/security';
import { createPatternReader } from '../sources/stamps';
import { missing, parse, type Command } from './command';
import { EXIT, Failure, usage } from './failure';

const PARTS = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume', 'oi'] as const;

const OPTIONS = {
  file: { type: 'string' },
  out: { type: 'string' },
  symbol: { type: 'string' },
  column: { type: 'string', multiple: true },
  'time-format': { type: 'string' },
  zone: { type: 'string' },
  'label-end': { type: 'string' },
  'skip-faulty': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

export const importing: Command = {
  summary: 'candles of any table, as a file that every command reads',
  help: `Usage: kitedesk import --file FILE --out FOLDER [--column PART=NAME …] [--dry-run] [--json]

Reads candles from text (comma, semicolon, tab) or Parquet, plain or gzip, and writes SYMBOL_FROM_TO.csv. Columns are guessed by
their names, times by how they are written. A row that cannot be used is told with its place; nothing is written while there is one.

  --file FILE         the table
  --out FOLDER        where the candles are written
  --column PART=NAME  which column holds ${PARTS.join(', ')}; again for another (clock: a time of day beside the day)
  --time-format TEXT  how times are written: yyyy, MM or MMM (Jan), dd, HH, mm, ss, as in "dd-MM-yyyy HH:mm"; guessed when left out
  --zone ZONE         of times that do not tell theirs: IST (usual), UTC, +08:00
  --label-end INTERVAL  times label the end of candles of this length (${BAR_INTERVALS.join(', ')}), not their beginning
  --symbol NAME       which of several instruments (tradingsymbol, symbol, ticker), or what it is of; usually the beginning of the file's name
  --skip-faulty       writes the good rows although there are others
  --dry-run           says what would be written, and writes nothing
  --json              the outcome as one JSON document
  -h, --help          this text

Example:
  kitedesk import --file export.txt --out data/history --symbol INFY --column time=Date --column clock=Time --time-format "dd/MM/yyyy HH:mm:ss"`,
  async run(args, streams) {
    const { values } = parse(args, OPTIONS);
    const file = values.file ?? missing('--file FILE');
    const isDry = values['dry-run'] === true;
    const folder = isDry ? null : resolve(values.out ?? missing('--out FOLDER'));
    const table = await openTable(file);
    const read = readImport(table, termsOf(values));
    if (!read.ok) throw new Failure(EXIT.data, `${table.path}: ${read.error} (--column PART=NAME, --symbol NAME)`);
    const imported = read.value;
    const isUsable = imported.bars.length > 0 && (imported.faultCount === 0 || values['skip-faulty'] === true);
    const symbol = imported.symbol ?? symbolInName(file);
    const written = isUsable && folder !== null ? await writeImport(folder, symbol, imported.bars) : null;
    const outcome = outcomeOf({ file, symbol, imported, written });
    streams.out(values.json ? `${JSON.stringify(outcome, null, 2)}\n` : outcomeText(outcome));
    if (!isUsable)
      throw new Failure(
        EXIT.data,
        imported.bars.length === 0
          ? `${file} holds no candle that can be used`
          : `${imported.faultCount} of ${imported.rows} rows cannot be used; correct them, or leave them out with --skip-faulty`,
      );
  },
};

interface Choice {
  readonly symbol?: string | undefined;
  readonly column?: readonly string[] | undefined;
  readonly 'time-format'?: string | undefined;
  readonly zone?: string | undefined;
  readonly 'label-end'?: string | undefined;
}

function termsOf(choice: Choice): ImportTerms {
  const given: { -readonly [K in keyof CandleColumns]?: string } = {};
  for (const text of choice.column ?? []) {
    const [name = '', ...rest] = text.split('=');
    const part = PARTS.find((each) => each === name);
    if (!part || rest.length === 0)
      throw usage(`--column expects ${PARTS.join(', ')} and a name, as in open=Opening; found "${text}"`);
    given[part] = rest.join('=');
  }
  const pattern = choice['time-format'] ?? null;
  if (pattern !== null) checkPattern(pattern);
  const ending = choice['label-end'];
  const endOf = ending === undefined ? null : (BAR_INTERVALS.find((interval) => interval === ending) ?? null);
  if (ending !== undefined && endOf === null)
    throw usage(`--label-end expects one of ${BAR_INTERVALS.join(', ')}, found "${ending}"`);
  return { symbol: choice.symbol ?? null, columns: given, pattern, zone: zoneOf(choice.zone ?? 'IST'), endOf };
}

function checkPattern(pattern: string): void {
  try {
    createPatternReader(pattern);
  } catch (error) {
    throw usage(`--time-format: ${messageOf(error)}`);
  }
}

function zoneOf(text: string): string {
  if (text === 'IST') return '+05:30';
  if (text === 'UTC' || text === 'Z') return 'Z';
  if (/^[+-]\d{2}:\d{2}$/.test(text)) return text;
  throw usage(`--zone expects IST, UTC or +hh:mm, found "${text}"`);
}

interface Done {
  readonly file: string;
  readonly symbol: string;
  readonly imported: ReadImport;
  readonly written: string | null;
}

function outcomeOf({ file, symbol, imported, written }: Done) {
  const { mapping, interval, bars, rows, faults, faultCount, crooked } = imported;
  const stamp = (at: number | undefined) => (at === undefined ? null : `${istStamp(at).replace(' ', 'T')}+05:30`);
  return {
    command: 'import',
    file,
    symbol,
    mapping,
    rows,
    candles: bars.length,
    interval,
    from: stamp(bars[0]?.startAt),
    to: stamp(bars.at(-1)?.startAt),
    faults: { count: faultCount, first: faults },
    crooked,
    written,
  };
}

function outcomeText(outcome: ReturnType<typeof outcomeOf>): string {
  const { file, symbol, mapping, rows, candles, interval, from, to, faults, crooked, written } = outcome;
  const columns = Object.entries(mapping.columns).flatMap(([part, column]) => (column ? [`${part}=${column}`] : []));
  const more = faults.count - faults.first.length;
  const lines = [
    `${file}: ${rows} rows, ${candles} candles of ${symbol}${interval ? ` (${interval})` : ''}, ${from ?? '–'} to ${to ?? '–'}`,
    `Columns: ${columns.join(', ')}`,
    ...(crooked > 0
      ? [`${crooked} candles open or close outside their own high and low; they are taken as they are`]
      : []),
    ...faults.first,
    ...(more > 0 ? [`and ${more} more`] : []),
    written === null ? 'Nothing was written' : `Wrote ${written}`,
  ];
  return `${lines.join('\n')}\n`;
}
