import { describe, expect, it } from 'vitest';
import { istClock } from '#shared/domain/time';
import { readChain } from '../sources/chain';
import type { ResearchTrade } from '../results';
import {
  chargesOf,
  clockOf,
  fillOf,
  fixture,
  OPTION_AUGUST_2026,
  OPTION_EARLY_2026,
  paise,
  rowsOf,
  type Rates,
} from './plain.testkit';
import { played } from './played.testkit';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 60_000 };

const [TICK, SHARE, LOT] = [5, 0.001, 65];
const [FROM, UNTIL, SQUARE_OFF] = [(9 * 60 + 20) * 60, (14 * 60 + 45) * 60, (15 * 60 + 15) * 60];
const [LEG_STOP, SPOT_MOVE] = [0.25, 0.007];

type AfterLegStop = 'move-to-cost' | 'close-all' | 'keep';

interface PlainLeg {
  readonly name: string;
  readonly enteredAt: string;
  readonly entry: number;
  readonly leftAt: string;
  readonly exit: number;
  readonly why: 'stop' | 'square-off' | 'spot moved' | 'other leg';
}

interface Snapshot {
  readonly second: number;
  readonly spot: number;
  /** Last prices by '24200CE': those of this snapshot, and all known so far. */
  readonly fresh: ReadonlySet<string>;
  readonly prices: ReadonlyMap<string, number>;
}

function snapshotsOf(file: string): Snapshot[] {
  const known = new Map<string, number>();
  const volumes = new Map<string, number>();
  const byTime = new Map<string, Record<string, string>[]>();
  for (const row of rowsOf(file))
    byTime.set(row['timestamp'] ?? '', [...(byTime.get(row['timestamp'] ?? '') ?? []), row]);
  return [...byTime]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([time, rows]) => {
      const fresh = new Set<string>();
      for (const row of rows) {
        const name = `${Number(row['strike'])}${row['option_type']}`;
        const volume = Number(row['volume']);
        if (paise(row['ltp']) === 0 || volume < (volumes.get(name) ?? 0)) continue;
        volumes.set(name, volume);
        known.set(name, paise(row['ltp']));
        fresh.add(name);
      }
      const [h = 0, m = 0, s = 0] = time.slice(11, 19).split(':').map(Number);
      return { second: h * 3600 + m * 60 + s, spot: paise(rows[0]?.['spot']), fresh, prices: new Map(known) };
    });
}

/** The strike nearest to where calls and puts cost the same, by the five strikes nearest to the spot. */
function atTheMoney({ spot, fresh, prices }: Snapshot): number {
  const strikes = [...new Set([...fresh].map((name) => Number.parseInt(name, 10)))].filter(
    (strike) => fresh.has(`${strike}CE`) && fresh.has(`${strike}PE`),
  );
  const near = strikes.toSorted((a, b) => Math.abs(a * 100 - spot) - Math.abs(b * 100 - spot)).slice(0, 5);
  const forward =
    near.reduce(
      (sum, strike) => sum + strike * 100 + (prices.get(`${strike}CE`) ?? 0) - (prices.get(`${strike}PE`) ?? 0),
      0,
    ) / near.length;
  return strikes.reduce((best, strike) =>
    Math.abs(strike * 100 - forward) < Math.abs(best * 100 - forward) ? strike : best,
  );
}

interface OpenLeg {
  readonly name: string;
  readonly enteredAt: number;
  readonly entry: number;
  stop: number;
}

/** One short straddle by the rules: leg stops, spot movement, square-off, looked at in every snapshot. */
function straddleOf(
  file: string,
  after: AfterLegStop,
  rates: Rates,
): { readonly legs: PlainLeg[]; readonly net: number } {
  let legs: OpenLeg[] | null = null;
  let entrySpot = 0;
  const left: PlainLeg[] = [];
  for (const snapshot of snapshotsOf(file)) {
    const { second, spot, prices } = snapshot;
    const price = (name: string) => prices.get(name) ?? 0;
    if (legs === null) {
      if (second < FROM || second >= UNTIL) continue;
      const strike = atTheMoney(snapshot);
      entrySpot = spot;
      legs = [`${strike}CE`, `${strike}PE`].map((name) => {
        const entry = fillOf('sell', price(name), TICK, SHARE);
        return { name, enteredAt: second, entry, stop: Math.ceil(Math.round(entry * (1 + LEG_STOP)) / TICK) * TICK };
      });
      continue;
    }
    const leave = (leg: OpenLeg, why: PlainLeg['why']) => {
      left.push({
        name: leg.name,
        enteredAt: clockOf(leg.enteredAt),
        entry: leg.entry,
        leftAt: clockOf(second),
        exit: fillOf('buy', price(leg.name), TICK, SHARE),
        why,
      });
      legs = (legs ?? []).filter((other) => other !== leg);
    };
    const whole =
      second >= SQUARE_OFF ? 'square-off' : Math.abs(spot - entrySpot) >= entrySpot * SPOT_MOVE ? 'spot moved' : null;
    if (whole) for (const leg of legs) leave(leg, whole);
    for (
      let hit = legs.find((leg) => price(leg.name) >= leg.stop);
      hit;
      hit = legs.find((leg) => price(leg.name) >= leg.stop)
    ) {
      leave(hit, 'stop');
      if (after === 'close-all') for (const leg of legs) leave(leg, 'other leg');
      if (after === 'move-to-cost') for (const leg of legs) leg.stop = leg.entry;
    }
  }
  const net = left.reduce(
    (sum, { entry, exit }) =>
      sum + (entry - exit) * LOT - chargesOf('sell', entry * LOT, rates) - chargesOf('buy', exit * LOT, rates),
    0,
  );
  return { legs: left.toSorted((a, b) => a.name.localeCompare(b.name)), net };
}

