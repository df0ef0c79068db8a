import type { HostBatch, HostDecision, HostStart } from '#shared/engine/hosting';
import type { Need } from '#shared/domain/strategy';

/** What goes into a strategy's thread, one message at a time. */
export type ToWorker =
  | { readonly kind: 'start'; readonly start: HostStart }
  | { readonly kind: 'batch'; readonly batch: HostBatch };

/** What a strategy had to say to one message. */
export type Said =
  | { readonly kind: 'needs'; readonly needs: readonly Need[] }
  | { readonly kind: 'decision'; readonly decision: HostDecision }
  | { readonly kind: 'failed'; readonly message: string };

/** The answer to each message, empty when there is nothing to say: an answer is also the heartbeat. */
export type FromWorker = readonly Said[];
