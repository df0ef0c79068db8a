import type { AlertChannel } from '#shared/domain/alerts';
import { assertNever, err, ok } from '#shared/domain/result';
import type { DeliveryView } from '#shared/ipc/alerts';
import type { Outcome } from '#shared/ipc/contract';
import type { AlertStore } from './alert-store';
import type { Attempt, Message, Send } from './delivery/channels';
import { Outbox, type OutboxTerms, type Progress } from './delivery/outbox';

export interface CourierParts {
  readonly store: AlertStore;
  readonly telegram: Send;
  readonly webhook: Send;
  /** Shows a notice on the computer's own screen; false where there is none. */
  readonly show: (notice: { readonly title: string; readonly body: string }) => boolean;
  /** Takes secrets out of words that are kept and shown. */
  readonly clean: (text: string) => string;
  readonly terms: OutboxTerms;
  readonly random: () => number;
  readonly now: () => number;
}

const NO_SCREEN = 'This computer shows no notifications';
const SHOWN: Attempt = { kind: 'sent', detail: 'Shown' };
const NOT_SHOWN: Attempt = { kind: 'refused', detail: NO_SCREEN };

/** Tells alerts by the channels that they ask for, and notes how each delivery ended. */
export class Courier {
  private readonly parts: CourierParts;
  private readonly telegram: Outbox;
  private readonly webhook: Outbox;
  private counter: number;

  constructor(parts: CourierParts) {
    const { terms, random, store } = parts;
    this.parts = parts;
    this.telegram = new Outbox(parts.telegram, terms, random);
    this.webhook = new Outbox(parts.webhook, terms, random);
    this.counter = Number(store.deliveries.at(-1)?.id ?? 0);
  }

  tell(channels: readonly AlertChannel[], message: Message): void {
    for (const channel of channels) {
      // What is heard is made where it is heard: by the window, from the desk's notice.
      if (channel !== 'sound') void this.deliver(channel, message);
    }
  }

  /** One attempt now, and what became of it. */
  async test(channel: DeliveryView['channel'], message: Message): Promise<Outcome> {
    const tried = await this.attempt(channel, message);
    const detail = this.parts.clean(tried.detail);
    const outcome = tried.kind === 'sent' ? 'sent' : 'failed';
    this.parts.store.note({ ...this.begin(channel, message), outcome, attempts: 1, detail });
    return tried.kind === 'sent' ? ok(undefined) : err({ message: detail });
  }

  close(): void {
    this.telegram.close();
    this.webhook.close();
  }

  private async deliver(channel: DeliveryView['channel'], message: Message): Promise<void> {
    const view = this.begin(channel, message);
    const note = (progress: Progress): void =>
      this.parts.store.note({ ...view, ...progress, detail: this.parts.clean(progress.detail) });
    note({ outcome: 'waiting', attempts: 0, detail: '' });
    note(await this.outcomeOf(channel, message, note));
  }

  private async outcomeOf(
    channel: DeliveryView['channel'],
    message: Message,
    tell: (progress: Progress) => void,
  ): Promise<Progress> {
    if (channel === 'telegram') return this.telegram.post(message, tell);
    if (channel === 'webhook') return this.webhook.post(message, tell);
    const { kind, detail } = this.showOnScreen(message);
    return { outcome: kind === 'sent' ? 'sent' : 'failed', attempts: 1, detail };
  }

  private attempt(channel: DeliveryView['channel'], message: Message): Promise<Attempt> {
    switch (channel) {
      case 'computer':
        return Promise.resolve(this.showOnScreen(message));
      case 'telegram':
        return this.telegram.try(message);
      case 'webhook':
        return this.webhook.try(message);
      default:
        return assertNever(channel);
    }
  }

  private showOnScreen({ alert, text }: Message): Attempt {
    return this.parts.show({ title: alert, body: text }) ? SHOWN : NOT_SHOWN;
  }

  private begin(channel: DeliveryView['channel'], { alert, text }: Message): DeliveryView {
    this.counter += 1;
    const begun = { outcome: 'waiting', attempts: 0, detail: '' } as const;
    return { id: String(this.counter), at: this.parts.now(), alert, text, channel, ...begun };
  }
}
