import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monthlyExpiry, optionExpiries } from './expiry-rules';

describe('optionExpiries', () => {
  it.each([
    ['NIFTY', '2018-01-02', ['2018-01-25', '2018-02-22']],
    ['NIFTY', '2021-06-11', ['2021-06-17', '2021-06-24']],
    ['NIFTY', '2025-08-28', ['2025-08-28', '2025-09-02']],
    ['NIFTY', '2025-08-29', ['2025-09-02', '2025-09-09']],
    ['NIFTY', '2026-08-18', ['2026-08-18', '2026-08-25']],
    ['BANKNIFTY', '2022-04-20', ['2022-04-21', '2022-04-28']],
    // Weekly on Wednesdays, but the monthly contract of January 2024 still on its Thursday.
    ['BANKNIFTY', '2024-01-15', ['2024-01-17', '2024-01-25']],
    ['BANKNIFTY', '2024-11-14', ['2024-11-27', '2024-12-24']],
    ['BANKNIFTY', '2026-01-30', ['2026-02-24', '2026-03-30']],
    ['SENSEX', '2024-06-10', ['2024-06-14', '2024-06-21']],
    ['SENSEX', '2026-01-12', ['2026-01-14', '2026-01-22']],
    ['RELIANCE', '2026-01-16', ['2026-01-27', '2026-02-24']],
  ])('of %s on %s are %j', (underlying, date, expiries) => {
    expect(optionExpiries(underlying, date, 2)).toEqual(expiries);
  });

  it.each(['2026-11-18', '2026-11-23'])('end before a holiday: NIFTY on %s has the Monday', (date) => {
    expect(optionExpiries('NIFTY', date, 1)).toEqual(['2026-11-23']);
  });

  it("are those of NSE's own list", () => {
    const url = new URL('fixtures/NIFTY-expiry-days-2019_2021.csv', import.meta.url);
    const [, ...days] = readFileSync(url, 'utf8').trim().split('\n');
    expect(optionExpiries('NIFTY', '2019-02-14', days.length)).toEqual(days);
    expect(days.length).toBeGreaterThan(100);
  });
});

describe('monthlyExpiry', () => {
  it.each([
    ['NIFTY', '2022-01-03', '2022-01-27'],
    ['NIFTY', '2022-01-28', '2022-02-24'],
    ['BANKNIFTY', '2024-04-01', '2024-04-24'],
    ['BANKNIFTY', '2025-03-03', '2025-03-27'],
    ['TCS', '2025-11-17', '2025-11-25'],
  ])('of %s on %s is %s', (underlying, date, expiry) => expect(monthlyExpiry(underlying, date)).toBe(expiry));
});
