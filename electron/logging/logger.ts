import { pino, type Logger } from 'pino';
import { istClock, istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { createLogFile } from './log-file';
import type { Redactor } from './redactor';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** `log.info({ orderId }, 'Order accepted')`: fields first, then a sentence. */
export type Log = Pick<Logger, LogLevel | 'child'>;

export interface LoggerOptions {
  /** The folder of the logs. */
  readonly directory: string;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  readonly level: LogLevel;
  readonly redactor: Redactor;
  /** Told once per stretch of failing writes. */
  readonly onFault: (error: unknown) => void;
}

/** One JSON object a line, on the Indian clock, cleaned of secrets as the very last step. Nothing goes to the console. */
export function createLogger({ directory, now, level, redactor, onFault }: LoggerOptions): {
  readonly log: Log;
  close(): void;
} {
  const file = createLogFile({ directory, now, onFault });
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${indianTime(now())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => file.write(redactor.clean(line)) },
  );
  return { log, close: () => file.close() };
}

/** '2026-08-18T09:20:03.042+05:30'. */
function indianTime(at: EpochMs): string {
  return `${istDate(at)}T${istClock(at)}.${String(at % 1_000).padStart(3, '0')}+05:30`;
}
