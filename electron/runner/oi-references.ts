import { previousTradingDay } from '#shared/domain/calendar';
import type { InstrumentId } from '#shared/domain/instrument';
import { DAY, startOfDay, type IstDate } from '#shared/domain/time';
import type { Qty } from '#shared/domain/units';
import type { History } from '#shared/ports/history';

export interface OiReferenceParts {
  readonly history: History;
  readonly date: IstDate;
  /** Options on the screen whose previous open interest matters, the most watched first. */
  readonly wanted: () => readonly InstrumentId[];
  readonly found: (id: InstrumentId, oi: Qty) => void;
}

/** Wall-clock pause when there is nothing to ask for. */
const IDLE_MS = 2_000;
const RETRY_MS = 30_000;

/**
 * Asks for yesterday's open interest of the options in view: Kite's ticks do not tell it, its day candles do. One
 * request at a time, so that a chart never waits behind a hundred of these. Returns a way to stop.
 */
export function loadOiReferences({ history, date, wanted, found }: OiReferenceParts): () => void {
  const asked = new Set<InstrumentId>();
  const from = startOfDay(previousTradingDay(date));
  const stopped = new AbortController();

  async function ask(id: InstrumentId): Promise<void> {
    asked.add(id);
    const bars = await history.bars(id, '1d', from, from + DAY - 1).catch(() => {
      // Not worth a word: its change shows as unknown, and it is asked for again.
      setTimeout(() => asked.delete(id), RETRY_MS).unref();
      return [];
    });
    // A contract listed today has no yesterday.
    const [bar] = bars;
    if (bar && bar.oi !== null && !stopped.signal.aborted) found(id, bar.oi);
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      const next = wanted().find((id) => !asked.has(id));
      if (next) await ask(next);
      else await new Promise((resolve) => setTimeout(resolve, IDLE_MS).unref());
    }
  }

  void run();
  return () => stopped.abort();
}
