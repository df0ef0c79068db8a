import { describe, expect, it } from 'vitest';
import { createCatalogue } from './catalogue';
import { instrumentId, type Exchange, type Instrument, type InstrumentId } from './instrument';
import { createInstrumentSearch, MOST_MATCHES } from './instrument-search';
import { paise, qty, rupees, type Paise } from './units';

let token = 0;

function listed(exchange: Exchange, symbol: string) {
  token += 1;
  return { id: instrumentId(exchange, symbol), exchange, symbol, token, tickSize: paise(5), lotSize: qty(1) };
}

const share = (exchange: Exchange, symbol: string): Instrument => ({ kind: 'equity', ...listed(exchange, symbol) });
const index = (exchange: Exchange, symbol: string): Instrument => ({ kind: 'index', ...listed(exchange, symbol) });

function future(underlying: string, expiry: string, symbol: string): Instrument {
  return { kind: 'future', ...listed('NFO', symbol), underlying, expiry };
}

interface ChainOf {
  readonly underlying: string;
  readonly expiry: string;
  /** What its symbols begin with. */
  readonly prefix: string;
  /** In rupees. */
  readonly strikes: readonly number[];
}

function chain({ underlying, expiry, prefix, strikes }: ChainOf): readonly Instrument[] {
  return strikes.flatMap((strike) =>
    (['CE', 'PE'] as const).map((right) => ({
      kind: 'option' as const,
      ...listed('NFO', `${prefix}${strike}${right}`),
      underlying,
      expiry,
      strike: rupees(strike),
      right,
    })),
  );
}

const NEAR = [25_900, 25_950, 26_000, 26_050, 26_100];
const INSTRUMENTS = [
  share('BSE', 'RELIANCE'),
  share('NSE', 'RELIANCE'),
  share('NSE', 'RELINFRA'),
  share('NSE', 'BAJAJ-AUTO'),
  share('NSE', 'M&M'),
  share('NSE', '360ONE'),
  share('NSE', 'NIFTYBEES'),
  index('NSE', 'NIFTY 50'),
  index('NSE', 'NIFTY BANK'),
  index('NSE', 'INDIA VIX'),
  future('NIFTY', '2026-11-24', 'NIFTY26NOVFUT'),
  future('NIFTY', '2026-12-29', 'NIFTY26DECFUT'),
  future('RELIANCE', '2026-11-24', 'RELIANCE26NOVFUT'),
  ...chain({ underlying: 'NIFTY', expiry: '2026-11-24', prefix: 'NIFTY26NOV', strikes: NEAR }),
  ...chain({ underlying: 'NIFTY', expiry: '2026-12-01', prefix: 'NIFTY26D01', strikes: NEAR }),
  ...chain({ underlying: 'NIFTY', expiry: '2027-11-25', prefix: 'NIFTY27NOV', strikes: [26_000] }),
  ...chain({ underlying: 'BANKNIFTY', expiry: '2026-11-24', prefix: 'BANKNIFTY26NOV', strikes: [58_000, 58_100] }),
  ...chain({ underlying: 'RELIANCE', expiry: '2026-11-24', prefix: 'RELIANCE26NOV', strikes: [1_560, 1_582.5] }),
];

function symbols(typed: string, price: Paise | null = null): readonly string[] {
  const search = createInstrumentSearch(createCatalogue(INSTRUMENTS), () => price);
  return search.find(typed).map(({ symbol }) => symbol);
}

