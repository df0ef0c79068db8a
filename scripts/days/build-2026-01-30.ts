/** Makes resources/days/2026-01-30 from ../shared/market-data: `npx tsx scripts/days/build-2026-01-30.ts SOURCE TARGET`. */
import { chainsOf, snapshotRow, termStructure, type Chain, type Term } from './chain';
import { dayRows } from './candles-source';
import { readSource } from './read-source';
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
const DATE = '2026-01-30';
const PREVIOUS = '2026-01-29';
const MONTHLY = '2026-02-24';

interface Market {
  readonly name: string;
  readonly spotSymbol: string;
  readonly spotToken: number;
  readonly lotSize: number;
  readonly expiry: string;
  readonly symbol: (strike: number, right: string) => string;
  readonly futureSymbol: string;
  readonly futureTick: number;
  readonly previousClose: number;
  readonly future: { readonly dayVolume: number; readonly openInterest: number };
}

const chains = chainsOf(readSource(`${source}/option-chain/2026-01-30-NIFTY-BANKNIFTY-kite.csv.gz`).map(snapshotRow));
const days = dayRows(`${source}/index/NIFTY50-day-2024-09_2026-03.csv.gz`, '2025-01-01', DATE);
const vixDays = dayRows(`${source}/index/INDIAVIX-day-2025-08_2026-03.csv.gz`, '2025-08-01', '2026-01-31');
const niftyClose = (days.at(-1)?.[4] ?? NaN) / 100;

function chainOf(name: string): Chain {
  const found = chains.find((chain) => chain.underlying === name);
  if (!found) throw new Error(`The source lacks ${name}`);
  return found;
}

// BANKNIFTY's previous close is not recorded anywhere at hand: the gap at the open is taken as NIFTY's.
const gap = (chainOf('NIFTY').spot[0] ?? NaN) / niftyClose;
const bankClose = Math.round(((chainOf('BANKNIFTY').spot[0] ?? NaN) / gap) * 20) / 20;

const MARKETS: readonly Market[] = [
  {
    name: 'NIFTY',
    spotSymbol: 'NIFTY 50',
    spotToken: 256265,
    lotSize: 65,
    expiry: '2026-02-03',
    symbol: (strike, right) => `NIFTY26203${strike}${right}`,
    futureSymbol: 'NIFTY26FEBFUT',
    futureTick: 0.1,
    previousClose: niftyClose,
    future: { dayVolume: 110_000, openInterest: 230_000 },
  },
  {
    name: 'BANKNIFTY',
    spotSymbol: 'NIFTY BANK',
    spotToken: 260105,
    lotSize: 30,
    expiry: MONTHLY,
    symbol: (strike, right) => `BANKNIFTY26FEB${strike}${right}`,
    futureSymbol: 'BANKNIFTY26FEBFUT',
    futureTick: 0.2,
    previousClose: bankClose,
    future: { dayVolume: 60_000, openInterest: 75_000 },
  },
];

// No dump of this day exists: tokens are numbered from a round start, in the order of this list.
let exchangeToken = 40_000;
const rows: string[] = [];
function list(
  market: Market,
  symbol: string,
  tickSize: number,
  [expiry, strike, type]: [string, number, string],
): Listing {
  const listing = { token: exchangeToken * 256 + 2, symbol, tickSize, lotSize: market.lotSize };
  const segment = type === 'FUT' ? 'NFO-FUT' : 'NFO-OPT';
  rows.push(
    [
      listing.token,
      exchangeToken,
      symbol,
      `"${market.name}"`,
      0,
      expiry,
      strike,
      tickSize,
      market.lotSize,
      type,
      segment,
      'NFO',
    ].join(','),
  );
  exchangeToken += 1;
  return listing;
}

function marketSeries(market: Market, chain: Chain, term: Term) {
  const prices = carried(term.forward, market.expiry, MONTHLY, 0.055);
  const previous = { date: PREVIOUS, spotClose: market.previousClose, oi: firstOi(market.lotSize) };
  const basis = (prices[0] ?? NaN) - (chain.spot[0] ?? NaN);
  return [
    indexSeries(
      chain,
      { token: market.spotToken, symbol: market.spotSymbol, tickSize: 0, lotSize: 0 },
      market.previousClose,
    ),
    futureSeries(chain, {
      listing: list(market, market.futureSymbol, market.futureTick, [MONTHLY, 0, 'FUT']),
      prices,
      previousClose: market.previousClose + basis,
      ...market.future,
    }),
    ...chain.contracts.map((contract) => {
      const { strike, right } = contract;
      const listing = list(market, market.symbol(strike, right), 0.05, [market.expiry, strike, right]);
      return optionSeries({ chain, contract, term, previous }, listing, 1 / market.lotSize);
    }),
  ];
}

