import { join } from 'node:path';
import { z } from 'zod';
import { openKept, type Kept } from '#electron/storage/kept';
import { NEVER_FIRED, type AlertMark, type AlertRule } from '#shared/domain/alerts';
import { alertRule, telegramChat, type DeliveryView } from '#shared/ipc/alerts';

const LONGEST_LOG = 200;

const mark = z.object({
  firedAt: z.number().nullable(),
  // A file of an earlier version has no such field.
  toldAt: z.number().nullable().default(null),
  count: z.number().int(),
  said: z.string(),
});

const delivery = z.object({
  id: z.string(),
  at: z.number(),
  alert: z.string(),
  text: z.string(),
  channel: z.enum(['computer', 'telegram', 'webhook']),
  outcome: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number().int(),
  detail: z.string(),
});

const content = z.object({
  rules: z.array(alertRule),
  marks: z.record(z.string(), mark),
  chat: telegramChat,
  deliveries: z.array(delivery),
});

type Content = z.output<typeof content>;

/** alerts.json of the data folder: the rules, when each fired, where messages go, and what became of them. No secrets. */
export class AlertStore {
  private readonly file: Kept<Content>;
  private soon: NodeJS.Timeout | null = null;
  private current: Content;

  private constructor(file: Kept<Content>) {
    this.file = file;
    const found = file.get();
    // Whatever waited when the desk ended was not sent.
    const deliveries = found.deliveries.map((each) =>
      each.outcome === 'waiting'
        ? { ...each, outcome: 'failed' as const, detail: 'The desk ended before it was sent' }
        : each,
    );
    this.current = { ...found, deliveries };
  }

  static async open(terms: {
    readonly directory: string;
    readonly now: () => number;
    readonly onFault: (message: string) => void;
  }): Promise<AlertStore> {
    const file = await openKept<Content>({
      path: join(terms.directory, 'alerts.json'),
      name: 'the alerts',
      schema: content,
      initial: { rules: [], marks: {}, chat: '', deliveries: [] },
      ...terms,
    });
    return new AlertStore(file);
  }

  get notes(): readonly string[] {
    return this.file.notes;
  }

  get rules(): readonly AlertRule[] {
    return this.current.rules;
  }

  get chat(): string {
    return this.current.chat;
  }

  set chat(chat: string) {
    this.change({ chat });
  }

  get deliveries(): readonly DeliveryView[] {
    return this.current.deliveries;
  }

  markOf(rule: string): AlertMark {
    return this.current.marks[rule] ?? NEVER_FIRED;
  }

  /** Takes the place of the rule of the same id, or comes last. */
  put(rule: AlertRule): void {
    const { rules } = this.current;
    const next = { ...rule, channels: [...rule.channels] };
    const isKnown = rules.some(({ id }) => id === rule.id);
    this.change({ rules: isKnown ? rules.map((each) => (each.id === rule.id ? next : each)) : [...rules, next] });
  }

  mark(rule: string, made: AlertMark): void {
    this.change({ marks: { ...this.current.marks, [rule]: made } });
  }

  remove(rule: string): void {
    const { [rule]: _, ...marks } = this.current.marks;
    this.change({ rules: this.current.rules.filter(({ id }) => id !== rule), marks });
  }

  /** Notes a message, or how far it has come. */
  note(view: DeliveryView): void {
    const { deliveries } = this.current;
    const isKnown = deliveries.some(({ id }) => id === view.id);
    const next = isKnown ? deliveries.map((each) => (each.id === view.id ? view : each)) : [...deliveries, view];
    this.change({ deliveries: next.slice(-LONGEST_LOG) });
  }

  async flush(): Promise<void> {
    if (this.soon) clearTimeout(this.soon);
    this.keep();
    await this.file.flush();
  }

  /** A burst of alerts is one write. */
  private change(part: Partial<Content>): void {
    this.current = { ...this.current, ...part };
    this.soon ??= setTimeout(() => this.keep(), 500).unref();
  }

  private keep(): void {
    this.soon = null;
    this.file.set(this.current);
  }
}
