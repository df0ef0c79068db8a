import { describe, expect, it } from 'vitest';
import { instrumentFileName } from '#electron/storage/file-name';
import { UNDERLYINGS } from '#shared/domain/underlyings';
import { symbolInName } from './security';

describe('symbolInName', () => {
  it.each(UNDERLYINGS.map(({ name, spot }) => [name, spot] as const))(
    'knows %s by the file that we write of it',
    (name, spot) => {
      expect(symbolInName(`/data/history/${instrumentFileName(spot)}_2024-01-01_2024-03-28.csv`)).toBe(name);
    },
  );

  it.each([
    ['NIFTY50-minute-2024.csv.gz', 'NIFTY'],
    ['2022-01-03-NIFTY-FUT-I.csv', 'NIFTY'],
    ['BANKNIFTY-15minute-2018.csv', 'BANKNIFTY'],
    ['BSE-RELIANCE_2024-01-01_2024-03-28.csv', 'RELIANCE'],
    ['BSE_2024-01-01_2024-03-28.csv', 'BSE'],
  ])('takes %s to be of %s', (file, symbol) => {
    expect(symbolInName(file)).toBe(symbol);
  });

  it('asks when a name says nothing', () => {
    expect(() => symbolInName('2024-01-01.csv')).toThrow('tell with --symbol');
  });
});
