import { existsSync, readFileSync, renameSync } from 'node:fs';
import { sync as writeFileAtomicSync } from 'write-file-atomic';
import { messageOf } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import type { ClockState } from '../clock/market-clock';
import type { BookState } from '../orders/order-book';

/** Everything a killed exchange needs to go on. */
export interface SavedState {
  readonly format: 1;
  readonly dayId: string;
  /** Which of the fresh starts this is. */
  readonly run: number;
  readonly seed: number;
  readonly clock: ClockState;
  /** Up to when the market has been matched against the book. */
  readonly processedAt: EpochMs;
  readonly nextId: number;
  readonly accessToken: string | null;
  readonly book: BookState;
}

export type Loaded =
  | { readonly kind: 'none' }
  | { readonly kind: 'state'; readonly state: SavedState }
  | { readonly kind: 'set-aside'; readonly path: string; readonly why: string };

function parse(text: string): SavedState {
  // Written by this program alone; the fields checked here tell a foreign or half-written file.
  const state = JSON.parse(text) as Partial<SavedState>;
  const isOurs = state.format === 1 && typeof state.dayId === 'string' && Array.isArray(state.book?.orders);
  if (!isOurs) throw new Error('it is not a saved exchange of format 1');
  return state as SavedState;
}

function setAside(path: string, ending: string, why: string): Loaded {
  let aside = `${path}.${ending}`;
  for (let number = 2; existsSync(aside); number++) aside = `${path}.${ending}-${number}`;
  renameSync(path, aside);
  return { kind: 'set-aside', path: aside, why };
}

/** Loads the state of `dayId`. A damaged file, or one of another day, is kept under another name and reported. */
export function loadState(path: string, dayId: string | null): Loaded {
  if (!existsSync(path)) return { kind: 'none' };
  try {
    const state = parse(readFileSync(path, 'utf8'));
    if (dayId === null || state.dayId === dayId) return { kind: 'state', state: withLaterClock(path, state) };
    return setAside(path, state.dayId, `it belongs to the day ${state.dayId}`);
  } catch (error) {
    return setAside(path, 'damaged', messageOf(error));
  }
}

/** Old or new, never a mixture, and on disk when this returns; readable by its owner only, for it holds the token. */
export function saveState(path: string, state: SavedState): void {
  writeFileAtomicSync(path, JSON.stringify(state), { mode: 0o600 });
}

interface SavedClock {
  readonly run: number;
  readonly clock: ClockState;
}

function clockPath(path: string): string {
  return `${path}.clock`;
}

/** Saved each second beside the state, so that the book is not written again only because time passed. */
export function saveClock(path: string, clock: SavedClock): void {
  writeFileAtomicSync(clockPath(path), JSON.stringify(clock), { mode: 0o600, fsync: false });
}

/** The later of the two clocks of the same run. A damaged or foreign clock file costs a second of market time, not the day. */
function withLaterClock(path: string, state: SavedState): SavedState {
  try {
    // Written by saveClock; a foreign one fails the comparison below.
    const { run, clock } = JSON.parse(readFileSync(clockPath(path), 'utf8')) as SavedClock;
    return run === state.run && clock.marketAt >= state.processedAt ? { ...state, clock } : state;
  } catch {
    // No clock file yet, or one cut off by a kill.
    return state;
  }
}
