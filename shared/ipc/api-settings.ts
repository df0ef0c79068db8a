import { z } from 'zod';
import { APPROVALS } from '#shared/domain/instance';

/** What a webhook's symbol means, and what it may do at most. */
export const webhookRule = z.object({
  /** As the alert says it: 'NIFTY', 'NSE:RELIANCE'. */
  symbol: z.string().trim().min(1).max(60),
  /** What is traded instead, 'NFO:NIFTY26AUGFUT'; null leaves the symbol to be found. */
  instrument: z.string().trim().min(1).max(60).nullable(),
  /** Units of one entry. */
  maxQuantity: z.number().int('expected whole units').min(1).max(1_000_000),
  /** Refused in Live. */
  isPaperOnly: z.boolean(),
});

export const webhookSettings = z.object({
  perMinute: z.number().int().min(1).max(120_000),
  /** Calls of a day: an alert that fires without end must not fill journal, files and memory. */
  callsPerDay: z.number().int().min(1).max(1_000),
  /** Addresses that may send; empty takes every address that reaches the port, which by default is this computer. */
  sources: z.array(z.string().trim().min(1).max(60)).max(50),
  /** Names of a tunnel under which webhooks, and nothing else, arrive: 'desk.example.com'. */
  hosts: z.array(z.string().trim().toLowerCase().min(1).max(120)).max(10),
  /** How old or early an alert's `time` may be. */
  windowSeconds: z.number().int().min(5, 'expected from 5 to 3600 s').max(3_600, 'expected from 5 to 3600 s'),
  /** Units of one entry where no rule says otherwise. */
  maxQuantity: z.number().int('expected whole units').min(1).max(1_000_000),
  /** Symbols without a rule are refused in Live. */
  isPaperOnly: z.boolean(),
  /** Whether an entry asks a person first. */
  approval: z.enum(APPROVALS),
  rules: z.array(webhookRule).max(100),
});

/** The local API and its webhooks. */
export const apiSettings = z.object({
  /** In Demo and Paper. */
  isEnabled: z.boolean(),
  /** In Live it is off until switched on for itself. */
  isEnabledInLive: z.boolean(),
  port: z
    .number()
    .int()
    .min(1_024, 'expected a port from 1024 to 65535')
    .max(65_535, 'expected a port from 1024 to 65535'),
  /** Loopback unless changed: on any other address, everybody in that network can knock. */
  host: z.string().trim().min(1).max(60),
  /** Whether the Python servers' endpoints ask for the token in Demo too; elsewhere they always do. */
  asksTokenInDemo: z.boolean(),
  /** From one address. */
  requestsPerSecond: z.number().int().min(1).max(2_000),
  webhook: webhookSettings,
});

/** What is left out stays as it is. */
export const apiChange = apiSettings.extend({ webhook: webhookSettings.partial().strict() }).partial().strict();

export const apiSecretName = z.enum(['token', 'webhookSecret']);

export type ApiSettings = z.output<typeof apiSettings>;
export type WebhookSettings = z.output<typeof webhookSettings>;
export type ApiSecretName = z.output<typeof apiSecretName>;

/** The API as a person may see it: the secrets by their last letters. */
export interface ApiView extends ApiSettings {
  /** 'off': not wanted in this mode. */
  readonly state: 'on' | 'off' | 'failed';
  /** Where it answers; null while it does not. */
  readonly url: string | null;
  /** Why it does not answer although it should, or what is dangerous about how it does; null when all is well. */
  readonly problem: string | null;
  /** '…4f2a' */
  readonly token: string;
  readonly webhookSecret: string;
}
