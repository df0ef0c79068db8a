import type { Bar } from '#shared/domain/bars';
import { sessionOf } from '#shared/domain/calendar';
import type { Future, Instrument, Option, Right } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, qty, rupees, type Paise } from '#shared/domain/units';
import { layChain, type ChainRow } from '../chain-tape';
import { historyOf } from '../past-bars';
import type { RecordedDay, Recording } from '../recording';
import { byDay } from './by-day';
import type { Candles } from './candles';
import { equityOf, indexOf, isIndex, nearFutureOf, optionOf } from './listings';
import { lotsOf, seriesOf } from './lots';
import { SourceError } from './source-error';
import { createStampReader } from './stamps';
import { readTable, textTable, type Row, type Table } from './table';

/** What a row is a quote of. All rows of a contract share one, so that it is told from others without a look inside. */
interface Contract {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
  readonly right: Right;
}

interface RawRow {
  readonly at: number;
  readonly contract: Contract;
  readonly spot: Paise | null;
  readonly ltp: Paise;
  readonly bid: Paise | null;
  readonly ask: Paise | null;
  /** The file's unit of volume and open interest: contracts, or units. */
  readonly isInLots: boolean;
  readonly volume: number;
  readonly oi: number;
  readonly oiChange: number | null;
}

const REQUIRED = ['timestamp', 'underlying', 'expiry', 'strike', 'option_type', 'ltp', 'volume', 'oi'];
const CONTRACT_COLUMNS = ['underlying', 'expiry', 'strike', 'option_type'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads snapshots of option chains, of any number of underlyings, expiries and days. Where the spot was not recorded the
 * forward of put-call parity stands in for it. `history` are candles of the first underlying from before. Throws SourceError.
 */
export function readChain(path: string, history: Candles | null): Recording {
  return chainOf([textTable(path)], history);
}

/** As `readChain`, of tables in any format, which are one recording together. Throws SourceError. */
export function chainOf(tables: readonly Table[], history: Candles | null): Recording {
  const path = tables.map((table) => table.path).join(', ');
  const contractOf = createContractReader();
  const rows = tables.flatMap((table) => rowsOf(table, contractOf));
  if (rows.length === 0) throw new SourceError(path, ['it holds no quotes']);
  rows.sort((a, b) => a.at - b.at);
  const symbols = [...new Set(rows.map(({ contract }) => contract.underlying))].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b),
  );
  const days = [...byDay(rows, ({ at }) => at)].map(([date, own]) => chainDay({ path, date, rows: own }));
  const spots = new Set(symbols.map((symbol) => spotOf(symbol)));
  const all = (column: string) => tables.every(({ columns }) => columns.includes(column));
  return {
    symbols,
    interval: 'snapshots',
    days: days.map(({ day }) => day),
    history: historyOf(
      history ? [{ instruments: spots, interval: history.interval, bars: ofPast(history.bars, rows[0]?.at ?? 0) }] : [],
    ),
    modelled: [
      ...(all('spot') ? [] : ['the spot: the forward of put-call parity of the nearest expiry']),
      ...(all('bid') && all('ask') ? [] : ['bid and offer: the slippage around the last price']),
      'the future: the forward of put-call parity of the nearest expiry, volume and open interest in step with those of the options',
    ],
    notes: days.flatMap(({ notes }) => notes),
  };
}

function rowsOf(table: Table, contractOf: (row: Row) => Contract): readonly RawRow[] {
  const stampOf = createStampReader();
  // NSE's own chain tells the change of open interest and counts contracts; Kite's quotes do neither.
  const isInLots = table.columns.includes('oi_change');
  const rows: RawRow[] = [];
  readTable(table, REQUIRED, (row) => {
    const at = stampOf(row.text('timestamp'));
    rows.push(rawRow(row, at, contractOf(row), isInLots));
  });
  return rows;
}

/** Contracts are as good as always sorted, so the one of the row before is looked at first. */
function createContractReader(): (row: Row) => Contract {
  const known = new Map<string, Contract>();
  let last: { readonly words: readonly string[]; readonly contract: Contract } | null = null;
  return (row) => {
    const words = CONTRACT_COLUMNS.map((column) => row.text(column));
    if (last?.words.every((word, index) => word === words[index]) === true) return last.contract;
    // By what it means: 24150 is the same strike as 24150.00.
    const found = contractIn(row);
    const key = Object.values(found).join('|');
    const contract = known.get(key) ?? found;
    known.set(key, contract);
    last = { words, contract };
    return contract;
  };
}

/** Indices come before shares: they are what most strategies trade. */
function rank(symbol: string): number {
  return ['NIFTY', 'BANKNIFTY'].includes(symbol) ? ['NIFTY', 'BANKNIFTY'].indexOf(symbol) : 2;
}

function ofPast(bars: readonly Bar[], before: number): readonly Bar[] {
  return bars.filter((bar) => bar.startAt < before);
}

