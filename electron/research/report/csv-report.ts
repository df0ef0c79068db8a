import { istStamp } from '#shared/domain/time';
import { symbolOf } from '#shared/domain/words';
import type { ResearchTrade } from '../results';
import { exitOf } from './report';

const COLUMNS =
  'trade,date,strategy,name,opened_at,closed_at,instrument,side,quantity,entry,exit,leg_pnl,trade_gross,trade_charges,trade_net,modelled,entry_reason,exit_reason'.split(
    ',',
  );

/**
 * The trades as a table with a row for each leg: prices and amounts in rupees, times Indian. What a trade came to as a whole stands
 * in the row of its first leg alone, so that a column's sum is the run's.
 */
export function csvReport(trades: readonly ResearchTrade[]): string {
  const rows = trades.flatMap((trade, index) =>
    trade.legs.map(({ instrument, side, qty, entry, exit, pnl }, place) => [
      String(index + 1),
      trade.date,
      trade.strategy,
      trade.name,
      istStamp(trade.openedAt),
      trade.closedAt === null ? '' : istStamp(trade.closedAt),
      symbolOf(instrument),
      side,
      String(qty),
      ...[entry, exit, pnl].map(inRupees),
      ...[trade.gross, trade.charges, trade.net].map((amount) => (place === 0 ? inRupees(amount) : '')),
      String(trade.isModelled),
      trade.entryReason,
      exitOf(trade),
    ]),
  );
  return [COLUMNS, ...rows].map((cells) => `${cells.map(cellOf).join()}\r\n`).join('');
}

function inRupees(amount: number | null): string {
  return amount === null ? '' : (amount / 100).toFixed(2);
}

/** Quoted where a reader would stumble (RFC 4180); words that a spreadsheet would take for a formula begin with an apostrophe. */
function cellOf(text: string): string {
  const harmless = /^[=+@\t]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
