import type { Wired } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import type { Playback } from '#electron/runner/wiring';
import type { ResearchTrade } from '#electron/research/results';
import type { EpochMs } from '#shared/domain/units';
import type { PlaybackView } from '#shared/ipc/views';

/** Recorded days as a person plays them, wherever they come from. What opens a desk anew is done while there is none. */
export interface ReplayMarket {
  /** What is listed beside a day that was played. */
  readonly name: string;
  view(): Omit<PlaybackView, 'until' | 'played' | 'reading'>;
  /** Market time. */
  now(): EpochMs;
  set(speed: number, isPaused: boolean): Promise<void>;
  /** Rejects in words. */
  runTo(at: EpochMs): Promise<void>;
  /** On to a later time without what lies between; the desk is opened anew there. Rejects in words. */
  seek(at: EpochMs): Promise<void>;
  /** A day afresh: its journal is set aside. */
  begin(day: string, from?: EpochMs): Promise<void>;
  wire(playback: Playback, session: () => DeskSession | null): Promise<Wired>;
  /** The desk is open and its strategies run: the market may move. */
  release(): void;
  tradesOf(session: DeskSession): readonly ResearchTrade[];
  /** Told when a day has come to its end, perhaps again and again. Returns how to stop. */
  onOver(listener: () => void): () => void;
  close(): Promise<void>;
}
