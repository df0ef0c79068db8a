import { join } from 'node:path';
import { z } from 'zod';
import { openKept, type Kept } from '#electron/storage/kept';
import type { Paise } from '#shared/domain/units';
import { NO_LEVELS, type PriceLevels } from '#shared/domain/price-levels';
import type { WebhookView } from '#shared/ipc/webhooks';

const LONGEST_LOG = 500;
const KEEP_AFTER_MS = 1_000;
const REST_MS = 4_000;
const MOST_KEYS = 2_000;
/** Whoever sends another symbol with each alert must not fill the memory. */
export const MOST_SYMBOLS = 200;

// It was made of whole paise before it was written.
const price = z
  .number()
  .int()
  .transform((value) => value as Paise);
const point = z.object({ startAt: z.number(), high: price, low: price, close: price });

const kept = z.object({
  isWatching: z.boolean(),
  symbols: z.record(
    z.string(),
    z.object({
      points: z.array(point),
      levels: z.object({ support: price, resistance: price }).nullable(),
      breakout: z.object({ direction: z.enum(['long', 'short']), at: z.number() }).nullable(),
      /** The call of its last entry. */
      call: z.string().nullable(),
    }),
  ),
  /** Alerts that were taken, newest last, with what was answered. */
  keys: z.array(z.object({ key: z.string(), message: z.string() })),
  log: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      from: z.string(),
      form: z.enum(['price', 'action', 'unknown']),
      symbol: z.string(),
      summary: z.string(),
      outcome: z.enum(['kept', 'traded', 'repeated', 'refused']),
      message: z.string(),
      status: z.number(),
    }),
  ),
});

type Content = z.output<typeof kept>;

export interface SymbolMemory extends PriceLevels {
  readonly call: string | null;
}

export const NOTHING_KNOWN: SymbolMemory = { ...NO_LEVELS, call: null };

/** What webhooks left behind, in memory and, a moment later, in a file: levels, alerts that were taken, the log. */
export class WebhookMemory {
  private readonly file: Kept<Content>;
  private readonly symbols: Map<string, SymbolMemory>;
  private readonly keys: Map<string, string>;
  private readonly log: WebhookView[];
  private watching: boolean;
  private counter: number;
  private soon: NodeJS.Timeout | null = null;
  private hasNews = false;

  private constructor(file: Kept<Content>) {
    const { isWatching, symbols, keys, log } = file.get();
    this.file = file;
    this.watching = isWatching;
    this.symbols = new Map(Object.entries(symbols));
    this.keys = new Map(keys.map(({ key, message }) => [key, message]));
    this.log = [...log];
    this.counter = Number(log.at(-1)?.id ?? 0);
  }

  /** The file webhooks.json of a mode's folder. */
  static async open(terms: {
    readonly directory: string;
    readonly now: () => number;
    readonly onFault: (message: string) => void;
  }): Promise<WebhookMemory> {
    const file = await openKept<Content>({
      path: join(terms.directory, 'webhooks.json'),
      name: 'the webhooks',
      schema: kept,
      initial: { isWatching: true, symbols: {}, keys: [], log: [] },
      ...terms,
    });
    return new WebhookMemory(file);
  }

  get isWatching(): boolean {
    return this.watching;
  }

  set isWatching(value: boolean) {
    this.watching = value;
    this.keepSoon();
  }

  get symbolCount(): number {
    return this.symbols.size;
  }

  views(): readonly WebhookView[] {
    return this.log;
  }

  knows(symbol: string): boolean {
    return this.symbols.has(symbol);
  }

  of(symbol: string): SymbolMemory {
    return this.symbols.get(symbol) ?? NOTHING_KNOWN;
  }

  set(symbol: string, memory: SymbolMemory): void {
    this.symbols.set(symbol, memory);
    this.keepSoon();
  }

  /** What was answered to the alert of this key; null when it is new. */
  answered(key: string): string | null {
    return this.keys.get(key) ?? null;
  }

  remember(key: string, message: string): void {
    this.keys.set(key, message);
    const [oldest] = this.keys.keys();
    if (this.keys.size > MOST_KEYS && oldest !== undefined) this.keys.delete(oldest);
    this.keepSoon();
  }

  note(view: Omit<WebhookView, 'id'>): void {
    this.counter += 1;
    this.log.push({ ...view, id: String(this.counter) });
    if (this.log.length > LONGEST_LOG) this.log.shift();
    this.keepSoon();
  }

  async flush(): Promise<void> {
    if (this.soon) clearTimeout(this.soon);
    this.soon = null;
    this.write();
    await this.file.flush();
  }

  /**
   * Hundreds of alerts a second are one write, and writes leave the disk to the journal in between. What a crash forgets of the last
   * seconds, the journal has of every order.
   */
  private keepSoon(): void {
    this.hasNews = true;
    this.soon ??= setTimeout(() => this.keep(), KEEP_AFTER_MS).unref();
  }

  private keep(): void {
    this.soon = setTimeout(() => this.rested(), REST_MS).unref();
    this.write();
  }

  private rested(): void {
    this.soon = null;
    if (this.hasNews) this.keep();
  }

  private write(): void {
    this.hasNews = false;
    this.file.set({
      isWatching: this.watching,
      symbols: Object.fromEntries([...this.symbols].map(([name, memory]) => [name, plain(memory)])),
      keys: [...this.keys].map(([key, message]) => ({ key, message })),
      log: [...this.log],
    });
  }
}

function plain({ points, levels, breakout, call }: SymbolMemory): Content['symbols'][string] {
  return { points: [...points], levels, breakout, call };
}
