import { z } from 'zod';
import {
  ALERT_CHANNELS,
  ALERT_EVENTS,
  ALERT_REPEATS,
  ALERT_SIDES,
  type AlertChannel,
  type AlertMark,
  type AlertRule,
} from '#shared/domain/alerts';
import type { EpochMs } from '#shared/domain/units';
import { date, id, instrument } from './fields';

const measure = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['price', 'oi-change']), instrument }),
  z.object({ kind: z.enum(['straddle', 'pcr', 'atm-iv']), underlying: id, expiry: date.nullable() }),
  z.object({ kind: z.literal('pnl'), instance: id.nullable() }),
]);

const watch = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('level'), measure, side: z.enum(ALERT_SIDES), level: z.number() }),
  z.object({ kind: z.literal('event'), event: z.enum(ALERT_EVENTS), instance: id.nullable() }),
]);

export const alertRule = z.object({
  id,
  name: z.string().trim().min(1, 'expected a name').max(80, 'expected at most 80 characters'),
  isOn: z.boolean(),
  watch,
  repeat: z.enum(ALERT_REPEATS),
  pauseSeconds: z
    .number()
    .int()
    .min(1, 'expected a pause from 1 to 86400 s')
    .max(86_400, 'expected a pause from 1 to 86400 s'),
  channels: z.array(z.enum(ALERT_CHANNELS)).max(ALERT_CHANNELS.length),
});

/** A rule as a form sends it; null makes a new one. */
export const alertDraft = alertRule.extend({ id: id.nullable() });

export type AlertDraft = z.output<typeof alertDraft>;

/** Channels that go out to the network, and may fail there. */
export const OUTSIDE_CHANNELS = ['telegram', 'webhook'] as const satisfies readonly AlertChannel[];

export const alertSecret = z.discriminatedUnion('which', [
  z.strictObject({
    which: z.literal('telegram'),
    value: z
      .string()
      .trim()
      .regex(/^\d{5,20}:[\w-]{20,80}$/, 'expected a bot token as BotFather gives it, 123456789:ABC…'),
  }),
  z.strictObject({
    which: z.literal('webhook'),
    value: z.url({ protocol: /^https?$/, error: 'expected an address that begins with https://' }).max(500),
  }),
]);

/** Where Telegram messages go: a number, or '@channel'. Empty is nowhere. */
export const telegramChat = z
  .string()
  .trim()
  .max(60)
  .regex(/^(?:|-?\d+|@\w+)$/, 'expected a chat id such as 123456789, or @channel');

/** One rule as the screen shows it. */
export interface AlertView extends Omit<AlertRule, 'watch'>, AlertMark {
  readonly watch: AlertRule['watch'];
  /** What it waits for, in words. */
  readonly waitsFor: string;
  /** The measured value now, in words; null while it is not known, or nothing is measured. */
  readonly now: string | null;
}

/** One message that was to be told by one channel, newest last. */
export interface DeliveryView {
  readonly id: string;
  /** The computer's clock. */
  readonly at: EpochMs;
  readonly alert: string;
  readonly text: string;
  readonly channel: Exclude<AlertChannel, 'sound'>;
  readonly outcome: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  /** What the last attempt ended with; secrets are taken out. */
  readonly detail: string;
}

/** Everything the alerts' screen shows. Secrets are said to be there, never shown. */
export interface AlertsView {
  readonly rules: readonly AlertView[];
  readonly deliveries: readonly DeliveryView[];
  readonly telegram: { readonly hasToken: boolean; readonly chat: string };
  /** 'https://hooks.example.com/…4f2a'; null while there is none. */
  readonly webhook: string | null;
  /** What was wrong with the file found, for the person. */
  readonly notes: readonly string[];
}
