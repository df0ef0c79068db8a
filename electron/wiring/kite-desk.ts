import { join } from 'node:path';
import { withCleanWords } from '#electron/adapters/clean-words';
import { loadInstruments } from '#electron/adapters/kite/instruments';
import { connectKite, type Kite } from '#electron/adapters/kite/kite';
import { systemTimers } from '#electron/adapters/kite/timers';
import { createBook, type Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import { withOverrides } from '#shared/domain/contract-overrides';
import type { Clock } from '#shared/ports/clock';
import type { Surroundings } from './surroundings';

/** One Kite account, real or the demo exchange's. */
export interface KiteAccount {
  readonly root: string;
  readonly tickerRoot: string;
  readonly apiKey: string;
  readonly accessToken: string;
}

export interface KiteMarket extends Kite {
  readonly book: Book;
  readonly catalogue: Catalogue;
  /** What was wrong with the day's instruments, for the screen. */
  readonly notes: readonly string[];
}

/** Twice what Kite streams to one key at a time (three connections of three thousand): what left the subscription keeps its place. */
const BOOK_CAPACITY = 18_000;

/** Loads the day's instruments and connects to an account. */
export async function openKiteMarket(
  account: KiteAccount,
  clock: Clock,
  { folder, settings, log, random, clean }: Surroundings,
): Promise<KiteMarket> {
  const directory = join(folder.resources, new URL(account.root).hostname.replaceAll('.', '-'));
  const loaded = await loadInstruments({
    ...account,
    directory,
    now: clock.now(),
    timers: systemTimers,
    random,
  });
  const { catalogue, notes } = withOverrides(loaded.catalogue, settings.get().contracts);
  const book = createBook({ capacity: BOOK_CAPACITY });
  const kite = connectKite({
    ...account,
    clock,
    book,
    catalogue,
    random,
    log: (level, message) => log[level](message),
  });
  return { ...kite, broker: withCleanWords(kite.broker, clean), book, catalogue, notes: [...loaded.faults, ...notes] };
}
