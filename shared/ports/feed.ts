import type { InstrumentId } from '#shared/domain/instrument';
import type { EpochMs } from '#shared/domain/units';

/** How much of each packet is wanted: price; price, volume and OHLC; everything with depth and OI. */
export type FeedMode = 'ltp' | 'quote' | 'full';

export type FeedStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Lost, and being re-established; `reason` is for the trader. */
  | { readonly kind: 'disconnected'; readonly reason: string; readonly since: EpochMs }
  /** The day's token is dead: a person has to log in. */
  | { readonly kind: 'login-required'; readonly reason: string };

/** Packets that did not reach the book, counted since the feed was made. */
export interface PassedOver {
  /** Frames that ended before the packets they announce. */
  readonly truncated: number;
  readonly unknownLength: number;
  /** Stamped before what the book knows. */
  readonly outdated: number;
  /** Last prices of zero, below, or beyond all reason. */
  readonly unbelievable: number;
}

/** A stream of prices into the book that it was created with. */
export interface Feed {
  /** Sets the complete wish; the feed works out what to add, drop or change. */
  subscribe(wanted: ReadonlyMap<InstrumentId, FeedMode>): void;
  /** Called once a frame, after the book has been updated, with the slots that changed (valid during the call only). */
  onPrices(listener: (slots: Int32Array, count: number) => void): () => void;
  onStatus(listener: (status: FeedStatus) => void): () => void;
  /** Absent where prices do not come over a wire. */
  skipped?(): Readonly<PassedOver>;
  close(): Promise<void>;
}