function contractIn(row: Row): Contract {
  const right = row.text('option_type');
  if (right !== 'CE' && right !== 'PE') throw new Error(`expected CE or PE, found "${right}"`);
  const expiry = row.text('expiry');
  if (!DATE.test(expiry)) throw new Error(`expected an expiry as yyyy-mm-dd, found "${expiry}"`);
  return { underlying: row.text('underlying'), expiry, strike: rupees(row.number('strike')), right };
}

function rawRow(row: Row, at: number, contract: Contract, isInLots: boolean): RawRow {
  const spot = row.optional('spot');
  return {
    at,
    contract,
    spot: spot === null ? null : nearestPaise(spot * 100),
    ltp: priceIn(row, 'ltp'),
    bid: row.has('bid') ? priceIn(row, 'bid') : null,
    ask: row.has('ask') ? priceIn(row, 'ask') : null,
    isInLots,
    volume: countIn(row, 'volume'),
    oi: countIn(row, 'oi'),
    oiChange: row.optional('oi_change'),
  };
}

function priceIn(row: Row, column: string): Paise {
  const value = row.optional(column) ?? 0;
  if (value < 0) throw new Error(`"${column}" is below zero: ${value}`);
  return nearestPaise(value * 100);
}

function countIn(row: Row, column: string): number {
  const value = row.number(column);
  if (value < 0) throw new Error(`"${column}" is below zero: ${value}`);
  return value;
}

interface DaySource {
  readonly path: string;
  readonly date: IstDate;
  readonly rows: readonly RawRow[];
}

function chainDay({ path, date, rows }: DaySource): {
  readonly day: RecordedDay;
  readonly notes: readonly string[];
} {
  if (sessionOf(date, 'options') === null) throw new SourceError(path, [`${date} is no trading day of the calendar`]);
  const lots = lotsOf(
    path,
    rows.map(({ contract, oi, isInLots }) => ({ ...contract, oi, isInLots })),
  );
  const contracts = new Map<Contract, Option>();
  const spots = new Map<string, { readonly spot: Instrument; readonly future: Future }>();
  const last = new Map<Contract, number>();
  const snapshots: { at: number; rows: ChainRow[]; spots: Map<string, Paise> }[] = [];
  const listed = (contract: Contract) =>
    optionOf({ ...contract, lotSize: lots.get(seriesOf(contract)) ?? qty(1) }, 1_000 + contracts.size);
  let stale = 0;
  for (const raw of rows) {
    if (snapshots.at(-1)?.at !== raw.at) snapshots.push({ at: raw.at, rows: [], spots: new Map() });
    const snapshot = snapshots.at(-1);
    const { contract } = raw;
    const { underlying, strike } = contract;
    if (raw.spot !== null) snapshot?.spots.set(underlying, raw.spot);
    if (!spots.has(underlying)) spots.set(underlying, spotAndFuture(underlying, date, spots.size, raw.spot ?? strike));
    // A day's volume cannot shrink: a smaller one is a late answer, and its price and open interest are as old.
    const isStale = raw.volume < (last.get(contract) ?? 0);
    if (isStale) stale += 1;
    // Never traded and quoted by nobody is no price of zero.
    if (isStale || raw.ltp === 0) continue;
    last.set(contract, raw.volume);
    const option = contracts.get(contract) ?? listed(contract);
    contracts.set(contract, option);
    snapshot?.rows.push(rowOf(raw, option, raw.isInLots ? option.lotSize : 1));
  }
  const instruments: readonly Instrument[] = [
    ...[...spots.values()].flatMap(({ spot, future }) => [spot, future]),
    ...contracts.values(),
  ];
  const notes =
    stale > 0
      ? [`${date}: ${stale} of ${rows.length} quotes were left out: their volume lies below that of an earlier one`]
      : [];
  const futures = new Set([...spots.values()].map(({ future }) => future.id));
  const day: RecordedDay = {
    date,
    instruments,
    withVolume: new Set(instruments.filter(({ kind }) => kind === 'option' || kind === 'future').map(({ id }) => id)),
    withOi: futures,
    made: futures,
    open: (book, slippage) => layChain({ snapshots, spots, options: [...contracts.values()] }, book, slippage),
  };
  return { day, notes };
}

function rowOf(raw: RawRow, option: Option, unit: number): ChainRow {
  const oi = Math.round(raw.oi * unit);
  return {
    option,
    ltp: raw.ltp,
    bid: raw.bid,
    ask: raw.ask,
    volume: qty(Math.round(raw.volume * unit)),
    oi: qty(oi),
    oiBefore: raw.oiChange === null ? null : qty(Math.max(0, oi - Math.round(raw.oiChange * unit))),
  };
}

/** An underlying's spot and near future as they are listed that day; the `index`th of several. */
export function spotAndFuture(
  underlying: string,
  date: IstDate,
  index: number,
  price: Paise,
): { readonly spot: Instrument; readonly future: Future } {
  const token = 1 + index * 2;
  const spot = isIndex(underlying) ? indexOf(underlying, token) : equityOf(underlying, token, date, price);
  return { spot, future: nearFutureOf(underlying, token + 1, date, price) };
}
