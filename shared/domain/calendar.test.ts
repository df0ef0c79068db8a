import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barSessionOf,
  expiryAt,
  expiryDay,
  isTradingDay,
  nextTradingDay,
  phaseAt,
  previousTradingDay,
  sessionOf,
} from './calendar';
import type { MarketSegment } from './calendar';
import { HOLIDAYS, HOURS, SPECIAL_SESSIONS } from './calendar-data';
import { DAY, istAt, istClock, istDate, startOfDay } from './time';

function hours(date: string, segment: MarketSegment): string {
  const session = sessionOf(date, segment);
  return session === null ? 'closed' : `${istClock(session.opensAt)}–${istClock(session.closesAt)}`;
}

const anyDate = fc.integer({ min: 16_436, max: 20_800 }).map((day) => istDate(day * DAY));
const anySegment = fc.constantFrom<MarketSegment[]>('cash', 'cash-with-derivatives', 'futures', 'options');

describe('sessionOf', () => {
  it('lets everything trade until 15:30 before August 2026', () => {
    expect(hours('2026-07-31', 'options')).toBe('09:15:00–15:30:00');
    expect(hours('2026-07-31', 'cash-with-derivatives')).toBe('09:15:00–15:30:00');
  });

  it('lets derivatives trade until 15:40 and their shares until 15:15 since then', () => {
    expect(hours('2026-08-03', 'options')).toBe('09:15:00–15:40:00');
    expect(hours('2026-08-03', 'cash-with-derivatives')).toBe('09:15:00–15:15:00');
    expect(hours('2026-08-03', 'cash')).toBe('09:15:00–15:30:00');
  });

  it('opens on the Sundays of the Budget and of Muhurat trading, and names them', () => {
    expect(sessionOf('2026-02-01', 'options')).toMatchObject({ name: 'Budget', isAssumed: false });
    expect(sessionOf('2026-11-08', 'options')).toMatchObject({ name: 'Muhurat trading', isAssumed: true });
    expect(hours('2025-10-21', 'options')).toBe('13:45:00–14:45:00');
  });

  it('is closed on holidays and ordinary weekends', () => {
    expect(hours('2026-11-24', 'options')).toBe('closed');
    expect(hours('2026-11-21', 'options')).toBe('closed');
  });

  it('says so where it only assumes a day: the year has no list yet', () => {
    expect(sessionOf('2027-01-04', 'options')).toMatchObject({ isAssumed: true });
    expect(sessionOf('2026-11-23', 'options')).toMatchObject({ isAssumed: false });
  });

  it('has windows in order that fill the session from opening to close', () => {
    fc.assert(
      fc.property(anyDate, anySegment, (date, segment) => {
        const session = sessionOf(date, segment);
        expect(session !== null).toBe(isTradingDay(date));
        if (session === null) return;
        expect(session.windows[0]?.from).toBe(session.opensAt);
        expect(session.windows.at(-1)?.to).toBe(session.closesAt);
        expect(session.closesAt).toBeGreaterThan(session.opensAt);
        expect(istDate(session.opensAt)).toBe(date);
      }),
    );
  });
});

describe('phaseAt', () => {
  it.each([
    ['08:59:59', 'closed', 'closed'],
    ['09:00:00', 'pre-open', 'closed'],
    ['09:15:00', 'open', 'open'],
    ['15:14:59', 'open', 'open'],
    ['15:15:00', 'closing-auction', 'open'],
    ['15:35:00', 'closed', 'open'],
    ['15:40:00', 'closed', 'closed'],
  ])('at %s of a day in November 2026: the index %s, options %s', (clock, index, options) => {
    const at = istAt('2026-11-20', clock);
    expect([phaseAt(at, 'cash-with-derivatives'), phaseAt(at, 'options')]).toEqual([index, options]);
  });

  it('has a pre-open for futures since December 2025, for options never', () => {
    expect(phaseAt(istAt('2025-12-05', '09:05'), 'futures')).toBe('closed');
    expect(phaseAt(istAt('2025-12-08', '09:05'), 'futures')).toBe('pre-open');
    expect(phaseAt(istAt('2026-11-20', '09:05'), 'options')).toBe('closed');
  });

  it('closes between the two windows of a drill', () => {
    const phases = ['09:59', '10:00', '11:29', '11:30', '12:30'].map((clock) =>
      phaseAt(istAt('2024-03-02', clock), 'options'),
    );
    expect(phases).toEqual(['open', 'closed', 'closed', 'open', 'closed']);
  });

  it('calls a day without trading a holiday, at any hour', () => {
    expect(phaseAt(istAt('2026-11-24', '11:00'), 'options')).toBe('holiday');
    expect(phaseAt(istAt('2026-11-22', '11:00'), 'cash')).toBe('holiday');
  });
});

describe('barSessionOf', () => {
  it("covers the auction, because the index's last move comes with it", () => {
    const session = sessionOf('2026-08-18', 'cash-with-derivatives');
    expect(session && istClock(barSessionOf(session).closesAt)).toBe('15:35:00');
  });
});

describe('trading days', () => {
  it('skips holidays and weekends in both directions', () => {
    expect(nextTradingDay('2026-11-20')).toBe('2026-11-23');
    expect(nextTradingDay('2026-11-23')).toBe('2026-11-25');
    expect(previousTradingDay('2026-11-25')).toBe('2026-11-23');
    expect(previousTradingDay('2026-02-02')).toBe('2026-02-01');
  });

  it('are neighbours of each other: stepping back from the next day comes home', () => {
    fc.assert(
      fc.property(anyDate.filter(isTradingDay), (date) => {
        expect(previousTradingDay(nextTradingDay(date))).toBe(date);
        expect(nextTradingDay(date) > date).toBe(true);
      }),
    );
  });
});

describe('expiryDay', () => {
  it('moves an expiry on a holiday to the trading day before', () => {
    const nifty = ['2026-03-03', '2026-03-31', '2026-04-14', '2026-10-20', '2026-11-10', '2026-11-24'];
    expect(nifty.map(expiryDay)).toEqual([
      '2026-03-02',
      '2026-03-30',
      '2026-04-13',
      '2026-10-19',
      '2026-11-09',
      '2026-11-23',
    ]);
    const sensex = ['2026-01-15', '2026-03-26', '2026-05-28'];
    expect(sensex.map(expiryDay)).toEqual(['2026-01-14', '2026-03-25', '2026-05-27']);
  });

  it('leaves an expiry on a trading day alone', () => {
    expect(expiryDay('2026-08-18')).toBe('2026-08-18');
  });
});

describe('expiryAt', () => {
  it('is the close of the options of that date', () => {
    expect(istClock(expiryAt('2026-07-28'))).toBe('15:30:00');
    expect(istClock(expiryAt('2026-08-18'))).toBe('15:40:00');
  });
});

describe('the calendar as data', () => {
  it('lists holidays that are weekdays of their year, in order', () => {
    for (const [year, list] of Object.entries(HOLIDAYS)) {
      const dates = list.split(' ').map((day) => `${year}-${day}`);
      expect(dates).toEqual(dates.toSorted());
      for (const date of dates) {
        expect(istDate(startOfDay(date))).toBe(date);
        expect([0, 6]).not.toContain(new Date(`${date}T00:00:00Z`).getUTCDay());
        expect(SPECIAL_SESSIONS).not.toHaveProperty([date]);
      }
    }
  });

  it('has its rows of hours in order of date', () => {
    const dates = HOURS.map((row) => row.from);
    expect(dates).toEqual(dates.toSorted());
  });
});
