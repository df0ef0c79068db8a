import { backOffMs, type BackOff } from '#electron/adapters/kite/back-off';
import type { Attempt, Message, Send } from './channels';

export interface OutboxTerms {
  readonly backOff: BackOff;
  /** Attempts in all. */
  readonly attempts: number;
  readonly timeoutMs: number;
  /** Between the beginnings of two messages. */
  readonly spacingMs: number;
  /** Messages that may wait; what comes on top fails at once. */
  readonly mostWaiting: number;
  /** The longest wait that the other side may ask for. */
  readonly longestAskedMs: number;
}

export const OUTBOX_TERMS: OutboxTerms = {
  backOff: { firstMs: 1_000, mostMs: 30_000 },
  attempts: 5,
  timeoutMs: 10_000,
  // Telegram takes one message a second in a chat.
  spacingMs: 1_100,
  mostWaiting: 20,
  longestAskedMs: 120_000,
};

/** How far a message has come. */
export interface Progress {
  readonly outcome: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  readonly detail: string;
}

/** Sends messages by one channel, one after the other: spaced, tried again, and each told how it ended. */
export class Outbox {
  private readonly send: Send;
  private readonly terms: OutboxTerms;
  private readonly random: () => number;
  private readonly closing = new AbortController();
  private turn: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(send: Send, terms: OutboxTerms, random: () => number) {
    this.send = send;
    this.terms = terms;
    this.random = random;
  }

  /** Resolves with how it ended. `tell` hears of each attempt that has to be made again. Never rejects. */
  post(message: Message, tell: (progress: Progress) => void): Promise<Progress> {
    const { mostWaiting } = this.terms;
    if (this.waiting >= mostWaiting)
      return Promise.resolve(failed(0, `${mostWaiting} messages wait already; this one was left out`));
    this.waiting += 1;
    const ending = this.turn.then(() => this.tryAll(message, tell)).finally(() => (this.waiting -= 1));
    this.turn = ending.then(() => this.pause(this.terms.spacingMs));
    return ending;
  }

  /** One attempt out of turn, for the button that tries a channel. */
  try(message: Message): Promise<Attempt> {
    return this.send(message, { timeoutMs: this.terms.timeoutMs, signal: this.closing.signal });
  }

  /** What waits has failed. */
  close(): void {
    this.closing.abort();
  }

  private async tryAll(message: Message, tell: (progress: Progress) => void): Promise<Progress> {
    const { attempts, backOff, longestAskedMs } = this.terms;
    for (let made = 1; ; made += 1) {
      if (this.closing.signal.aborted) return failed(made - 1, 'The desk was closed before it was sent');
      const tried = await this.try(message);
      if (tried.kind === 'sent') return { outcome: 'sent', attempts: made, detail: tried.detail };
      if (tried.kind === 'refused') return failed(made, tried.detail);
      const wait = Math.max(tried.afterMs ?? 0, backOffMs(backOff, made - 1, this.random));
      if (made >= attempts || wait > longestAskedMs) return failed(made, tried.detail);
      tell({ outcome: 'waiting', attempts: made, detail: tried.detail });
      await this.pause(wait);
    }
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.closing;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    });
  }
}

function failed(attempts: number, detail: string): Progress {
  return { outcome: 'failed', attempts, detail };
}
