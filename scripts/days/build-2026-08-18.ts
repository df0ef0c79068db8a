/** Makes resources/days/2026-08-18 from ../shared/market-data: `npx tsx scripts/days/build-2026-08-18.ts SOURCE TARGET`. */
import { readSource, field, numberOf } from './read-source';
import { chainsOf, snapshotRow, termStructure } from './chain';
import { daysFrom, minuteRows, dayRows } from './candles-source';
import {
  carried,
  driver,
  futureSeries,
  indexSeries,
  optionSeries,
  smoothed,
  volatilityIndexSeries,
  type Listing,
} from './series';
import { INDEX_ROWS, writeDay } from './write-day';

const [source = '../shared/market-data', target = 'resources/days'] = process.argv.slice(2);
const DATE = '2026-08-18';
const PREVIOUS = '2026-08-17';
const UNDERLYINGS = new Set(['NIFTY', 'BANKNIFTY', 'FINNIFTY', 'MIDCPNIFTY']);

const dump = readSource(`${source}/instruments/kite-instruments-2026-08-18-NFO-BFO.csv.gz`).filter(
  (record) => field(record, 'exchange') === 'NFO' && UNDERLYINGS.has(field(record, 'name')),
);
const listings = new Map<string, Listing>(
  dump.map((record) => [
    contractKey(
      field(record, 'name'),
      field(record, 'expiry'),
      numberOf(record, 'strike'),
      field(record, 'instrument_type'),
    ),
    {
      token: numberOf(record, 'instrument_token'),
      symbol: field(record, 'tradingsymbol'),
      tickSize: numberOf(record, 'tick_size'),
      lotSize: numberOf(record, 'lot_size'),
    },
  ]),
);

function contractKey(name: string, expiry: string, strike: number, type: string): string {
  return [name, expiry, strike, type].join(' ');
}

function listing(expiry: string, strike: number, type: string): Listing {
  const found = listings.get(contractKey('NIFTY', expiry, strike, type));
  if (!found) throw new Error(`The dump lacks NIFTY ${expiry} ${strike} ${type}`);
  return found;
}

const records = readSource(`${source}/option-chain/2026-08-18-NIFTY-expiry-day-1min.csv.gz`);
const [chain] = chainsOf(records.map(snapshotRow));
if (!chain) throw new Error('The chain is empty');

// OI at the previous close = OI − its change today; any row of the contract says the same.
const previousOi = new Map(
  records.map((r) => [
    contractKey('NIFTY', field(r, 'expiry'), numberOf(r, 'strike'), field(r, 'option_type')),
    numberOf(r, 'oi') - numberOf(r, 'oi_change'),
  ]),
);

const expiries = [...new Set(chain.contracts.map((contract) => contract.expiry))].sort();
const terms = new Map(expiries.map((expiry) => [expiry, termStructure(chain, expiry)]));
function term(expiry: string) {
  const found = terms.get(expiry);
  if (!found) throw new Error(`No expiry ${expiry}`);
  return found;
}

const minutes = minuteRows(`${source}/index/NIFTY50-minute-2026.csv.gz`, '2026-07-21', DATE);
const days = [
  ...dayRows(`${source}/index/NIFTY50-day-2024-09_2026-03.csv.gz`, '2025-08-01', '2026-07-01'),
  ...daysFrom(minutes),
];
const previousClose = (minutes.at(-1)?.[4] ?? NaN) / 100;
const previous = {
  date: PREVIOUS,
  spotClose: previousClose,
  oi: (c: { expiry: string; strike: number; right: string }) =>
    previousOi.get(contractKey('NIFTY', c.expiry, c.strike, c.right)) ?? 0,
};

const monthly = term('2026-08-25');
const far = carried(monthly.forward, '2026-08-25', '2026-09-29', 0.055);
const basis = (prices: readonly number[]) => (prices[0] ?? NaN) - (chain.spot[0] ?? NaN);
const volatility = smoothed(monthly.atmIv, 3);
const vix = smoothed(
  term('2026-09-01').atmIv.map((iv, index) => 50 * (iv + (term('2026-09-08').atmIv[index] ?? iv))),
  5,
);

