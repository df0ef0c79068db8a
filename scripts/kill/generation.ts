import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookOrder, Trade } from '#electron/exchange/orders/order';
import { settingsSchema } from '#electron/storage/settings-schema';
import { paise } from '#shared/domain/units';
import { startExchange, type ExchangeProcess } from '../../e2e/exchange-process';

/** Market seconds a second. */
const SPEED = 60;

/** Wide limits, so that orders flow; webhooks act at once, as in a demo they do. */
const usual = settingsSchema.parse({});
const SETTINGS = settingsSchema.parse({
  ...usual,
  limits: {
    ...usual.limits,
    maxOpenLots: 500,
    maxDayLoss: paise(1_000_000_000),
    maxStrategyLoss: paise(1_000_000_000),
    maxOrdersPerDay: 5_000,
  },
  api: { ...usual.api, requestsPerSecond: 2_000, webhook: { ...usual.api.webhook, perMinute: 100_000 } },
});

export interface Book {
  /** Each order as it stands now. */
  readonly orders: readonly BookOrder[];
  readonly trades: readonly Trade[];
}

/** One market day: an exchange that outlives every desk, and the data folder that they share. */
export interface Generation {
  readonly exchange: ExchangeProcess;
  readonly folder: string;
  /** The exchange's own book, from its file: asking it would use up the desk's rate of requests. */
  book(): Promise<Book>;
  close(): Promise<void>;
}

export async function openGeneration(): Promise<Generation> {
  const root = await mkdtemp(join(tmpdir(), 'kitedesk-kill-'));
  const folder = join(root, 'data');
  await mkdir(folder, { mode: 0o700 });
  await mkdir(join(root, 'exchange'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify(SETTINGS), { mode: 0o600 });
  const exchange = await startExchange(join(root, 'exchange'));
  await exchange.command({ kind: 'speed', speed: SPEED });
  return {
    exchange,
    folder,
    book: () => readBook(join(root, 'exchange', 'state.json')),
    async close() {
      await exchange.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The exchange writes its file when the first desk logs in. */
const NOTHING_YET = '{"book":{"orders":[],"trades":[]}}';

async function readBook(path: string): Promise<Book> {
  // The exchange's file, in the exchange's own types.
  const { book } = JSON.parse(await readFile(path, 'utf8').catch(() => NOTHING_YET)) as {
    readonly book: { readonly orders: readonly (readonly BookOrder[])[]; readonly trades: readonly Trade[] };
  };
  return { orders: book.orders.flatMap((states) => states.at(-1) ?? []), trades: book.trades };
}
