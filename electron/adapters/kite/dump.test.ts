import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue, type Catalogue } from '#shared/domain/catalogue';
import { instrumentId } from '#shared/domain/instrument';
import { paise } from '#shared/domain/units';
import { dumpInSteps, readDump } from './dump';

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
const OPTION = '10897154,42567,NIFTY2681824500CE,NIFTY,0,2026-08-18,24500,0.05,65,CE,NFO-OPT,NFO';
const FUTURE = '14627842,57140,NIFTY26AUGFUT,NIFTY,0,2026-08-25,0,0.1,65,FUT,NFO-FUT,NFO';
const INDEX = '257801,1007,NIFTY FIN SERVICE,NIFTY FIN SERVICE,0.0,,0.0,0.0,0,EQ,INDICES,NSE';
const SHARE = '408065,1594,INFY,"INFOSYS, LTD",0.0,,0.0,0.1,1,EQ,NSE,NSE';
const dump = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`;

function parse(text: string) {
  const { catalogue, faults } = readDump(Buffer.from(text));
  return { catalogue, instruments: [...catalogue.all()], faults };
}

describe('the dump of instruments', () => {
  it('holds indices, shares, futures and options', () => {
    expect(parse(dump(INDEX, SHARE, FUTURE, OPTION))).toMatchObject({
      faults: [],
      instruments: [
        {
          kind: 'index',
          id: 'NSE:NIFTY FIN SERVICE',
          exchange: 'NSE',
          symbol: 'NIFTY FIN SERVICE',
          token: 257801,
          tickSize: 0,
          lotSize: 0,
        },
        { kind: 'equity', id: 'NSE:INFY', exchange: 'NSE', symbol: 'INFY', token: 408065, tickSize: 10, lotSize: 1 },
        {
          kind: 'future',
          id: 'NFO:NIFTY26AUGFUT',
          exchange: 'NFO',
          symbol: 'NIFTY26AUGFUT',
          token: 14627842,
          tickSize: 10,
          lotSize: 65,
          underlying: 'NIFTY',
          expiry: '2026-08-25',
        },
        {
          kind: 'option',
          id: 'NFO:NIFTY2681824500CE',
          exchange: 'NFO',
          symbol: 'NIFTY2681824500CE',
          token: 10897154,
          tickSize: 5,
          lotSize: 65,
          underlying: 'NIFTY',
          expiry: '2026-08-18',
          strike: 2_450_000,
          right: 'CE',
        },
      ],
    });
  });

  it('reads the official one, line ends of Windows and all', () => {
    const text = readFileSync(new URL('fixtures/instruments_all.csv', import.meta.url), 'utf8');
    const { instruments, faults } = parse(text);
    expect(instruments).toHaveLength(74);
    // Its options are of 2017, when the dump did not name the underlying yet; today they would be of no use.
    expect(faults[0]).toBe('Line 8 of the instruments: NFO:BANKNIFTY18JAN23500CE has no underlying or no expiry');
    expect(faults).toHaveLength(21);
    expect(instruments[2]).toMatchObject({ symbol: 'MIDCAPIWIN-BL', tickSize: 1 });
  });

  it('passes over commodities and currencies', () => {
    const rupee = '412675,1612,USDINR26AUGFUT,USDINR,0,2026-08-27,0,0.0025,1,FUT,CDS-FUT,CDS';
    expect(parse(dump(rupee, OPTION)).instruments).toHaveLength(1);
  });

  it.each([
    ['no token', OPTION.replace('10897154', '')],
    ['a token of letters', OPTION.replace('10897154', 'x')],
    ['no strike', OPTION.replace('24500,', ',')],
    ['a strike finer than a paisa', OPTION.replace('24500,', '24500.125,')],
    ['an unknown type', OPTION.replace(',CE,', ',XX,')],
    ['no expiry', OPTION.replace('2026-08-18', '')],
    ['no lot size', OPTION.replace(',65,', ',,')],
    ['a negative lot size', OPTION.replace(',65,', ',-65,')],
    ['a field too few', OPTION.replace(',NFO-OPT', '')],
  ])('says what is wrong with a row that has %s and goes on', (_what, row) => {
    const { instruments, faults } = parse(dump(row, FUTURE));
    expect(instruments.map(({ symbol }) => symbol)).toEqual(['NIFTY26AUGFUT']);
    expect(faults).toEqual([expect.stringMatching(/^Line 2 of the instruments: /)]);
  });

  it('names the first faults and counts the rest', () => {
    const { faults } = parse(dump(...Array.from({ length: 30 }, () => OPTION.replace(',CE,', ',XX,'))));
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe('and 10 more');
  });

  it('does not mistake something else for a dump', () => {
    expect(() => parse('<html>maintenance</html>\n')).toThrow(/^Expected a dump of instruments with the columns/);
    expect(() => parse('')).toThrow('The dump of instruments is empty');
  });

  it('notices when it breaks off', () => {
    expect(() => parse(dump(OPTION, FUTURE).slice(0, -20))).toThrow('The dump of instruments breaks off in line 3');
  });

  it.each(['"A ""NAME"", LTD"', 'A "NAME', '"A "NAME" LTD"'])('takes a company called %s', (name) => {
    const { instruments, faults } = parse(dump(SHARE.replace('"INFOSYS, LTD"', name), OPTION).replaceAll('\n', '\r\n'));
    expect(faults).toEqual([]);
    expect(instruments.map(({ symbol }) => symbol)).toEqual(['INFY', 'NIFTY2681824500CE']);
  });

  it('loses no more than the row whose quotes do not close', () => {
    const { instruments, faults } = parse(dump(SHARE.replace('LTD"', 'LTD'), OPTION));
    expect(instruments).toHaveLength(1);
    expect(faults).toEqual([expect.stringMatching(/^Line 2 /)]);
  });

  it('is read and then indexed in steps', () => {
    const shares = Array.from({ length: 10_000 }, (_, number) => SHARE.replace('INFY', `SHARE${number}`));
    const bytes = Buffer.from(dump(...shares));
    const steps = dumpInSteps(bytes);
    let [count, step] = [0, steps.next()];
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBe(Math.floor(bytes.length / (256 * 1024)) + 2 * Math.ceil(10_000 / 8_192));
    expect(step.value.catalogue.size).toBe(10_000);
  });
});

describe('the catalogue of a dump', () => {
  const { catalogue } = parse(dump(INDEX, SHARE, FUTURE, OPTION));

  it('finds an instrument by its id, always the same object', () => {
    const id = instrumentId('NFO', 'NIFTY2681824500CE');
    expect(catalogue.get(id)).toBe(catalogue.option('NIFTY', '2026-08-18', paise(2_450_000), 'CE'));
    expect(catalogue.get(instrumentId('BFO', 'NIFTY2681824500CE'))).toBeUndefined();
    expect(catalogue.get(instrumentId('NFO', 'NIFTY2681824500C'))).toBeUndefined();
  });

  it('takes the later of two rows with one id', () => {
    const later = parse(dump(OPTION, FUTURE, OPTION.replace(',65,', ',75,'))).catalogue;
    expect(later.size).toBe(2);
    expect(later.get(instrumentId('NFO', 'NIFTY2681824500CE'))).toMatchObject({ lotSize: 75 });
    expect(later.option('NIFTY', '2026-08-18', paise(2_450_000), 'CE')).toMatchObject({ lotSize: 75 });
  });

  it('answers as one made of the same instruments, whatever is listed', () => {
    const option = fc
      .record({
        name: fc.constantFrom('NIFTY', 'SENSEX', 'M&M'),
        expiry: fc.constantFrom('2026-08-18', '2026-08-25'),
        strike: fc.integer({ min: 1, max: 40 }),
        right: fc.constantFrom('CE', 'PE'),
      })
      .map(
        ({ name, expiry, strike, right }) =>
          `${strike + 9_000},1,${name}${expiry}${strike}${right},${name},0,${expiry},${strike},0.05,65,${right},NFO-OPT,NFO`,
      );
    const other = fc.constantFrom(INDEX, SHARE, FUTURE, FUTURE.replace('AUG', 'SEP').replace('08-25', '09-29'));
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: option }, other), { maxLength: 60 }), (rows) => {
        const made = parse(dump(...new Set(rows)));
        expect(answersOf(made.catalogue)).toEqual(answersOf(createCatalogue(made.instruments)));
      }),
    );
  });
});

/** All that a catalogue can be asked. */
function answersOf(catalogue: Catalogue) {
  const all = [...catalogue.all()];
  return {
    size: catalogue.size,
    all,
    cash: [...catalogue.cash()],
    found: all.map(({ id }) => catalogue.get(id)),
    chains: catalogue.underlyings().map((name) => ({
      name,
      futures: catalogue.futures(name),
      expiries: catalogue.expiries(name).map((expiry) => ({
        expiry,
        options: catalogue
          .strikes(name, expiry)
          .map((strike) => (['CE', 'PE'] as const).map((right) => catalogue.option(name, expiry, strike, right))),
      })),
    })),
  };
}
