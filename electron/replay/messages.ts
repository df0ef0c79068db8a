import type { SourceSpec } from '#electron/research/sources/open';
import type { Bar, BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { ReplayContents } from '#shared/ipc/playback';
import type { PackedDay } from './packed-day';

export interface RecordingWorkerData {
  readonly spec: SourceSpec;
}

/** Past candles, as a desk on a day of the recording may know them. */
export interface BarsQuestion {
  readonly date: IstDate;
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export type Question =
  | { readonly kind: 'contents' }
  | { readonly kind: 'day'; readonly date: IstDate }
  | ({ readonly kind: 'bars' } & BarsQuestion);

interface Answers {
  readonly contents: ReplayContents;
  readonly day: PackedDay;
  readonly bars: readonly Bar[];
}

export type AnswerTo<Q extends Question> = Answers[Q['kind']];

export interface ToRecordingWorker {
  readonly id: number;
  readonly question: Question;
}

export type FromRecordingWorker =
  /** How much of the files was read, as a fraction. */
  | { readonly kind: 'read'; readonly share: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: AnswerTo<Question> }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
