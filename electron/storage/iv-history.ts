import { z } from 'zod';
import type { IvByDay } from '#shared/domain/options/iv-percentile';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs, Fraction } from '#shared/domain/units';
import { date } from '#shared/ipc/fields';
import { openKept } from './kept';

/** Each underlying's ATM IV by day, from the first day that the desk ran. */
export interface IvHistory {
  /** What was wrong with the file found, for the screen. */
  readonly notes: readonly string[];
  of(underlying: string): IvByDay;
  /** What the day's IV is by now; the last word of a day stands. */
  note(underlying: string, date: IstDate, iv: Fraction): void;
  flush(): Promise<void>;
}

export interface IvHistorySetup {
  readonly path: string;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  readonly onFault: (message: string) => void;
}

// Beyond ten, that is 1,000 % a year, nothing is an index's volatility.
const schema = z.record(z.string(), z.record(date, z.number().positive().max(10)));
const NO_DAYS: IvByDay = {};

export async function openIvHistory({ path, now, onFault }: IvHistorySetup): Promise<IvHistory> {
  const kept = await openKept<Readonly<Record<string, IvByDay>>>({
    path,
    name: 'the history of implied volatility',
    schema,
    initial: {},
    now,
    onFault,
  });
  return {
    notes: kept.notes,
    of: (underlying) => kept.get()[underlying] ?? NO_DAYS,
    note(underlying, day, iv) {
      const all = kept.get();
      kept.set({ ...all, [underlying]: { ...all[underlying], [day]: iv } });
    },
    flush: () => kept.flush(),
  };
}
