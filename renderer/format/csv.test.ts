import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRupees, toCsv } from './csv';

describe('toCsv', () => {
  it('writes headings, then rows, and leaves empty what there is none of', () => {
    const csv = toCsv(
      [
        { symbol: 'NIFTY', price: 2_420_005 },
        { symbol: 'VIX', price: null },
      ],
      [
        { header: 'Symbol', value: ({ symbol }) => symbol },
        { header: 'Price', value: ({ price }) => (price === null ? null : csvRupees(price)) },
      ],
    );
    expect(csv).toBe('Symbol,Price\r\nNIFTY,24200.05\r\nVIX,\r\n');
  });

  it('is never run by a spreadsheet, whatever a strategy is called, and keeps losses numbers', () => {
    const csv = toCsv(
      [{ name: '=cmd|calc', pnl: -5 }],
      [
        { header: 'Name', value: ({ name }) => name },
        { header: 'PnL', value: ({ pnl }) => pnl },
      ],
    );
    expect(csv).toBe("Name,PnL\r\n'=cmd|calc,-5\r\n");
  });

  it('is read back as it was by another program', () => {
    const text = fc.string().filter((value) => !/^[=+\-@\t\r]/.test(value));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const csv = toCsv(rows, [
          { header: 'a', value: ([first]) => first },
          { header: 'b', value: ([, second]) => second },
        ]);
        expect(parse(csv)).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });
});
