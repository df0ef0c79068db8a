import { istClock, MINUTE } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { PlayedDay, PlayedTrade } from './day';

/** A trade that opened this much later is still the same signal: entries wait a minute for a desk that is not ready. */
const SAME_SIGNAL = 2 * MINUTE;

/** What the faults of a day made different, a line for each trade, with the faults that were there when it was opened and closed. */
export function comparedTo(calm: PlayedDay, faulted: PlayedDay): readonly string[] {
  const left = [...faulted.trades];
  const lines = calm.trades.map((trade) => {
    const index = left.findIndex((each) => isSameSignal(trade, each));
    const [other] = index < 0 ? [] : left.splice(index, 1);
    const came = other ? difference(trade, other) : notOpened(trade, faulted);
    return `${described(trade)}: ${came}${during(faulted, trade, other)}`;
  });
  return [...lines, ...left.map((trade) => `${described(trade)}: only with faults${during(faulted, trade, trade)}`)];
}

function isSameSignal(trade: PlayedTrade, other: PlayedTrade): boolean {
  return other.strategy === trade.strategy && Math.abs(other.openedAt - trade.openedAt) <= SAME_SIGNAL;
}

/** In the words of the desk that saw the signal, or of the strategy that did not. */
function notOpened({ strategy, openedAt }: PlayedTrade, { calls, said }: PlayedDay): string {
  const call = calls.find((each) => each.strategy === strategy && Math.abs(each.madeAt - openedAt) <= SAME_SIGNAL);
  if (call) return `not opened, the call was ${call.outcome}: “${call.result}”`;
  // A minute of the long day begins wherever the one before was over.
  const why = [openedAt, openedAt - MINUTE].flatMap((at) => said.get(`${strategy} ${istClock(at).slice(0, 5)}`) ?? []);
  return `not opened, the strategy said “${why[0] ?? 'nothing'}”`;
}

function described({ strategy, openedAt, closedAt, legs }: PlayedTrade): string {
  const names = legs.map(({ side, instrument }) => `${side} ${instrument}`).join(', ');
  return `${strategy} ${istClock(openedAt)}–${closedAt === null ? 'open' : istClock(closedAt)} (${names})`;
}

function difference(trade: PlayedTrade, other: PlayedTrade): string {
  if (JSON.stringify(trade) === JSON.stringify(other)) return 'the same to the paisa';
  const found: string[] = [];
  const parts = (legs: PlayedTrade['legs'], keys: readonly (keyof PlayedTrade['legs'][number])[]): string =>
    JSON.stringify(legs.map((leg) => keys.map((key) => leg[key])));
  const differs = (keys: readonly (keyof PlayedTrade['legs'][number])[]): boolean =>
    parts(trade.legs, keys) !== parts(other.legs, keys);
  if (differs(['instrument', 'side', 'qty'])) found.push('other legs');
  if (differs(['entry'])) found.push('other entry prices');
  if (differs(['enteredAt'])) found.push('entered at another second');
  if (differs(['exit'])) found.push('other exit prices');
  if (differs(['leftAt'])) found.push('left at another second');
  if (trade.exitReason !== other.exitReason) found.push(`“${other.exitReason}” instead of “${trade.exitReason}”`);
  return found.join(', ');
}

/** The faults of the minutes in which something was traded. */
function during({ faults }: PlayedDay, ...trades: readonly (PlayedTrade | undefined)[]): string {
  const times = trades.flatMap((trade) => (trade ? [trade.openedAt, trade.closedAt ?? trade.openedAt] : []));
  const names = new Set(times.flatMap((at) => faultAt(faults, at)));
  return names.size === 0 ? '' : ` [${[...names].join('; ')}]`;
}

function faultAt(faults: PlayedDay['faults'], at: EpochMs): readonly string[] {
  // A minute's fault begins a little after the minute: the one before may have been on still.
  return [at - MINUTE, at].flatMap((each) => {
    const minute = istClock(each).slice(0, 5);
    const name = faults.get(minute);
    return name === undefined ? [] : [`${minute} ${name}`];
  });
}