describe('the search for instruments', () => {
  it.each([
    ['NIFTY 24 NOV 26000 CE', 'NIFTY26NOV26000CE'],
    ['nifty 26000ce', 'NIFTY26NOV26000CE'],
    ['26000 pe nifty 1 dec', 'NIFTY26D0126000PE'],
    ['nifty 25 nov 26000 ce', 'NIFTY27NOV26000CE'],
    ['nifty nov 2027 26000 call', 'NIFTY27NOV26000CE'],
    ['bank nifty 58100 put', 'BANKNIFTY26NOV58100PE'],
    ['NIFTY26D0126050PE', 'NIFTY26D0126050PE'],
    ['nifty nov fut', 'NIFTY26NOVFUT'],
    ['NIFTY26DECFUT', 'NIFTY26DECFUT'],
    ['reliance 1582.5 ce', 'RELIANCE26NOV1582.5CE'],
    ['bajaj auto', 'BAJAJ-AUTO'],
    ['m&m', 'M&M'],
    ['360one', '360ONE'],
    ['vix', 'INDIA VIX'],
    ['nifty 50', 'NIFTY 50'],
  ])('finds "%s" first as %s', (typed, symbol) => {
    expect(symbols(typed)[0]).toBe(symbol);
  });

  it('gives a share of both exchanges, its futures and what begins alike', () => {
    const search = createInstrumentSearch(createCatalogue(INSTRUMENTS), () => null);
    expect(search.find('rel').map(({ id }) => id)).toEqual<InstrumentId[]>([
      instrumentId('NSE', 'RELIANCE'),
      instrumentId('BSE', 'RELIANCE'),
      instrumentId('NFO', 'RELIANCE26NOVFUT'),
      instrumentId('NSE', 'RELINFRA'),
    ]);
  });

  it('puts the index before the fund of its name', () => {
    expect(symbols('nifty').slice(0, 3)).toEqual(['NIFTY 50', 'NIFTY26NOVFUT', 'NIFTY26DECFUT']);
    expect(symbols('nifty')).toContain('NIFTYBEES');
  });

  it('takes the name of an index for it, before a strike that its end may be the beginning of', () => {
    const begun = chain({ underlying: 'BANKNIFTY', expiry: '2026-11-24', prefix: 'BANKNIFTY26NOV', strikes: [50_500] });
    const search = createInstrumentSearch(createCatalogue([...INSTRUMENTS, ...begun]), () => null);
    expect(search.find('nifty 50').map(({ symbol }) => symbol)).toEqual([
      'NIFTY 50',
      'BANKNIFTY26NOV50500CE',
      'BANKNIFTY26NOV50500PE',
      'NIFTY26NOVFUT',
      'NIFTY26DECFUT',
    ]);
  });

  it('completes a strike that has paise, too', () => {
    expect(symbols('reliance 1582. ce')).toEqual(['RELIANCE26NOV1582.5CE']);
    expect(symbols('reliance 1582.5 ce')).toEqual(['RELIANCE26NOV1582.5CE']);
  });

  it('offers the strikes nearest to the price while none is typed', () => {
    expect(symbols('nifty ce', rupees(26_040)).slice(0, 3)).toEqual([
      'NIFTY26NOV26050CE',
      'NIFTY26NOV26000CE',
      'NIFTY26NOV26100CE',
    ]);
  });

  it('completes a strike that is half typed', () => {
    expect(symbols('nifty 259 pe')).toEqual(
      expect.arrayContaining(['NIFTY26NOV25900PE', 'NIFTY26NOV25950PE', 'NIFTY26D0125900PE']),
    );
    expect(symbols('nifty 259 pe').every((symbol) => symbol.includes('259') && symbol.endsWith('PE'))).toBe(true);
  });

  it('takes a number beside a month for the day if an expiry is on it, else for the year', () => {
    expect(symbols('nifty 27 nov 26000')).toEqual(['NIFTY27NOV26000CE', 'NIFTY27NOV26000PE']);
  });

  it('finds nothing for nothing, and for what is not listed', () => {
    expect(symbols('')).toEqual([]);
    expect(symbols('  - ')).toEqual([]);
    expect(symbols('nifty 12345 ce')).toEqual([]);
    expect(symbols('zzz')).toEqual([]);
  });

  it('finds every instrument first by its own symbol, and never more than a list holds', () => {
    const catalogue = createCatalogue(INSTRUMENTS);
    const search = createInstrumentSearch(catalogue, () => null);
    for (const instrument of catalogue.all()) {
      const found = search.find(instrument.symbol);
      expect(found[0]?.symbol).toBe(instrument.symbol);
      expect(found.length).toBeLessThanOrEqual(MOST_MATCHES);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});
