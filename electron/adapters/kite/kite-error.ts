/** What became of a request that brought no answer we can use. */
export type KiteFault =
  /** The day's token is dead. */
  | 'login-required'
  /** Kite answered, and said no. */
  | 'refused'
  /** Over a rate limit; nothing was done. */
  | 'busy'
  /** No connection came about, so the request never left. */
  | 'not-sent'
  /** It may or may not have been carried out: time-out, cut connection, gateway error, unreadable reply. */
  | 'lost';

/** A failed request. The message is for the trader and holds no token. */
export class KiteError extends Error {
  override readonly name = 'KiteError';
  readonly fault: KiteFault;
  /** How long Kite asks to wait, where it says so. */
  readonly retryAfterMs: number | null;

  constructor(fault: KiteFault, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}
