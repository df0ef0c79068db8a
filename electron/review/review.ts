import type { IstDate } from '#shared/domain/time';
import { MINUTE } from '#shared/domain/time';
import { paise, type EpochMs, type Paise } from '#shared/domain/units';
import type { ChainMinute, ResultMinute } from '#shared/ipc/review';
import { strikeKey, type ChainKey, type ChainView, type Tables } from '#shared/ipc/views';
import { readPastDays, type PastDays, type PastDaysSetup } from './day-results';
import { openMinuteLog, type MinuteLog, type ResultSample, type Sample } from './minute-log';

/** A day's minutes, with room for a special session. */
const MOST_MINUTES = 600;

/** What there is to look back on: the minutes of this day and the results of those before. */
export interface Review {
  /** Highest and lowest net of the day so far, also from before a restart. */
  readonly extremes: { readonly peak: Paise; readonly trough: Paise };
  /** Told what is shown, after each publication; keeps one picture a minute. */
  observe(tables: Tables): void;
  /** The minutes of the day so far, oldest first. */
  results(): readonly ResultMinute[];
  chain(key: ChainKey): readonly ChainMinute[];
  pastDays(): Promise<PastDays>;
  close(): Promise<void>;
}

export interface ReviewSetup extends PastDaysSetup {
  readonly date: IstDate;
  /** The desk's clock when the day is opened. */
  readonly from: EpochMs;
  readonly onFault: (message: string) => void;
}

export async function openReview(setup: ReviewSetup): Promise<Review> {
  const log = await openMinuteLog(setup);
  return reviewOf(log, setup);
}

function reviewOf(log: MinuteLog, setup: ReviewSetup): Review {
  const results: ResultSample[] = [];
  const chains = new Map<ChainKey, ChainMinute[]>();
  let minute = 0;
  let past: Promise<PastDays> | null = null;

  function remember(sample: Sample): void {
    if (sample.kind === 'result') results.push(sample);
    else {
      const minutes = chains.get(sample.chain) ?? [];
      chains.set(sample.chain, minutes);
      minutes.push(sample);
      if (minutes.length > MOST_MINUTES) minutes.shift();
    }
  }
  for (const sample of log.kept) remember(sample);
  const last = results.at(-1);

  return {
    extremes: { peak: last?.peak ?? paise(0), trough: last?.trough ?? paise(0) },
    observe(tables) {
      const { at, lastTickAt } = tables.desk.desk;
      // Before the first price there is nothing to picture, and after the close nothing changes.
      if (lastTickAt === 0 || at - lastTickAt > MINUTE) return;
      const now = Math.floor(at / MINUTE);
      if (now === minute) return;
      const isFirst = minute === 0;
      minute = now;
      // The first look falls into the middle of a minute; pictures are of minutes' ends.
      if (isFirst) return;
      const samples = [resultSample(tables, now * MINUTE), ...chainSamples(tables, now * MINUTE)];
      for (const sample of samples) remember(sample);
      log.keep(samples);
    },
    results: () => results,
    chain: (key) => chains.get(key) ?? [],
    pastDays: () => (past ??= readPastDays(setup, setup.date)),
    close: () => log.close(),
  };
}

function resultSample({ desk, instances }: Tables, at: EpochMs): Sample {
  const { net, peak, trough } = desk.desk.pnl;
  const byInstance = Object.fromEntries(Object.values(instances).map(({ id, pnl }) => [id, pnl]));
  return { kind: 'result', at, net, byInstance, peak, trough };
}

function chainSamples(tables: Tables, at: EpochMs): readonly Sample[] {
  return Object.values(tables.chains).map((chain) => ({
    kind: 'chain',
    chain: chain.key,
    ...chainMinute(chain, tables, at),
  }));
}

function chainMinute(chain: ChainView, { strikes }: Tables, at: EpochMs): ChainMinute {
  const rows = chain.strikes.map((strike) => strikes[strikeKey(chain.key, strike)]);
  return {
    at,
    spot: chain.spot,
    pcr: chain.pcrOi,
    maxPain: chain.maxPain,
    strikes: chain.strikes,
    ce: rows.map((row) => row?.ce?.oi ?? null),
    pe: rows.map((row) => row?.pe?.oi ?? null),
  };
}
