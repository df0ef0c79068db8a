import { z } from 'zod';
import { BAR_INTERVALS, type Bar } from '#shared/domain/bars';
import type { Depth } from '#shared/domain/depth';
import { APPROVALS } from '#shared/domain/instance';
import type { ParamSchema, ParamValues } from '#shared/domain/params';
import type { Result } from '#shared/domain/result';
import type { Level } from '#shared/domain/levels';
import type { StrategyLog } from '#shared/domain/strategy-log';
import { EVERYTHING } from '#shared/domain/trading-scope';
import { paise, type Paise } from '#shared/domain/units';
import {
  downloadChoice,
  exportChoice,
  recordedDay,
  retention,
  type Coverage,
  type DataState,
  type DownloadView,
  type TidyReport,
} from './data';
import type { Snapshot } from './delta';
import type { PackedDelta } from './packed-delta';
import { date, id, instrument, price, values } from './fields';
import { importChoice, type ImportView } from './import';
import {
  sweepChoice,
  walkForwardChoice,
  backtestChoice,
  labBars,
  labExport,
  labJob,
  type LabJob,
  type LabResult,
  type LabSources,
} from './lab';
import type { InstrumentView } from './views';
import { FASTEST_SPEED, lookChoice, openChoice, type ReplayContents, type ReplaySource } from './playback';
import type { ChainDay, DayCurve, PerformanceReply } from './review';
import {
  apiKey,
  apiSecret,
  DESK_MODES,
  watchedUnderlyings,
  webAddress,
  type ImportReport,
  type SecretState,
  type SettingsView,
} from './settings';
import { alertDraft, alertSecret, telegramChat, OUTSIDE_CHANNELS, type AlertsView } from './alerts';
import { apiChange, apiSecretName } from './api-settings';
import { schedule } from './schedule';
import { alertChoice, type WebhookView } from './webhooks';
import { tradingScope } from './trading-scope';
import { tradeQuestion, tradeTicket, type TradeQuote } from './trade-ticket';

/** Why a request was not carried out, in words for the trader. */
export interface Problem {
  readonly message: string;
}

export type Outcome<T = void> = Result<T, Problem>;

/** A strategy that can be added, as the form needs it. */
export interface StrategyInfo {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly params: ParamSchema;
}

/** A strategy's parameters under a name. */
export interface Preset {
  readonly strategy: string;
  readonly name: string;
  readonly params: ParamValues;
}

export interface BarsReply {
  readonly bars: readonly Bar[];
  readonly levels: readonly Level[];
}

export interface AppInfo {
  readonly version: string;
  readonly dataDirectory: string;
  readonly runtime: string;
  /** Problems found while starting (a broken file kept aside, a port in use), for the person. */
  readonly startupNotes: readonly string[];
}

const none = z
  .undefined()
  .or(z.null())
  .transform(() => undefined);
/** In paise, zero included. */
const amount = z
  .number()
  .int()
  .min(0)
  .transform((value): Paise => paise(value));
const interval = z.enum(BAR_INTERVALS);
const approval = z.enum(APPROVALS);

