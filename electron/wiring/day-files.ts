import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openReview, type Review } from '#electron/review/review';
import { journalDates, openJournal } from '#electron/storage/journal';
import { openReserve } from '#electron/storage/journal-reserve';
import { openRecords, type Records } from '#electron/storage/records';
import { openIvHistory, type IvHistory } from '#electron/storage/iv-history';
import { openKept, type Kept } from '#electron/storage/kept';
import { standingSchema, type Standing } from '#electron/storage/standing';
import type { IstDate } from '#shared/domain/time';
import type { Clock } from '#shared/ports/clock';
import type { Journal } from '#shared/ports/journal';
import type { Surroundings } from './surroundings';

/** The files of one mode's trading day. Each mode has a folder of its own, so that no result can be taken for another's. */
export interface DayFiles {
  readonly journal: Journal;
  readonly records: Records;
  readonly standing: Kept<Standing>;
  readonly review: Review;
  readonly ivs: IvHistory;
  /** What was wrong with them, for the screen. */
  readonly notes: readonly string[];
}

export interface DayChoice {
  /** The mode's folder. */
  readonly directory: string;
  readonly date: IstDate;
  readonly initial: Standing;
  /** Where the strategies stand that are configured; the mode's own folder unless another mode's are meant. */
  readonly standingDirectory?: string;
  /** Where what is known of the market from day to day lies: paper and live watch the same one. */
  readonly marketDirectory: string;
  /** The desk's clock. */
  readonly clock: Clock;
}

export async function openDayFiles(
  { directory, date, initial, standingDirectory = directory, marketDirectory, clock }: DayChoice,
  { now, log, settings }: Surroundings,
): Promise<DayFiles> {
  const onFault = (message: string): void => log.error(message);
  const journal = await openJournal({ directory: join(directory, 'journal'), date, now, reserve: openReserve });
  const records = await openRecords({ directory, date, now, onFault });
  const standing = await openKept({
    path: join(standingDirectory, 'strategies.json'),
    name: 'the strategies file',
    schema: standingSchema,
    initial,
    now,
    onFault,
  });
  const { limits } = settings.get();
  const review = await openReview({ directory, date, limits, now, from: clock.now(), onFault });
  const ivs = await openIvHistory({ path: join(marketDirectory, 'iv-history.json'), now, onFault });
  const notes = [...records.notes, ...standing.notes, ...ivs.notes];
  return { journal, records, standing, review, ivs, notes };
}

/** Keeps a day's journal under another name, so that the day can begin afresh and nothing is lost. */
export async function setJournalAside(directory: string, date: IstDate, at: number): Promise<void> {
  const folder = join(directory, 'journal');
  if (!(await journalDates(folder)).includes(date)) return;
  await rename(join(folder, `${date}.jsonl`), join(folder, `${date}.before-${at}.jsonl`));
}
