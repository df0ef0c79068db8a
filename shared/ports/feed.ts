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

/** A stream of prices into the book that it was created with. */
export interface Feed {
  /** Sets the complete wish; the feed works out what to add, drop or change. */
  subscribe(wanted: ReadonlyMap<InstrumentId, FeedMode>): void;
  /** Called once a frame, after the book has been updated, with the slots that changed (valid during the call only). */
  onPrices(listener: (slots: Int32Array, count: number) => void): () => void;
  onStatus(listener: (status: FeedStatus) => void): () => void;
  close(): Promise<void>;
}