/** One parser per request: the allow-list, and the only way a payload enters main. */
export const parsers = {
  'desk.snapshot': none,
  /** Opens the desk once more, after it could not be opened. */
  'desk.reopen': none,
  'app.info': none,
  'app.openDataFolder': none,
  /** Writes a table as CSV into the data folder, under this name. */
  'app.saveTable': z.object({ name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/), csv: z.string().max(20_000_000) }),
  /** Shows a notice on the computer's own screen, for somebody who looks elsewhere. */
  'app.alert': z.object({ title: z.string().max(200), body: z.string().max(2_000) }),
  'trading.arm': z.object({ confirmation: z.string().max(40) }),
  'trading.disarm': none,
  /** Cancel what works, flatten everything, refuse entries until armed again. */
  'trading.exitAll': none,
  'strategies.list': none,
  /** Parameters that a person has kept by a name, for a strategy. */
  'presets.list': none,
  /** Under this name from now on; one that was there is replaced. */
  'presets.save': z.strictObject({ strategy: id, name: z.string().trim().min(1).max(40), params: values }),
  'presets.remove': z.strictObject({ strategy: id, name: id }),
  'instance.add': z.object({ strategy: id, name: z.string().trim().min(1).max(40), params: values, approval }),
  'instance.set': z.object({ instance: id, name: z.string().trim().min(1).max(40), params: values, approval }),
  /** Starts and stops it by the clock from now on; null leaves that to a person. */
  'instance.schedule': z.strictObject({ instance: id, schedule: schedule.nullable() }),
  'instance.start': z.object({ instance: id }),
  'instance.pause': z.object({ instance: id }),
  'instance.stop': z.object({ instance: id, flatten: z.boolean() }),
  'instance.exit': z.object({ instance: id }),
  'instance.remove': z.object({ instance: id }),
  /** What it saw and did today, and what it has measured. */
  'instance.log': z.strictObject({ instance: id }),
  /** Opens a trade by hand. What is known at once refuses it at once; what became of it later is in its call. */
  'trade.open': tradeTicket,
  /** What such a trade would need and cost now. Its instruments are subscribed by asking. */
  'trade.quote': tradeQuestion,
  'trade.exit': z.object({ trade: id }),
  'trade.exitLeg': z.object({ trade: id, leg: id }),
  'trade.setLevels': z.object({ trade: id, leg: id, stop: price.nullable(), target: price.nullable() }),
  /** Makes what was opened elsewhere a trade by hand: all of one position, as the person saw it. The same twice is one. */
  'position.adopt': z.strictObject({
    instrument,
    product: z.enum(['intraday', 'overnight']),
    /** Units, signed. */
    qty: z.number().int(),
    stop: price.nullable(),
    target: price.nullable(),
  }),
  'order.cancel': z.object({ order: id }),
  /** Moves an entry that rests at a limit to another price. */
  'order.modify': z.strictObject({ order: id, limit: price }),
  /** One that another app made. */
  'order.cancelOutside': z.strictObject({ brokerId: id }),
  /** Says yes or no to an entry that asks first. */
  'call.answer': z.object({ call: id, isYes: z.boolean() }),
  'limits.set': z.object({
    maxDayLoss: price,
    maxStrategyLoss: price,
    /** Zero is none. */
    dayTarget: amount.default(paise(0)),
    maxOpenLots: z.number().int().min(0).max(10_000),
    maxShareValue: amount.default(paise(50_000_000)),
    minFreeMargin: z.number().min(0).max(1).default(0),
    maxOrdersPerSecond: z.number().int().min(1).max(10),
    maxOrdersPerDay: z.number().int().min(0).max(5_000),
    priceBand: z.number().min(0).max(1),
    priceBandFloor: price,
    noEntriesAfter: z.number().int().min(0).max(1_440),
    staleAfterMs: z.number().int().min(500).max(600_000),
    scope: tradingScope.default(EVERYTHING),
  }),
  /** The instruments of today that fit what was typed, the best first: 'nifty 26000 ce', 'RELIANCE'. */
  'instruments.search': z.object({ typed: z.string().max(60) }),
  'data.state': none,
  /** Looks through a day's ticks; a damaged file says what was lost. Null when nothing can be looked at. */
  'data.coverage': recordedDay,
  /** Compacts and removes what is due now. */
  'data.tidy': none,
  /** Writes a day's ticks a file per instrument, beside the recording. */
  'data.export': exportChoice,
  /** Shows where a day's recording lies, or downloaded candles for null. */
  'data.openFolder': z.strictObject({ date: date.nullable() }),
  /** Downloads candles, each instrument to a CSV file of its own; one after the other. */
  'data.download': downloadChoice,
  /** Light: may be asked often. */
  'data.downloads': none,
  'data.cancelDownload': z.strictObject({ download: id }),
  'data.resumeDownload': z.strictObject({ download: id }),
  /** Past bars of an instrument; from then on its series is part of the day's deltas. */
  'series.watch': z.object({ instrument, interval }),
  /** Puts a chain on the screen: its strikes are subscribed in full and stay in the tables for the day. */
  'chain.watch': z.object({ underlying: id, expiry: date }),
  /** The five best prices either side; the instrument is subscribed by asking. */
  'quote.depth': z.object({ instrument }),
  'playback.set': z.object({ speed: z.number().min(1).max(FASTEST_SPEED), isPaused: z.boolean() }),
  /** To another time of the recorded day, at once; refused while trades are open. Back, the day begins again there. */
  'playback.jump': z.strictObject({ at: z.number().int().positive() }),
  /** On to a second as fast as the desk can, which sees all that lies between, and pauses there. */
  'playback.runTo': z.strictObject({ at: z.number().int().positive() }),
  /** Goes on from day to day by itself, up to this one; null stops at the end of the day. */
  'playback.setUntil': z.strictObject({ day: date.nullable() }),
  'playback.restart': z.object({ day: id }),
  /** Everything that holds days to be played. */
  'playback.sources': none,
  /** Reads a source, which takes a moment. */
  'playback.look': lookChoice,
  /** Opens a day of a source and stands still at its beginning; refused while trades are open. */
  'playback.open': openChoice,
  /** Ends the reading of a source that is looked at or opened. */
  'playback.cancel': none,
  'session.login': none,
  /** Ends the day's session at the broker and forgets its token. */
  'session.logout': none,
  'settings.read': none,
  /** Closes the desk and opens the other mode's; refused while trades are open. */
  'settings.setMode': z.strictObject({ mode: z.enum(DESK_MODES, 'expected demo, paper or live') }),
  'settings.setKite': z.strictObject({ apiKey, redirectUrl: webAddress }),
  /** One way only: nothing answers with it. */
  'settings.setApiSecret': z.strictObject({ apiSecret }),
  'settings.forgetApiSecret': none,
  'settings.setUnderlyings': z.strictObject({ underlyings: watchedUnderlyings }),
  /** How the demo begins when it is opened next. */
  'settings.setDemo': z.strictObject({
    day: date.nullable(),
    speed: z.number().min(1, 'expected a speed from 1 to 60').max(60, 'expected a speed from 1 to 60'),
  }),
  /** How long recordings are kept; in force when they are tidied next. */
  'settings.setRetention': retention,
  /** What is watched besides, in order; in force at once. */
  'settings.setWatchlist': z.strictObject({
    watchlist: z.array(instrument).max(100, 'expected at most 100 instruments'),
  }),
  /** Lets the person choose an older program's config.conf or config.json in a dialog of the system. */
  'settings.import': none,
  /** What is left out stays. A port that is taken is the problem that is answered; it is kept all the same. */
  'settings.setApi': apiChange,
  /** A new token or secret: whoever has the old one is shut out. */
  'settings.renewApiSecret': z.strictObject({ which: apiSecretName }),
  /** Copies it whole into the clipboard: it never comes to the page. */
  'settings.copyApiSecret': z.strictObject({ which: apiSecretName }),
  'webhooks.list': none,
  /** Copies the message of a TradingView alert, with the secret in it. */
  'webhooks.copyAlert': alertChoice,
  'alerts.read': none,
  /** Changes a rule, or makes a new one for an id of null. */
  'alerts.save': alertDraft,
  'alerts.turn': z.strictObject({ alert: id, isOn: z.boolean() }),
  'alerts.remove': z.strictObject({ alert: id }),
  'alerts.setChat': z.strictObject({ chat: telegramChat }),
  /** One way only: nothing answers with it. */
  'alerts.setSecret': alertSecret,
  'alerts.forgetSecret': z.strictObject({ which: z.enum(OUTSIDE_CHANNELS) }),
  /** Sends a message of trial; answers when it arrived, or with what went wrong. */
  'alerts.test': z.strictObject({ channel: z.enum(['computer', ...OUTSIDE_CHANNELS]) }),
  /** Writes a file for whoever is to help, without secrets, into the data folder. */
  'diagnostics.save': none,
  'notices.clear': none,
  /** What came of all days; with a strategy's name, of its trades only. */
  'review.performance': z.object({ strategy: z.string().max(80).nullable() }),
  /** The day's money minute by minute. */
  'review.day': none,
  /** A chain's open interest minute by minute. */
  'review.chain': z.object({ underlying: id, expiry: date }),
  /** The minutes of one instrument on a day gone by, or today. */
  'review.bars': z.object({ instrument, date }),
  /** Files that a strategy can be played on, in the data folder. */
  'lab.sources': none,
  /** Lets the person choose files of prices in a dialog of the system; none when nothing was chosen. */
  'lab.chooseFiles': none,
  /** Reads a file of candles as `lab.import` would, and writes nothing. */
  'lab.previewImport': importChoice,
  /** Writes its candles as a file in the data folder. */
  'lab.import': importChoice,
  /** Plays a strategy on recorded data, in a thread of its own; one run after the other. */
  'lab.backtest': backtestChoice,
  /** Plays a strategy with many parameters. */
  'lab.sweep': sweepChoice,
  'lab.walkForward': walkForwardChoice,
  /** Light: may be asked often. */
  'lab.jobs': none,
  'lab.result': labJob,
  'lab.cancel': labJob,
  'lab.remove': labJob,
  /** The bars of one instrument on a day that a run played. */
  'lab.bars': labBars,
  /** Keeps a run's report or trades as a file in the data folder. */
  'lab.export': labExport,
} as const;

