/** Carries every request: its name, then its input. A request added later needs no channel of its own. */
export const REQUEST_CHANNEL = 'desk.request';

/** Carries every delta. */
export const DELTA_CHANNEL = 'desk.delta';

/** What comes back over the request channel. `refused` is the sentence of a request whose reply cannot say so itself. */
export type WireReply = { readonly reply: unknown } | { readonly refused: string };
