import { describe, expect, it } from 'vitest';
import { parsers } from '#shared/ipc/contract';
import { FIRST_IMPORT, importOf, ZONE_CHOICES } from './import-draft';

const FILE = '/data/INFY.csv';

describe('importOf', () => {
  it('leaves to be guessed what nobody has said', () => {
    expect(importOf(FILE, FIRST_IMPORT)).toEqual({
      file: FILE,
      symbol: null,
      columns: {},
      pattern: null,
      zone: '+05:30',
      endOf: null,
      skipsFaulty: false,
    });
  });

  it('tells a column that was taken away from one that was never chosen', () => {
    const { columns } = importOf(FILE, { ...FIRST_IMPORT, columns: { volume: '', open: '', close: 'last' } });
    expect(columns).toEqual({ volume: null, close: 'last' });
  });

  it('asks only what the desk takes', () => {
    for (const { value } of ZONE_CHOICES)
      expect(
        parsers['lab.previewImport'].safeParse(
          importOf(FILE, { ...FIRST_IMPORT, zone: value, symbol: ' infy ', endOf: '5m', columns: { oi: '' } }),
        ),
      ).toMatchObject({ success: true, data: { symbol: 'INFY', endOf: '5m' } });
  });
});
