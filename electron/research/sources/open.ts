import { basename } from 'node:path';
import type { IstDate } from '#shared/domain/time';
import type { Fraction } from '#shared/domain/units';
import { withModelledOptions } from '../modelled/options';
import { isLevel, openVix } from '../modelled/vix';
import type { Recording } from '../recording';
import { candleRecording, candlesOf, type Candles } from './candles';
import { chainOf } from './chain';
import { openTable } from './open-table';
import { optionCandlesOf } from './option-candles';
import { pointsOf } from './points';
import { SourceError } from './source-error';
import { TIME_COLUMNS } from './stamps';
import type { Table } from './table';
import { isTickFile, ticksOf } from './ticks';

/** What to play, in plain values, so that a worker can open the same. */
export interface SourceSpec {
  /** Files of one shape and one instrument or chain, in any order: together they are one recording. */
  readonly files: readonly string[];
  /** Which instrument of the files, or what they are of where their names do not say. */
  readonly symbol: string | null;
  /** Candles of the underlying from before and during, for levels, averages and the spot of recorded options. */
  readonly history: string | null;
  /** First and last day to be played; earlier candles still serve as the past. */
  readonly from: IstDate | null;
  readonly to: IstDate | null;
  /** India VIX, a file or a level in points, that an index's options are modelled by; null: only what was recorded. */
  readonly modelOptions: string | null;
}

/** All files that a recording is made of. */
export function filesOf({ files, history, modelOptions }: SourceSpec): readonly string[] {
  const vix = modelOptions === null || isLevel(modelOptions) ? [] : [modelOptions];
  return [...files, ...(history === null ? [] : [history]), ...vix];
}

export type Shape = 'candles' | 'chain' | 'option-candles' | 'points';

/** What a file holds, by its columns. Throws SourceError with what it is instead. */
function shapeOf({ path, columns }: Table): Shape {
  const has = (...names: readonly string[]) => names.every((name) => columns.includes(name));
  const isTimed = TIME_COLUMNS.some((name) => columns.includes(name));
  const isCandle = has('open', 'high', 'low', 'close');
  if (has('contracts') || has('series', 'prev_close'))
    throw new SourceError(path, [
      'is a bhavcopy: one row a contract and day, which says nothing of the path inside it, so no strategy can be played on it',
    ]);
  if (has('instrument_token', 'lot_size'))
    throw new SourceError(path, ['is a dump of instruments: see `kitedesk instruments --file`']);
  if (has('strike', 'option_type')) return isCandle ? 'option-candles' : 'chain';
  if (isTimed && isCandle) return 'candles';
  if (isTimed && (has('ltp') || has('last_price'))) return 'points';
  throw new SourceError(path, [
    `has the columns ${columns.join(', ')}; expected candles (timestamp, open, high, low, close), prices (timestamp, ltp), chains (timestamp, underlying, expiry, strike, option_type, ltp, volume, oi) or candles of options. Other names: kitedesk import maps them`,
  ]);
}

/** Opens recorded data of any shape and format; `onRead` hears now and then which share of it was read. Rejects with SourceError. */
export async function openRecording(
  spec: SourceSpec,
  onRead: (share: Fraction) => void = () => {},
): Promise<Recording> {
  const history = spec.history === null ? null : candlesOf(await openTable(spec.history), null);
  const recording = within(await recordingOf(spec, history, onRead), spec);
  if (recording.days.length === 0)
    throw new SourceError(spec.files.map((file) => basename(file)).join(', '), [
      `has no trading day ${[spec.from && `from ${spec.from}`, spec.to && `to ${spec.to}`].filter(Boolean).join(' ') || 'that the calendar knows'}`,
    ]);
  return spec.modelOptions === null ? recording : withModelledOptions(recording, await openVix(spec.modelOptions));
}

async function recordingOf(
  { files, symbol }: SourceSpec,
  history: Candles | null,
  onRead: (share: Fraction) => void,
): Promise<Recording> {
  const areTicks = await Promise.all(files.map(isTickFile));
  if (files.length > 0 && areTicks.every(Boolean)) return leading(await ticksOf(files, history), files, symbol);
  const opened = await Promise.all(files.map(openTable));
  const tables = opened.map((table, index) => watched(table, (share) => onRead((index + share) / files.length)));
  const shapes = [...new Set(tables.map(shapeOf))];
  const [shape] = shapes;
  if (shape === undefined || shapes.length > 1)
    throw new SourceError(files.join(', '), [`hold ${shapes.join(' and ')}; one shape is expected`]);
  return ofShape(shape, tables, symbol, history);
}

/** Rows between two words of how far the reading has come. */
const ROWS_A_WORD = 8_192;

function watched(table: Table, onRead: (share: Fraction) => void): Table {
  return {
    ...table,
    row(index) {
      if (index % ROWS_A_WORD === 0) onRead(index / table.length);
      return table.row(index);
    },
  };
}

function ofShape(shape: Shape, tables: readonly Table[], symbol: string | null, history: Candles | null): Recording {
  switch (shape) {
    case 'candles':
      return candleRecording(joined(tables.map((table) => candlesOf(table, symbol))), history);
    case 'points':
      return pointsOf(tables, symbol);
    case 'option-candles':
      return optionCandlesOf(tables, history);
    case 'chain':
      return leading(
        chainOf(tables, history),
        tables.map(({ path }) => path),
        symbol,
      );
  }
}

/** The symbol asked for becomes the one that is traded unless told. */
function leading(recording: Recording, files: readonly string[], symbol: string | null): Recording {
  if (symbol === null) return recording;
  if (!recording.symbols.includes(symbol))
    throw new SourceError(files.join(', '), [`has no ${symbol}, but ${recording.symbols.join(', ')}`]);
  return { ...recording, symbols: [symbol, ...recording.symbols.filter((other) => other !== symbol)] };
}

function within(recording: Recording, { from, to }: SourceSpec): Recording {
  const days = recording.days.filter(({ date }) => (from === null || date >= from) && (to === null || date <= to));
  return { ...recording, days };
}

/** Candles of one instrument out of several files; where two have the same moment, the later file's. */
function joined(all: readonly Candles[]): Candles {
  const [first] = all;
  if (!first) throw new Error('There are no files');
  const other = all.find(({ symbol, interval }) => symbol !== first.symbol || interval !== first.interval);
  if (other)
    throw new SourceError('The files', [
      `hold candles of ${first.symbol} ${first.interval} and of ${other.symbol} ${other.interval}; one is expected`,
    ]);
  const byStart = new Map(all.flatMap(({ bars }) => bars.map((bar) => [bar.startAt, bar])));
  const bars = all.length === 1 ? first.bars : [...byStart.values()].sort((a, b) => a.startAt - b.startAt);
  return {
    ...first,
    bars,
    hasVolume: all.some(({ hasVolume }) => hasVolume),
    notes: all.flatMap(({ notes }) => notes),
  };
}