/** The first snapshot stands for the evening before: 90 seconds of trading hardly move OI. */
function firstOi(lotSize: number) {
  return (contract: { readonly oi: readonly number[] }) => (contract.oi[0] ?? 0) / lotSize;
}

const terms = new Map(MARKETS.map((market) => [market.name, termStructure(chainOf(market.name), market.expiry)]));
function termOf(name: string): Term {
  const found = terms.get(name);
  if (!found) throw new Error(`No term structure for ${name}`);
  return found;
}

const vixClose = (vixDays.at(-1)?.[4] ?? NaN) / 100;
const atm = smoothed(termOf('NIFTY').atmIv, 2);
const vix = atm.map((iv) => vixClose * Math.sqrt(iv / (atm.at(-1) ?? iv)));
const vixSeries = volatilityIndexSeries(
  'NIFTY',
  { token: 264969, symbol: 'INDIA VIX', tickSize: 0, lotSize: 0 },
  vix,
  (vixDays.at(-2)?.[4] ?? NaN) / 100,
);

writeDay(target, {
  manifest: {
    format: 1,
    id: DATE,
    date: DATE,
    title: 'NIFTY and BANKNIFTY, Friday 30 January 2026',
    underlyings: ['NIFTY', 'BANKNIFTY'],
    session: { opensAt: '09:15', closesAt: '15:30', squareOffAt: '15:25' },
    recordedFrom: '09:16:49',
    recordedTo: '15:26:07',
    startsAt: '09:45:00',
    pieces: [
      { what: 'NIFTY 50 and NIFTY BANK', state: 'recorded', how: 'about every 5 minutes, 09:16 to 15:26' },
      {
        what: 'option price, volume and OI',
        state: 'recorded',
        how: 'about every 5 minutes, nearest expiry of each index (NIFTY 3 February, BANKNIFTY 24 February)',
      },
      {
        what: 'instrument tokens',
        state: 'modelled',
        how: 'invented (exchange tokens from 40000 on): no dump of this day is at hand; symbols and lot sizes (65, 30) are the real ones',
      },
      {
        what: 'prices between the snapshots',
        state: 'modelled',
        how: 'seeded Brownian bridge through every recorded point; options follow the index by delta',
      },
      {
        what: 'bid and ask depth',
        state: 'modelled',
        how: 'five levels around the last price, spread by premium and traded volume',
      },
      {
        what: 'futures',
        state: 'modelled',
        how: 'price from put-call parity, NIFTY carried from 3 to 24 February at 5.5 % a year; volume in step with the options',
      },
      {
        what: 'INDIA VIX',
        state: 'modelled',
        how: 'follows the square root of the NIFTY ATM volatility and ends at the recorded close of the day',
      },
      {
        what: 'previous close',
        state: 'modelled',
        how: 'recorded for NIFTY 50 and INDIA VIX; NIFTY BANK by the same opening gap as NIFTY; options by Black-76',
      },
      {
        what: 'the last minutes',
        state: 'modelled',
        how: 'the recording ends at 15:26: prices stand still until 15:30',
      },
    ],
    sources: [
      'nileshipad4-dotcom/nifty-option-chain @ 4bfdd9dde67f80aba7e9b4166eb3b98c22b92bb5, data_index/index_OC_2026-01-30_HH-MM.csv',
      'mohit11kmr/nifty-research @ 96aa1c0c27e366168d5c2b50c625ca9bde33643c, data/nifty_history.csv and data/india_vix.csv',
    ],
  },
  market: {
    drivers: MARKETS.map((market) => driver(chainOf(market.name), smoothed(termOf(market.name).atmIv, 2))),
    series: [
      ...MARKETS.flatMap((market) => marketSeries(market, chainOf(market.name), termOf(market.name))),
      vixSeries,
    ],
  },
  history: {
    instruments: [
      { token: 256265, minute: [], day: days },
      { token: 264969, minute: [], day: vixDays.slice(0, -1) },
    ],
  },
  instruments: [...INDEX_ROWS, ...rows],
});
