import { z } from 'zod';
import type { ApiView } from './api-settings';

/** What a desk can be opened as; a replay is opened by other means. */
export const DESK_MODES = ['demo', 'paper', 'live'] as const;

export type DeskMode = (typeof DESK_MODES)[number];

export const webAddress = z.url({
  protocol: /^https?$/,
  error: 'expected an address that begins with http:// or https://',
});

export const watchedUnderlying = z.object({
  /** As the exchange names it: 'NIFTY'. */
  name: z.string().regex(/^[A-Z0-9&-]{1,30}$/, 'expected a name such as NIFTY'),
  /** Strikes subscribed on either side of the one at the money. */
  optionRange: z
    .number()
    .int('expected a whole number of strikes')
    .min(1, 'expected from 1 to 60 strikes on either side')
    .max(60, 'expected from 1 to 60 strikes on either side'),
});

export type WatchedUnderlying = z.output<typeof watchedUnderlying>;

export const watchedUnderlyings = z
  .array(watchedUnderlying)
  .min(1, 'expected at least one underlying')
  .max(10, 'expected at most ten underlyings')
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'expected each underlying once');

const credential = z
  .string()
  .trim()
  .max(64, 'expected at most 64 characters')
  .regex(/^\w*$/, 'expected letters and digits only, as Kite shows it');

/** Empty where there is none yet. */
export const apiKey = credential;

export const apiSecret = credential.min(1, 'expected the API secret of your Kite Connect app');

/** How long a secret lasts: beyond the app, until it ends, or there is none. */
export type SecretState = 'kept' | 'session' | 'none';

/** The settings as a person may see them: secrets are said to be there, never shown. */
export interface SettingsView {
  readonly mode: DeskMode;
  readonly kite: {
    readonly apiKey: string;
    readonly redirectUrl: string;
    /** Another server that speaks Kite's protocol; null is Kite itself. Only settings.json changes it: that server is shown the tokens. */
    readonly root: string | null;
    readonly apiSecret: SecretState;
    /** Whether there is an access token; Kite may have ended it since. */
    readonly isLoggedIn: boolean;
  };
  /** Why secrets last only until the app ends; null where the system protects them. */
  readonly unprotected: string | null;
  readonly underlyings: readonly WatchedUnderlying[];
  readonly demo: {
    /** Null goes on with the day that was left, or takes the newest. */
    readonly day: string | null;
    readonly speed: number;
    readonly days: readonly { readonly id: string; readonly label: string }[];
  };
  readonly api: ApiView;
  readonly dataDirectory: string;
}

/** What became of an older program's configuration, a line a key. Secrets by name, never by value. */
export interface ImportReport {
  readonly file: string;
  readonly taken: readonly string[];
  readonly ignored: readonly string[];
}
