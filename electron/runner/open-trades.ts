import type { Catalogue } from '#shared/domain/catalogue';
import { nameOf } from '#shared/domain/instrument-name';
import { isLive, type Leg, type Trade } from '#shared/domain/trade';
import type { DeskSession } from './desk-session';

/** What would be left alone if the desk closed now, oldest first. */
export function openTrades(session: DeskSession | null): readonly Trade[] {
  return session === null ? [] : [...session.desk.trades.values()].filter(isLive);
}

/** 'ATM straddle sell: short 65 NIFTY 24200 CE 18 Aug, short 65 NIFTY 24200 PE 18 Aug'. */
export function describeTrade({ name, legs }: Pick<Trade, 'name' | 'legs'>, catalogue: Pick<Catalogue, 'get'>): string {
  const held = legs.filter(({ position }) => position.qty !== 0).map((leg) => describeLeg(leg, catalogue));
  return `${name}: ${held.length === 0 ? 'orders are on their way, nothing is filled yet' : held.join(', ')}`;
}

function describeLeg({ instrument, position: { qty } }: Leg, catalogue: Pick<Catalogue, 'get'>): string {
  return `${qty < 0 ? 'short' : 'long'} ${Math.abs(qty)} ${nameOf(instrument, catalogue)}`;
}

/** '1 trade is open', '2 trades are open'. */
export function countOpen({ length }: readonly Trade[]): string {
  return length === 1 ? '1 trade is open' : `${length} trades are open`;
}

/** Wall-clock time that the broker gets to fill the exits. */
const PATIENCE_MS = 15_000;

/** Flattens everything and refuses entries from then on. Resolves when nothing is open, or when it takes too long. */
export function exitEverything(session: DeskSession, reason: string): Promise<void> {
  session.runner.command({ kind: 'exit-all', reason });
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(end, PATIENCE_MS);
    const stop = session.onDelta(() => {
      if (openTrades(session).length === 0) end();
    });
  });
}
