import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import type { RiskLimits } from '#shared/domain/risk';
import type { IstDate } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import type { ExecutionPolicy } from '#shared/engine/core';
import type { HostListener, StrategyHost } from '#shared/engine/hosting';
import type { SeriesTerms } from '#shared/engine/series';
import type { LookChoice, OpenChoice, ReplayContents, ReplaySource } from '#shared/ipc/playback';
import type { Mode, PlaybackView } from '#shared/ipc/views';
import type { Broker } from '#shared/ports/broker';
import type { Clock } from '#shared/ports/clock';
import type { Feed } from '#shared/ports/feed';
import type { History } from '#shared/ports/history';
import type { Journal } from '#shared/ports/journal';
import type { Log } from '#electron/logging/logger';
import type { Review } from '#electron/review/review';
import type { DataDesk } from '#electron/recording/data-desk';
import type { Recorder } from '#electron/recording/recorder';
import type { Records } from '#electron/storage/records';
import type { Kept } from '#electron/storage/kept';
import type { IvHistory } from '#electron/storage/iv-history';
import type { Standing } from '#electron/storage/standing';
import type { DrillName } from './drills';

/** A clock somebody can hold, hurry or restart: the demo's and the replay's. */
export interface Playback {
  view(): PlaybackView;
  set(speed: number, isPaused: boolean): Promise<void>;
  /** Goes to another time at once: what lies between is not seen; back, the day begins again there. Rejects in words. */
  jump(at: EpochMs): Promise<void>;
  /** Goes on to a second as fast as the desk can, and pauses there. Rejects in words. */
  runTo(at: EpochMs): Promise<void>;
  /** Goes on from day to day by itself, up to this one; null stops at the end of the day. */
  setUntil(day: string | null): void;
  /** Begins a day afresh; the desk is closed and opened anew by whoever wired it. */
  restart(day: string): Promise<void>;
  /** What else holds days to be played. */
  sources(): Promise<readonly ReplaySource[]>;
  /** Reads a source. Rejects in words. */
  look(choice: LookChoice): Promise<ReplayContents>;
  /** Opens a day of a source, standing still at its beginning. Rejects in words. */
  open(choice: OpenChoice): Promise<void>;
  /** Ends the reading of a source: who waits for it is told so. */
  cancel(): void;
}

export interface WatchedUnderlying {
  readonly name: string;
  /** Strikes either side of the money that are subscribed. */
  readonly optionRange: number;
}

/** Everything that differs between demo, paper, live and replay, and what they share, put together in one place. */
export interface Wiring {
  /** Shown to the trader; nothing decides by it. */
  readonly mode: Mode;
  readonly date: IstDate;
  readonly clock: Clock;
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly feed: Feed;
  readonly broker: Broker;
  readonly history: History;
  readonly journal: Journal;
  readonly records: Records;
  readonly standing: Kept<Standing>;
  readonly review: Review;
  /** Each underlying's volatility by day. */
  readonly ivs: IvHistory;
  /** What is recorded and downloaded. */
  readonly data: DataDesk;
  /** Starts to keep the day's ticks; what the disk refuses is told, and never stops the desk. */
  readonly openRecorder: (onFault: (message: string) => void) => Promise<Recorder>;
  /** What bars can be made of where it is not what an exchange tells: of a recording without volumes, prices alone. */
  readonly tells?: (id: InstrumentId) => Pick<SeriesTerms, 'hasVolume' | 'hasOi'>;
  /** What earlier days left open overnight. */
  readonly carried?: readonly Trade[];
  readonly playback: Playback | null;
  /** Lets something go wrong at the exchange, or with null everything go well again; absent where the broker is real. */
  readonly drill?: (name: DrillName | null) => Promise<void>;
  /**
   * A market that waits: each of its seconds ends when the promise of `work` has, which is called when the second begins
   * and again when its prices are there. Null where the market waits for nobody. Returns how to stop.
   */
  readonly follow: ((work: (at: EpochMs) => Promise<void>) => () => void) | null;
  /** No money is at risk: entries are allowed without arming by hand each session. */
  readonly armsItself: boolean;
  readonly underlyings: readonly WatchedUnderlying[];
  /** What the trader watches besides, as chosen at the moment. */
  readonly watchlist: () => readonly InstrumentId[];
  readonly limits: RiskLimits;
  readonly policy: ExecutionPolicy;
  readonly createHost: (listener: HostListener) => StrategyHost;
  readonly log: Log;
  /** What the trader should know of the start: repaired files, missing instruments. */
  readonly notes: readonly string[];
  /** Three letters or digits, drawn anew when a day is opened. */
  readonly drawSalt: () => string;
}
