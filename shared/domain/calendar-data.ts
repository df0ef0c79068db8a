import type { IstDate } from './time';

/**
 * What trades by which hours. 'cash' are shares without derivatives; 'cash-with-derivatives' are the shares that
 * close by auction, and the indices made of them; the pre-open of 'futures' is for near contracts only.
 */
export type MarketSegment = 'cash' | 'cash-with-derivatives' | 'futures' | 'options';

/** Hours in force from a date on, until the next row of the same segment. All times are IST. */
export interface HoursRow {
  readonly from: IstDate;
  readonly segments: readonly MarketSegment[];
  readonly preOpen: string | null;
  readonly opens: string;
  /** End of continuous trading. */
  readonly closes: string;
  /** End of the closing auction that follows, where there is one. */
  readonly auctionEnds: string | null;
}

const CASH = ['cash', 'cash-with-derivatives'] as const;
const DERIVATIVES = ['futures', 'options'] as const;

/** Sources: NSE circulars on market timings of 2009-12 and 2010-10, 2025-11-03, CMTR/74466 and FAOP/74467 (2026-05-29). */
export const HOURS: readonly HoursRow[] = [
  {
    from: '2000-01-01',
    segments: [...CASH, ...DERIVATIVES],
    preOpen: null,
    opens: '09:55',
    closes: '15:30',
    auctionEnds: null,
  },
  {
    from: '2010-01-04',
    segments: [...CASH, ...DERIVATIVES],
    preOpen: null,
    opens: '09:00',
    closes: '15:30',
    auctionEnds: null,
  },
  { from: '2010-10-18', segments: CASH, preOpen: '09:00', opens: '09:15', closes: '15:30', auctionEnds: null },
  { from: '2010-10-18', segments: DERIVATIVES, preOpen: null, opens: '09:15', closes: '15:30', auctionEnds: null },
  { from: '2025-12-08', segments: ['futures'], preOpen: '09:00', opens: '09:15', closes: '15:30', auctionEnds: null },
  {
    from: '2026-08-03',
    segments: ['cash-with-derivatives'],
    preOpen: '09:00',
    opens: '09:15',
    closes: '15:15',
    auctionEnds: '15:35',
  },
  { from: '2026-08-03', segments: ['futures'], preOpen: '09:00', opens: '09:15', closes: '15:40', auctionEnds: null },
  { from: '2026-08-03', segments: ['options'], preOpen: null, opens: '09:15', closes: '15:40', auctionEnds: null },
];

/**
 * Weekdays without trading, as 'mm-dd' by year. 2015 to July 2026 agree with the days on which candles exist,
 * January to July 2020 excepted; 2026 is the list of NSE's circulars of 2025-12-12 and 2026-01-09.
 */
export const HOLIDAYS: Readonly<Record<string, string>> = {
  2015: '01-26 02-17 03-06 04-02 04-03 04-14 05-01 09-17 09-25 10-02 10-22 11-12 11-25 12-25',
  2016: '01-26 03-07 03-24 03-25 04-14 04-15 04-19 07-06 08-15 09-05 09-13 10-11 10-12 10-31 11-14',
  2017: '01-26 02-24 03-13 04-04 04-14 05-01 06-26 08-15 08-25 10-02 10-20 12-25',
  2018: '01-26 02-13 03-02 03-29 03-30 05-01 08-15 08-22 09-13 09-20 10-02 10-18 11-08 11-23 12-25',
  2019: '03-04 03-21 04-17 04-19 04-29 05-01 06-05 08-12 08-15 09-02 09-10 10-02 10-08 10-21 10-28 11-12 12-25',
  2020: '02-21 03-10 04-02 04-06 04-10 04-14 05-01 05-25 10-02 11-16 11-30 12-25',
  2021: '01-26 03-11 03-29 04-02 04-14 04-21 05-13 07-21 08-19 09-10 10-15 11-05 11-19',
  2022: '01-26 03-01 03-18 04-14 04-15 05-03 08-09 08-15 08-31 10-05 10-26 11-08',
  2023: '01-26 03-07 03-30 04-04 04-07 04-14 05-01 06-29 08-15 09-19 10-02 10-24 11-14 11-27 12-25',
  2024: '01-22 01-26 03-08 03-25 03-29 04-11 04-17 05-01 05-20 06-17 07-17 08-15 10-02 11-15 11-20 12-25',
  2025: '02-26 03-14 03-31 04-10 04-14 04-18 05-01 08-15 08-27 10-02 10-22 11-05 12-25',
  2026: '01-15 01-26 03-03 03-26 03-31 04-03 04-14 05-01 05-28 06-26 09-14 10-02 10-20 11-10 11-24 12-25',
};

/** Trading on a weekend or at unusual hours. Without windows the day has the hours of any other. */
export interface SpecialSession {
  readonly name: string;
  readonly windows?: readonly (readonly [opens: string, closes: string])[];
  /** The date is certain, the hours are a guess: no circular was found. */
  readonly isAssumed?: true;
}

const MUHURAT = 'Muhurat trading';
const RECOVERY_DRILL = 'Disaster recovery drill';

export const SPECIAL_SESSIONS: Readonly<Record<IstDate, SpecialSession>> = {
  '2015-02-28': { name: 'Budget' },
  '2015-11-11': { name: MUHURAT, windows: [['17:45', '18:45']] },
  '2016-10-30': { name: MUHURAT, windows: [['18:30', '19:30']] },
  '2017-10-19': { name: MUHURAT, windows: [['18:30', '19:30']] },
  '2018-11-07': { name: MUHURAT, windows: [['17:30', '18:30']] },
  '2019-10-27': { name: MUHURAT, windows: [['18:15', '19:15']] },
  '2020-02-01': { name: 'Budget' },
  '2020-11-14': { name: MUHURAT, windows: [['18:15', '19:15']] },
  '2021-11-04': { name: MUHURAT, windows: [['18:15', '19:15']] },
  '2022-10-24': { name: MUHURAT, windows: [['18:15', '19:15']] },
  '2023-11-12': { name: MUHURAT, windows: [['18:15', '19:15']] },
  '2024-01-20': { name: 'Trading in place of Monday, 22 January' },
  '2024-03-02': {
    name: RECOVERY_DRILL,
    windows: [
      ['09:15', '10:00'],
      ['11:30', '12:30'],
    ],
  },
  '2024-05-18': {
    name: RECOVERY_DRILL,
    windows: [
      ['09:15', '10:00'],
      ['11:30', '12:30'],
    ],
  },
  '2024-11-01': { name: MUHURAT, windows: [['18:00', '19:00']] },
  '2025-02-01': { name: 'Budget' },
  '2025-10-21': { name: MUHURAT, windows: [['13:45', '14:45']] },
  '2026-02-01': { name: 'Budget' },
  '2026-11-08': { name: MUHURAT, windows: [['18:00', '19:00']], isAssumed: true },
};