/** A played trade in the words of the computation above. */
function plain({ legs, net }: ResearchTrade): { readonly legs: PlainLeg[]; readonly net: number } {
  return {
    legs: legs.map(({ instrument, enteredAt, entry, leftAt, exit, exitReason }) => ({
      name: instrument.slice(-7),
      enteredAt: istClock(enteredAt ?? 0),
      entry: entry ?? 0,
      leftAt: istClock(leftAt ?? 0),
      exit: exit ?? 0,
      why: whyOf(exitReason ?? '', legs, instrument),
    })),
    net,
  };
}

function whyOf(reason: string, legs: ResearchTrade['legs'], instrument: string): PlainLeg['why'] {
  if (reason.startsWith('Square-off')) return 'square-off';
  if (reason.includes(' moved ')) return 'spot moved';
  // A leg that leaves with the stopped one carries that one's reason.
  const stopped = legs.filter((leg) => leg.exitReason === reason);
  return stopped.length > 1 && stopped[0]?.leftAt === stopped[1]?.leftAt && !isOwnStop(reason, legs, instrument)
    ? 'other leg'
    : 'stop';
}

/** 'Stop ₹56.20 hit at ₹57.00': a quarter above the leg's own entry, or the entry itself. */
function isOwnStop(reason: string, legs: ResearchTrade['legs'], instrument: string): boolean {
  const level = paise(/^Stop ₹([\d.]+)/.exec(reason)?.[1]);
  const entry = legs.find((leg) => leg.instrument === instrument)?.entry ?? 0;
  return level === entry || Math.abs(level - entry * (1 + LEG_STOP)) <= TICK;
}

const DAYS: readonly (readonly [string, Rates])[] = [
  ['2026-08-18-NIFTY-chain.csv.gz', OPTION_AUGUST_2026],
  ['2026-01-30-NIFTY-chain.csv.gz', OPTION_EARLY_2026],
  ['2026-02-03-NIFTY-chain.csv.gz', OPTION_EARLY_2026],
];

describe('the straddle over recorded days', PATIENT, () => {
  const policies: readonly AfterLegStop[] = ['move-to-cost', 'close-all', 'keep'];
  it.each(DAYS.flatMap(([file, rates]) => policies.map((after) => [file, after, rates] as const)))(
    'in %s, with "%s" after a leg stop, enters and leaves by its rules, to the paisa',
    async (file, after, rates) => {
      const result = await played(readChain(fixture(file), null), 'atm-straddle-sell', { afterLegStop: after });
      const reference = straddleOf(file, after, rates);
      expect(reference.legs).toHaveLength(2);
      expect(result.trades.map(plain)).toEqual([reference]);
    },
  );

  it('lists what the default did on each day', async () => {
    const lines = await Promise.all(
      DAYS.map(async ([file]) => {
        const { trades } = await played(readChain(fixture(file), null), 'atm-straddle-sell');
        return trades.map((trade) => [
          trade.date,
          ...trade.legs.map(
            ({ instrument, entry, exit, exitReason, leftAt }) =>
              `${instrument.slice(-7)} ${(entry ?? 0) / 100} → ${(exit ?? 0) / 100} at ${istClock(leftAt ?? 0)}: ${exitReason}`,
          ),
          `net ${trade.net / 100}`,
        ]);
      }),
    );
    expect(lines).toMatchInlineSnapshot(`
      [
        [
          [
            "2026-08-18",
            "24200CE 44.95 → 45.45 at 12:06:00: Stop ₹44.95 hit at ₹45.40",
            "24200PE 24.15 → 30.75 at 10:53:00: Stop ₹30.20 hit at ₹30.70",
            "net -566.75",
          ],
        ],
        [
          [
            "2026-01-30",
            "25250CE 205.5 → 261.25 at 13:57:13: Stop ₹256.90 hit at ₹260.95",
            "25250PE 187.9 → 140.35 at 15:16:05: Square-off at 15:15",
            "net -675.48",
          ],
        ],
        [
          [
            "2026-02-03",
            "25750CE 110.2 → 113.2 at 10:22:59: Stop ₹110.20 hit at ₹113.05",
            "25750PE 110.25 → 166 at 10:08:01: Stop ₹137.85 hit at ₹165.80",
            "net -3941.68",
          ],
        ],
      ]
    `);
  });
});
