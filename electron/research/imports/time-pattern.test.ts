import { describe, expect, it } from 'vitest';
import { valueTable } from '../sources/table';
import { patternFor } from './time-pattern';

const written = (...stamps: readonly string[]) =>
  patternFor(
    valueTable(
      'x.csv',
      ['time'],
      stamps.map((stamp) => [stamp]),
    ),
    { time: 'time', clock: null },
  );

describe('patternFor', () => {
  it.each([
    ['2024-01-02 09:15', null],
    ['2024-01-02T03:45:00Z', null],
    ['1704167100', null],
    ['02-01-2024 09:15', 'dd-MM-yyyy HH:mm'],
    ['02/01/2024 09:15:00', 'dd/MM/yyyy HH:mm:ss'],
    ['02-Jan-2024 09:15', 'dd-MMM-yyyy HH:mm'],
    ['20240102 0915', 'yyyyMMdd HHmm'],
    ['2024/01/02', 'yyyy/MM/dd'],
  ])('reads %s', (stamp, pattern) => {
    expect(written(stamp)).toBe(pattern);
  });

  it('takes the day to stand first, unless a day above 12 says otherwise', () => {
    expect(written('01/02/2024 09:15', '02/02/2024 09:15')).toBe('dd/MM/yyyy HH:mm');
    expect(written('01/02/2024 09:15', '01/31/2024 09:15')).toBe('MM/dd/yyyy HH:mm');
  });

  it('is not put off by a row that cannot be read', () => {
    expect(written('02-01-2024 09:15', '', 'total', '03-01-2024 09:15')).toBe('dd-MM-yyyy HH:mm');
  });

  it('guesses nothing of what is no time', () => {
    expect(written('first', 'second')).toBeNull();
    expect(written()).toBeNull();
  });

  it('puts a time of day that has a column of its own behind the day', () => {
    const table = valueTable('x.csv', ['date', 'time'], [['02.01.2024', '09:15']]);
    expect(patternFor(table, { time: 'date', clock: 'time' })).toBe('dd.MM.yyyy HH:mm');
  });
});
