import type { FigureTable } from './strategy';
import type { EpochMs } from './units';

/** What a line tells of: what the strategy saw, what it or a person did with it, or what came of its orders. */
export type LogKind = 'seen' | 'done' | 'traded';

/** One line of what a strategy saw and did. */
export interface LogLine {
  readonly at: EpochMs;
  readonly kind: LogKind;
  readonly text: string;
}

export interface StrategyLog {
  /** Newest first. */
  readonly lines: readonly LogLine[];
  /** What the strategy has measured; null for one that measures nothing, or has not yet. */
  readonly figures: FigureTable | null;
}
