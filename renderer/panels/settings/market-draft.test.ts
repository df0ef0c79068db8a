import { describe, expect, it } from 'vitest';
import { faultOfRow, rowsOf, watchedIn } from './market-draft';

const WATCHED = [
  { name: 'RELIANCE', optionRange: 8 },
  { name: 'NIFTY', optionRange: 20 },
];

describe('rowsOf', () => {
  it('begins with what is watched, a share included, and goes on with the indices that could be', () => {
    expect(rowsOf(WATCHED)).toEqual([
      { name: 'RELIANCE', isWatched: true, optionRange: 8 },
      { name: 'NIFTY', isWatched: true, optionRange: 20 },
      { name: 'BANKNIFTY', isWatched: false, optionRange: 12 },
      { name: 'FINNIFTY', isWatched: false, optionRange: 12 },
      { name: 'MIDCPNIFTY', isWatched: false, optionRange: 12 },
      { name: 'SENSEX', isWatched: false, optionRange: 12 },
    ]);
  });
});

describe('watchedIn', () => {
  it('gives back what the rows were drawn from', () => {
    expect(watchedIn(rowsOf(WATCHED))).toEqual(WATCHED);
  });

  it('is nothing while nothing is watched or a range is wrong', () => {
    expect(watchedIn(rowsOf(WATCHED).map((row) => ({ ...row, isWatched: false })))).toBeNull();
    for (const optionRange of [null, 0, 61, 2.5]) {
      const row = { name: 'NIFTY', isWatched: true, optionRange };
      expect(faultOfRow(row)).toBe('Expected a whole number from 1 to 60');
      expect(watchedIn([row])).toBeNull();
    }
  });

  it('does not mind the range of what is not watched', () => {
    const rows = [
      { name: 'NIFTY', isWatched: true, optionRange: 12 },
      { name: 'SENSEX', isWatched: false, optionRange: null },
    ];
    expect(watchedIn(rows)).toEqual([{ name: 'NIFTY', optionRange: 12 }]);
  });
});
