import { z } from 'zod';
import { BAR_INTERVALS } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { minuteFromClock } from '#shared/domain/time';
import { EVERYTHING } from '#shared/domain/trading-scope';
import { paise, qty, rupees } from '#shared/domain/units';
import { apiSettings, webhookRule, webhookSettings } from '#shared/ipc/api-settings';
import { parsers } from '#shared/ipc/contract';
import { retention } from '#shared/ipc/data';
import { date } from '#shared/ipc/fields';
import { DESK_MODES, watchedUnderlying, webAddress } from '#shared/ipc/settings';

const underlying = watchedUnderlying.extend({ optionRange: watchedUnderlying.shape.optionRange.default(12) });

const DEFAULT_LIMITS: z.output<(typeof parsers)['limits.set']> = {
  maxDayLoss: rupees(25_000),
  maxStrategyLoss: rupees(15_000),
  dayTarget: rupees(0),
  maxOpenLots: 60,
  maxShareValue: rupees(500_000),
  minFreeMargin: 0,
  // Kite refuses the eleventh order of a second; two are left for orders made elsewhere.
  maxOrdersPerSecond: 8,
  maxOrdersPerDay: 1_000,
  priceBand: 0.1,
  // A tenth of an option at ₹2 is nothing; the floor lets cheap options be traded.
  priceBandFloor: rupees(20),
  noEntriesAfter: minuteFromClock('15:00'),
  staleAfterMs: 15_000,
  scope: { ...EVERYTHING, maxLots: {} },
};

const { shape: api } = apiSettings;
const { shape: webhook } = webhookSettings;

const apiSection = z.object({
  isEnabled: api.isEnabled.default(true),
  isEnabledInLive: api.isEnabledInLive.default(false),
  // That of the Python servers.
  port: api.port.default(5_000),
  host: api.host.default('127.0.0.1'),
  asksTokenInDemo: api.asksTokenInDemo.default(false),
  requestsPerSecond: api.requestsPerSecond.default(200),
  webhook: z
    .object({
      // TradingView itself stops an alert that fires more than 15 times in three minutes.
      perMinute: webhook.perMinute.default(240),
      callsPerDay: webhook.callsPerDay.default(1_000),
      sources: webhook.sources.default([]),
      hosts: webhook.hosts.default([]),
      windowSeconds: webhook.windowSeconds.default(120),
      maxQuantity: webhook.maxQuantity.default(1_800),
      isPaperOnly: webhook.isPaperOnly.default(true),
      approval: webhook.approval.default('automatic'),
      rules: z
        .array(
          webhookRule.extend({
            instrument: webhookRule.shape.instrument.default(null),
            isPaperOnly: webhookRule.shape.isPaperOnly.default(true),
          }),
        )
        .max(100)
        .default([]),
    })
    .prefault({}),
});

/** Everything the person chose, with what holds until he does. Secrets are not settings: they live in secrets.ts. */
export const settingsSchema = z.object({
  /** The first run is a demo. Live still has to be armed, each session. */
  mode: z.enum(DESK_MODES).default('demo'),
  underlyings: z
    .array(underlying)
    .min(1)
    .max(10)
    .prefault([{ name: 'NIFTY' }, { name: 'BANKNIFTY' }]),
  /** Contract terms by hand, for a day on which the instruments are wrong; the start says where they differ. Tick sizes in paise. */
  contracts: z
    .array(
      z.object({
        underlying: watchedUnderlying.shape.name,
        lotSize: z.number().int().positive().max(100_000).transform(qty).nullable().default(null),
        tickSize: z.number().int().positive().max(10_000).transform(paise).nullable().default(null),
      }),
    )
    .max(50)
    .default([]),
  /** Further instruments to watch. */
  watchlist: z
    .array(z.string().regex(/^[A-Z]{2,4}:\S.*$/, 'expected EXCHANGE:SYMBOL, such as NFO:NIFTY26AUGFUT'))
    .max(100)
    .default([])
    // The pattern above is what an id is; whether it is listed today is asked of the catalogue.
    .transform((ids) => ids as readonly string[] as readonly InstrumentId[]),
  limits: parsers['limits.set'].default(DEFAULT_LIMITS),
  /** Strategies' parameters under names, in the order they were first kept. */
  presets: z.array(parsers['presets.save']).max(200, 'expected at most 200 presets').default([]),
  demo: z
    .object({
      /** The recorded day's id; null plays the one that ships as the first. */
      day: z.string().max(80).nullable().default(null),
      speed: z.number().min(1).max(60).default(1),
    })
    .prefault({}),
  kite: z
    .object({
      apiKey: z.string().max(64).default(''),
      /** The one registered with the Kite app; only its request_token is ever read. */
      redirectUrl: webAddress.default('http://127.0.0.1:5000/'),
      /** Another server that speaks Kite's protocol; null is Kite itself. */
      root: webAddress.nullable().default(null),
    })
    .prefault({}),
  api: apiSection.prefault({}),
  recording: retention.prefault({ days: 400, gigabytes: 20 }),
  history: z
    .object({
      from: date.nullable().default(null),
      to: date.nullable().default(null),
      interval: z.enum(BAR_INTERVALS).default('1d'),
      /** Null is data/history of the data folder. */
      folder: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
});

export type Settings = z.output<typeof settingsSchema>;
/** Settings as written: whatever is missing takes its default. */
export type SettingsInput = z.input<typeof settingsSchema>;
