import type { Page } from '@playwright/test';
import type { EpochMs } from '#shared/domain/units';
import type { Snapshot } from '#shared/ipc/delta';
import { QUOTES, STRIKES } from '#shared/ipc/packed-rows';

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

const WIDTHS = { quote: 1 + QUOTES.width, strike: 1 + STRIKES.width };

/**
 * Keeps every bid and ask that reaches the page from now on. What the page unpacks is out of reach here, so this reads the
 * records by themselves: each begins with last price, bid, ask and time, and a strike has two.
 */
export async function tapeQuotes(page: Page): Promise<void> {
  await page.evaluate(async (widths) => {
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
    // Of each record its number, and then of each of its sides last price, bid, ask, time and others.
    const keepRecords = (names: Map<string, string[]>, records: Float64Array, width: number) => {
      const ids = [...names.values()];
      for (let at = 0; at < records.length; at += width) {
        const sides = ids[records[at] ?? -1] ?? [];
        sides.forEach((id, side) => {
          const begin = at + 1 + (side * (width - 1)) / sides.length;
          const [, bid = 0, ask = 0, time = 0] = records.subarray(begin, begin + 4);
          if (id !== '') window.quoteTape.push({ id, bid, ask, at: time });
        });
      }
    };
    window.desk.onDelta(({ isFresh, changes, quoteCount, records }) => {
      if (isFresh) named = { quotes: new Map(), strikes: new Map() };
      // A removed row is null in a delta, which `keep` passes over.
      keep(changes as Parameters<typeof keep>[0]);
      if (named === null) return;
      const quotesEnd = quoteCount * widths.quote;
      keepRecords(named.quotes, records.subarray(0, quotesEnd), widths.quote);
      keepRecords(named.strikes, records.subarray(quotesEnd), widths.strike);
    });
    keep((await window.desk.request('desk.snapshot')).tables);
  }, WIDTHS);
}

/** The lowest bid and the highest ask of an instrument over a span of the desk's time, the quote standing at its start included. */
export async function spreadOf(page: Page, id: string, span: { readonly from: EpochMs; readonly to: EpochMs }) {
  const tape = await page.evaluate((of) => window.quoteTape.filter((quote) => quote.id === of), id);
  const standing = tape.filter(({ at }) => at <= span.from).at(-1);
  const seen = [...(standing ? [standing] : []), ...tape.filter(({ at }) => at > span.from && at <= span.to)];
  if (seen.length === 0) throw new Error(`No quote of ${id} reached the page`);
  return { bid: Math.min(...seen.map(({ bid }) => bid)), ask: Math.max(...seen.map(({ ask }) => ask)) };
}
