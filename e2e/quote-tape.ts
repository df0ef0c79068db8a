import type { Page } from '@playwright/test';
import type { EpochMs } from '#shared/domain/units';
import type { Snapshot } from '#shared/ipc/delta';

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

/** Keeps every bid and ask that reaches the page from now on. */
export async function tapeQuotes(page: Page): Promise<void> {
  await page.evaluate(async () => {
    window.quoteTape = [];
    const keep = ({ quotes = {}, strikes = {} }: Partial<Pick<Snapshot['tables'], 'quotes' | 'strikes'>>) => {
      const cells = Object.values(strikes).flatMap((row) => [row?.ce, row?.pe]);
      for (const quote of [...Object.values(quotes), ...cells]) {
        if (quote) window.quoteTape.push({ id: quote.id, bid: quote.bid, ask: quote.ask, at: quote.at });
      }
    };
    // A removed row is null in a delta, which `keep` passes over.
    window.desk.onDelta(({ changes }) => keep(changes as Parameters<typeof keep>[0]));
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
