import { barLength, type Bar } from '#shared/domain/bars';
import { sessionOf } from '#shared/domain/calendar';
import type { Option, Right } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, qty, rupees, type EpochMs, type Paise } from '#shared/domain/units';
import { offsetOf, POINTS, priceOf } from '../candle-tape';
import { layChain, type ChainRow, type ChainSnapshot } from '../chain-tape';
import { historyOf } from '../past-bars';
import type { RecordedDay, Recording } from '../recording';
import { byDay } from './by-day';
import { barOf, intervalOf, type Candles } from './candles';
import { spotAndFuture } from './chain';
import { optionOf } from './listings';
import { lotsOf, seriesOf } from './lots';
import { SourceError } from './source-error';
import { createStampReader } from './stamps';
import { readTable, type Table } from './table';

interface OptionBar {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
  readonly right: Right;
  readonly bar: Bar;
}

const REQUIRED = ['timestamp', 'expiry', 'strike', 'option_type', 'open', 'high', 'low', 'close'];

/**
 * Reads candles of options of one underlying (`underlying`, or the beginning of `tradingsymbol`). `spot` are candles of the
 * underlying over the same time, and what came before; without them the forward of put-call parity stands in. Throws SourceError.
 */
export function optionCandlesOf(tables: readonly Table[], spot: Candles | null): Recording {
  const path = tables.map((table) => table.path).join(', ');
  const rows = tables.flatMap(rowsOf).sort((a, b) => a.bar.startAt - b.bar.startAt);
  const names = [...new Set(rows.map(({ underlying }) => underlying))];
  const [symbol] = names;
  if (symbol === undefined) throw new SourceError(path, ['it holds no candles']);
  if (names.length > 1) throw new SourceError(path, [`it holds options of ${names.join(', ')}; one is expected`]);
  if (spot && spot.symbol !== symbol)
    throw new SourceError(path, [`its options are of ${symbol}, the candles of the spot are of ${spot.symbol}`]);
  const starts = [...new Set(rows.map(({ bar }) => bar.startAt))];
  const length = barLength(intervalOf(path, starts));
  const lots = lotsOf(
    path,
    rows.map((row) => ({ ...row, oi: row.bar.oi ?? 0, isInLots: true })),
  );
  const spotBars = new Map((spot?.bars ?? []).map((bar) => [bar.startAt, bar]));
  const days = [...byDay(rows, ({ bar }) => bar.startAt)];
  const played = days.filter(([date]) => sessionOf(date, 'options') !== null);
  return {
    symbols: [symbol],
    interval: 'snapshots',
    days: played.map(([date, own]) => dayOf({ date, rows: own, length, spotBars, lots })),
    history: historyOf(
      spot ? [{ instruments: new Set([spotOf(symbol)]), interval: spot.interval, bars: spot.bars }] : [],
    ),
    modelled: [
      'the path inside a candle: open, then the nearer extreme, the other one, close',
      ...(spot ? [] : ['the spot: the forward of put-call parity of the nearest expiry']),
      'bid and offer: the slippage around the last price',
      'the future: the forward of put-call parity of the nearest expiry, volume in step with the options, no open interest',
    ],
    notes: days
      .filter(([date]) => sessionOf(date, 'options') === null)
      .map(([date]) => `${date} was left out: the calendar knows no session on it`),
  };
}

function rowsOf(table: Table): readonly OptionBar[] {
  const stampOf = createStampReader();
  const hasName = table.columns.includes('underlying');
  const rows: OptionBar[] = [];
  readTable(table, [...REQUIRED, ...(hasName ? [] : ['tradingsymbol'])], (row) => {
    const right = row.text('option_type');
    if (right !== 'CE' && right !== 'PE') throw new Error(`expected CE or PE, found "${right}"`);
    const underlying = hasName ? row.text('underlying') : (/^[A-Z&-]+/.exec(row.text('tradingsymbol'))?.[0] ?? '');
    const oi = row.optional('oi');
    rows.push({
      underlying,
      expiry: row.text('expiry').slice(0, 10),
      strike: rupees(row.number('strike')),
      right,
      bar: { ...barOf(row, stampOf(row.text('timestamp'))), oi: oi === null ? null : qty(Math.round(oi)) },
    });
  });
  return rows;
}

interface DaySource {
  readonly date: IstDate;
  readonly rows: readonly OptionBar[];
  readonly length: number;
  readonly spotBars: ReadonlyMap<EpochMs, Bar>;
  readonly lots: ReturnType<typeof lotsOf>;
}

function dayOf(source: DaySource): RecordedDay {
  const { date, rows, spotBars, lots } = source;
  const contracts = new Map<string, Option>();
  for (const row of rows) {
    const lotSize = lots.get(seriesOf(row)) ?? qty(1);
    if (!contracts.has(keyOf(row))) contracts.set(keyOf(row), optionOf({ ...row, lotSize }, 1_000 + contracts.size));
  }
  const [first] = rows;
  const price = (first && spotBars.get(first.bar.startAt)?.open) ?? first?.strike ?? nearestPaise(0);
  const listed = spotAndFuture(first?.underlying ?? '', date, 0, price);
  const snapshots = snapshotsOf(source, contracts);
  const options = [...contracts.values()];
  const spots = new Map([[first?.underlying ?? '', listed]]);
  return {
    date,
    instruments: [listed.spot, listed.future, ...options],
    withVolume: new Set([listed.future, ...options].map(({ id }) => id)),
    made: new Set([listed.future.id]),
    open: (book, slippage) => ({
      ...layChain({ snapshots, spots, options }, book, slippage),
      isInside: (frame) => frame % POINTS !== 0,
    }),
  };
}

/** Each candle as the points of its path, all contracts of one moment together. */
function snapshotsOf({ rows, length, spotBars }: DaySource, contracts: ReadonlyMap<string, Option>): ChainSnapshot[] {
  const snapshots: ChainSnapshot[] = [];
  const traded = new Map<string, number>();
  const starts = new Map<EpochMs, OptionBar[]>();
  for (const row of rows) starts.set(row.bar.startAt, [...(starts.get(row.bar.startAt) ?? []), row]);
  for (const [startAt, own] of starts) {
    const spot = spotBars.get(startAt);
    for (let point = 0; point < POINTS; point += 1) {
      snapshots.push({
        at: startAt + offsetOf(point, length),
        rows: own.flatMap((row) => chainRow(row, point, contracts.get(keyOf(row)), traded.get(keyOf(row)) ?? 0)),
        spots: new Map(spot && own[0] ? [[own[0].underlying, priceOf(spot, point)]] : []),
      });
    }
    for (const row of own) traded.set(keyOf(row), (traded.get(keyOf(row)) ?? 0) + row.bar.volume);
  }
  return snapshots;
}

function chainRow({ bar }: OptionBar, point: number, option: Option | undefined, before: number): readonly ChainRow[] {
  if (!option) return [];
  const volume = before + Math.round((bar.volume * (point + 1)) / POINTS);
  return [
    {
      option,
      ltp: priceOf(bar, point),
      bid: null,
      ask: null,
      volume: qty(volume),
      oi: bar.oi ?? qty(0),
      oiBefore: null,
    },
  ];
}

function keyOf({ expiry, strike, right }: OptionBar): string {
  return `${expiry}|${strike}|${right}`;
}
