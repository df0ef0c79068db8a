import type { Page } from '@playwright/test';
import type { EpochMs } from '#shared/domain/units';
import type { Snapshot } from '#shared/ipc/delta';
import type { Records } from '#shared/ipc/packed-delta';

/** Prices in paise. */
export interface TapedQuote {
  readonly id: string;
  readonly bid: number;
  readonly ask: number;
  readonly at: EpochMs;
}

declare global {
  interface Window {
    quoteTape: TapedQuote[];
  }
}

/**
 * Keeps every bid and ask that reaches the page from now on. What the page unpacks is out of reach here, so this reads the
 * records by themselves: each begins with last price, bid, ask and time, and a strike has two.
 */
export async function tapeQuotes(page: Page): Promise<void> {
  await page.evaluate(async () => {
    window.quoteTape = [];
    let named: { readonly quotes: Map<string, string[]>; readonly strikes: Map<string, string[]> } | null = null;
    const keep = ({ quotes = {}, strikes = {} }: Partial<Pick<Snapshot['tables'], 'quotes' | 'strikes'>>) => {
      const cells = Object.values(strikes).flatMap((row) => [row?.ce, row?.pe]);
      for (const quote of [...Object.values(quotes), ...cells]) {
        if (quote) window.quoteTape.push({ id: quote.id, bid: quote.bid, ask: quote.ask, at: quote.at });
      }
      for (const [key, quote] of Object.entries(quotes)) if (quote) named?.quotes.set(key, [quote.id]);
      for (const [key, row] of Object.entries(strikes))
        if (row) named?.strikes.set(key, [row.ce?.id ?? '', row.pe?.id ?? '']);
    };
    const keepRecords = (names: Map<string, string[]>, { numbers, values }: Records) => {
      const ids = [...names.values()];
      const width = values.length / Math.max(1, numbers.length);
      numbers.forEach((number, index) => {
        const sides = ids[number] ?? [];
        sides.forEach((id, side) => {
          const at = index * width + (side * width) / sides.length;
          const [, bid = 0, ask = 0, time = 0] = values.subarray(at, at + 4);
          if (id !== '') window.quoteTape.push({ id, bid, ask, at: time });
        });
      });
    };
    window.desk.onDelta(({ isFresh, changes, quotes, strikes }) => {
      if (isFresh) named = { quotes: new Map(), strikes: new Map() };
      // A removed row is null in a delta, which `keep` passes over.
      keep(changes as Parameters<typeof keep>[0]);
      if (named === null) return;
      keepRecords(named.quotes, quotes);
      keepRecords(named.strikes, strikes);
    });
    keep((await window.desk.request('desk.snapshot')).tables);
  });
}

/** The lowest bid and the highest ask of an instrument over a span of the desk's time, the quote standing at its start included. */
export async function spreadOf(page: Page, id: string, span: { readonly from: EpochMs; readonly to: EpochMs }) {
  const tape = await page.evaluate((of) => window.quoteTape.filter((quote) => quote.id === of), id);
  const standing = tape.filter(({ at }) => at <= span.from).at(-1);
  const seen = [...(standing ? [standing] : []), ...tape.filter(({ at }) => at > span.from && at <= span.to)];
  if (seen.length === 0) throw new Error(`No quote of ${id} reached the page`);
  return { bid: Math.min(...seen.map(({ bid }) => bid)), ask: Math.max(...seen.map(({ ask }) => ask)) };
}
