import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDumpParser } from './dump';

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
const OPTION = '10897154,42567,NIFTY2681824500CE,NIFTY,0,2026-08-18,24500,0.05,65,CE,NFO-OPT,NFO';
const FUTURE = '14627842,57140,NIFTY26AUGFUT,NIFTY,0,2026-08-25,0,0.1,65,FUT,NFO-FUT,NFO';
const INDEX = '257801,1007,NIFTY FIN SERVICE,NIFTY FIN SERVICE,0.0,,0.0,0.0,0,EQ,INDICES,NSE';
const SHARE = '408065,1594,INFY,"INFOSYS, LTD",0.0,,0.0,0.1,1,EQ,NSE,NSE';
const dump = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`;

function parse(text: string) {
  const parser = createDumpParser();
  parser.push(text);
  return parser.finish();
}

describe('the dump of instruments', () => {
  it('holds indices, shares, futures and options', () => {
    expect(parse(dump(INDEX, SHARE, FUTURE, OPTION))).toEqual({
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

  it('is the same in whatever pieces it comes', () => {
    const text = dump(INDEX, SHARE, FUTURE, OPTION).replaceAll('\n', '\r\n');
    const whole = parse(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1 }), (sizes) => {
        const parser = createDumpParser();
        let from = 0;
        for (let piece = 0; from < text.length; piece++) {
          const size = sizes[piece % sizes.length] ?? 1;
          parser.push(text.slice(from, from + size));
          from += size;
        }
        expect(parser.finish()).toEqual(whole);
      }),
    );
  });
});
