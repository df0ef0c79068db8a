import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Pending } from './pending';

export interface BookChecksParts {
  /** Reads and compares once; false when the books could not be read. */
  readonly compare: () => Promise<boolean>;
  readonly pending: Pending;
  /** The market waits for the desk: checks are due by market time, so that they come at the same moments in every run. */
  readonly isPaced: boolean;
}

const EVERY = 60 * SECOND;
/** Wall-clock milliseconds. */
const RETRY_AFTER = 3 * SECOND;
/** After the last of a run of fills: margins have moved, and one look at the books serves them all. */
const AFTER_FILLS = 1.5 * SECOND;

/** When the desk's books are compared with the broker's: at the start, after fills, and every minute. */
export class BookChecks {
  private readonly parts: BookChecksParts;
  private readonly minutes: NodeJS.Timeout | undefined;
  private afterFills: NodeJS.Timeout | undefined;
  /** Market time from which on the next one is due, in a paced market. */
  private dueAt: EpochMs | null = null;
  private isClosed = false;

  constructor(parts: BookChecksParts) {
    this.parts = parts;
    this.minutes = parts.isPaced ? undefined : setInterval(() => void this.now(), EVERY);
  }

  /** Again and again until the books were read. False when the desk was closed meanwhile. */
  first(): Promise<boolean> {
    return this.parts.pending.track(this.untilRead());
  }

  now(): Promise<boolean> {
    return this.parts.pending.track(this.parts.compare());
  }

  onFills(): void {
    if (this.parts.isPaced) {
      this.dueAt = 0;
      return;
    }
    clearTimeout(this.afterFills);
    this.afterFills = setTimeout(() => void this.now(), AFTER_FILLS);
  }

  /** For each second of a paced market. */
  onStep(at: EpochMs): void {
    this.dueAt ??= at + EVERY;
    if (at < this.dueAt) return;
    this.dueAt = at + EVERY;
    void this.now();
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.minutes);
    clearTimeout(this.afterFills);
  }

  private async untilRead(): Promise<boolean> {
    while (!this.isClosed && !(await this.parts.compare()))
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
    return !this.isClosed;
  }
}