const series = [
  indexSeries(chain, { token: 256265, symbol: 'NIFTY 50', tickSize: 0, lotSize: 0 }, previousClose),
  volatilityIndexSeries('NIFTY', { token: 264969, symbol: 'INDIA VIX', tickSize: 0, lotSize: 0 }, vix, vix[0] ?? NaN),
  futureSeries(chain, {
    listing: listing('2026-08-25', 0, 'FUT'),
    prices: monthly.forward,
    previousClose: previousClose + basis(monthly.forward),
    dayVolume: 95_000,
    openInterest: 210_000,
  }),
  futureSeries(chain, {
    listing: listing('2026-09-29', 0, 'FUT'),
    prices: far,
    previousClose: previousClose + basis(far),
    dayVolume: 14_000,
    openInterest: 38_000,
  }),
  ...chain.contracts.map((contract) =>
    optionSeries(
      { chain, contract, term: term(contract.expiry), previous },
      listing(contract.expiry, contract.strike, contract.right),
      1,
    ),
  ),
];

writeDay(target, {
  manifest: {
    format: 1,
    id: DATE,
    date: DATE,
    title: 'NIFTY weekly expiry, Tuesday 18 August 2026',
    underlyings: ['NIFTY'],
    session: { opensAt: '09:15', closesAt: '15:40', squareOffAt: '15:25' },
    recordedFrom: '10:43:00',
    recordedTo: '15:30:00',
    startsAt: '11:15:00',
    pieces: [
      {
        what: 'NIFTY 50',
        state: 'recorded',
        how: 'every minute, 10:43 to 15:30; the index stands still from 15:15 (closing auction)',
      },
      {
        what: 'option price, volume and OI',
        state: 'recorded',
        how: 'every minute, 553 contracts of four expiries; volume and OI in lots of 65',
      },
      {
        what: 'prices between the minutes',
        state: 'modelled',
        how: 'seeded Brownian bridge through every recorded point; options follow the index by delta',
      },
      {
        what: 'bid and ask depth',
        state: 'modelled',
        how: 'five levels around the last price, spread by premium and traded volume',
      },
      {
        what: 'NIFTY futures',
        state: 'modelled',
        how: 'price from put-call parity of the monthly expiry (September: plus carry of 5.5 % a year); volume in step with the options',
      },
      {
        what: 'INDIA VIX',
        state: 'modelled',
        how: 'mean ATM implied volatility of the 1 and 8 September expiries; its previous close is its first value',
      },
      {
        what: 'previous close of options',
        state: 'modelled',
        how: 'Black-76 at the first recorded volatility and the index close of 17 August; previous OI is recorded',
      },
      {
        what: 'day open, high, low',
        state: 'modelled',
        how: 'since 10:43, because the first 88 minutes were not recorded',
      },
      {
        what: '15:30 to 15:40',
        state: 'modelled',
        how: 'the recording ends at 15:30: prices stand still until the close of trading',
      },
    ],
    sources: [
      'chiragaibooks/Option-chain-Parquet @ 810dc36c1197339c075977a06bf69dd61d839978, data/option_chain_20260818.parquet',
      'nilanjan-guha/NiftySensexOptionsAlgo @ eb80c19c2ddce6c74ba2123a9d60ac1531d61d45, instruments.csv',
      'chiragaibooks/Market-Data-parquet @ 3f457dab0e883af7caf5e47367e30d2b0310f610, ^NSEI minutes 2026-07-21 to 2026-08-17',
      'mohit11kmr/nifty-research @ 96aa1c0c27e366168d5c2b50c625ca9bde33643c, data/nifty_history.csv (days to 2026-03-30)',
    ],
  },
  market: { drivers: [driver(chain, volatility)], series },
  history: {
    instruments: [
      { token: 256265, minute: minutes, day: days },
      // The day before: close as modelled, OI as recorded; open, high and low are not known and repeat the close.
      ...series
        .filter((one) => one.kind === 'option')
        .map((one) => {
          const { token, previousClose: close, previousOi: oi } = one;
          const at = Date.parse(`${PREVIOUS}T00:00:00+05:30`) / 1000;
          return { token, minute: [], day: [[at, close, close, close, close, 0, oi]] };
        }),
    ],
  },
  instruments: [
    ...INDEX_ROWS,
    // Kite's own spelling: the name quoted, whole numbers without a decimal point.
    ...dump.map((r) => {
      const plain = (name: string) => String(numberOf(r, name));
      return [
        field(r, 'instrument_token'),
        field(r, 'exchange_token'),
        field(r, 'tradingsymbol'),
        `"${field(r, 'name')}"`,
        plain('last_price'),
        field(r, 'expiry'),
        plain('strike'),
        plain('tick_size'),
        field(r, 'lot_size'),
        field(r, 'instrument_type'),
        field(r, 'segment'),
        field(r, 'exchange'),
      ].join(',');
    }),
  ],
});