type Replies = {
  'lab.sources': Outcome<LabSources>;
  'lab.chooseFiles': Outcome<readonly string[]>;
  'lab.previewImport': Outcome<ImportView>;
  'lab.import': Outcome<{ readonly path: string; readonly candles: number }>;
  'lab.backtest': Outcome<{ readonly job: string }>;
  'lab.sweep': Outcome<{ readonly job: string }>;
  'lab.walkForward': Outcome<{ readonly job: string }>;
  'lab.jobs': Outcome<readonly LabJob[]>;
  'lab.result': Outcome<LabResult>;
  'lab.bars': Outcome<{ readonly bars: readonly Bar[] }>;
  'lab.export': Outcome<{ readonly path: string }>;
  'review.performance': Outcome<PerformanceReply>;
  'review.day': Outcome<DayCurve>;
  'review.chain': Outcome<ChainDay>;
  'review.bars': Outcome<{ readonly bars: readonly Bar[] }>;
  'desk.snapshot': Snapshot;
  'app.info': AppInfo;
  'app.saveTable': Outcome<{ readonly path: string }>;
  'diagnostics.save': Outcome<{ readonly path: string }>;
  'strategies.list': readonly StrategyInfo[];
  'presets.list': Outcome<readonly Preset[]>;
  'instruments.search': Outcome<readonly InstrumentView[]>;
  'playback.sources': Outcome<readonly ReplaySource[]>;
  'playback.look': Outcome<ReplayContents>;
  'data.state': Outcome<DataState>;
  'data.coverage': Outcome<Coverage | null>;
  'data.tidy': Outcome<TidyReport>;
  'data.export': Outcome<{
    readonly folder: string;
    readonly files: number;
    readonly ticks: number;
    readonly faults: readonly string[];
  }>;
  'data.downloads': Outcome<readonly DownloadView[]>;
  'data.download': Outcome<{ readonly downloads: readonly string[] }>;
  'series.watch': Outcome<BarsReply>;
  'position.adopt': Outcome<{ readonly trade: string }>;
  'trade.open': Outcome<{ readonly call: string }>;
  'trade.quote': Outcome<TradeQuote>;
  /** Null while no price came. */
  'quote.depth': Outcome<Depth | null>;
  'instance.log': Outcome<StrategyLog>;
  'instance.add': Outcome<{ readonly instance: string }>;
  'settings.read': SettingsView;
  /** Oldest first. */
  'webhooks.list': readonly WebhookView[];
  'alerts.read': AlertsView;
  'alerts.save': Outcome<{ readonly alert: string }>;
  'settings.setApiSecret': Outcome<{ readonly lasts: SecretState }>;
  /** Whether the running desk was opened anew with them, or the next one will be. */
  'settings.setUnderlyings': Outcome<{ readonly isInForce: boolean }>;
  /** Null when no file was chosen. */
  'settings.import': Outcome<ImportReport | null>;
};

export type RequestName = keyof typeof parsers;
export type RequestInput<K extends RequestName> = z.output<(typeof parsers)[K]>;
/** Everything not listed in `Replies` answers done, or a problem. */
export type RequestReply<K extends RequestName> = K extends keyof Replies ? Replies[K] : Outcome;

/** Everything the renderer may ask of the main process. A request without a handler does not compile. */
export type Handlers = {
  readonly [K in RequestName]: (input: RequestInput<K>) => RequestReply<K> | Promise<RequestReply<K>>;
};

/** What the preload exposes to the page as `window.desk`. */
export interface DeskBridge {
  request<K extends RequestName>(name: K, input?: z.input<(typeof parsers)[K]>): Promise<RequestReply<K>>;
  onDelta(listener: (delta: PackedDelta) => void): () => void;
}
