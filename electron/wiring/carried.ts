import { openJournal, journalDates } from '#electron/storage/journal';
import { carriedTrades } from '#shared/domain/carried';
import type { Catalogue } from '#shared/domain/catalogue';
import { messageOf } from '#shared/domain/result';
import type { RiskLimits } from '#shared/domain/risk';
import type { IstDate } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { createDesk } from '#shared/engine/desk';
import { foldEntries } from '#shared/engine/engine';

export interface EarlierDays {
  /** The folder of all days' journals of a mode. */
  readonly directory: string;
  readonly date: IstDate;
  readonly limits: RiskLimits;
  readonly catalogue: Pick<Catalogue, 'get'>;
  readonly now: () => number;
}

/**
 * What the newest day before this one left open overnight, and what the person should know of it. Read at every start: only the
 * day's own journal knows whether it was taken over already.
 */
export async function readCarried(
  earlier: EarlierDays,
): Promise<{ readonly trades: readonly Trade[]; readonly notes: readonly string[] }> {
  const { directory, date, limits, catalogue, now } = earlier;
  const dates = await journalDates(directory);
  const before = dates.findLast((each) => each < date);
  if (before === undefined) return { trades: [], notes: [] };
  try {
    const journal = await openJournal({ directory, date: before, now });
    const { entries, faults } = await journal.read();
    await journal.close();
    const desk = createDesk(before, limits);
    const { contradictions } = foldEntries(desk, entries);
    const { trades, left } = carriedTrades(desk.trades.values(), catalogue);
    return { trades, notes: [...left, ...faults, ...contradictions] };
  } catch (error) {
    return {
      trades: [],
      notes: [
        `The journal of ${before} could not be read (${messageOf(error)}): what was held overnight is not watched here. Look at the broker's own app`,
      ],
    };
  }
}
