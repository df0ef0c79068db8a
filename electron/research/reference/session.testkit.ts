import { pairsOf, type Pair } from './candles.testkit';
import { forwardOf, nearestTo, type Frame, type Market, type Price } from './market.testkit';
import { chargesOf, clockOf } from './plain.testkit';

export type Why = 'square-off' | 'fell' | 'rose' | 'leg stop' | 'leg target' | 'spot moved' | 'trail' | 'cross' | 'end';

export interface PlainLeg {
  /** 'carrier' or '24200CE'. */
  readonly name: string;
  readonly side: 'buy' | 'sell';
  readonly enteredAt: string;
  readonly entry: number;
  readonly leftAt: string;
  readonly exit: number;
  readonly why: Why;
}

/** Prices in paise, net of charges. */
export interface PlainTrade {
  readonly date: string;
  readonly legs: readonly PlainLeg[];
  readonly net: number;
}

/** Minutes of the day, and seconds that a price or candle may be old. */
export interface Hours {
  readonly from: number;
  readonly until: number;
  readonly squareOff: number;
  readonly staleAfter: number;
}

export const HOURS: Hours = { from: 9 * 60 + 20, until: 14 * 60 + 45, squareOff: 15 * 60 + 15, staleAfter: 15 };

/** What a strategy wants to hold, and where it wants to leave. */
export interface Wish {
  readonly isLong: boolean;
  /** 'carrier', or the option that is bought: so many strikes out of the money. */
  readonly vehicle: 'carrier' | 'option';
  /** Of the spot. */
  readonly stop?: number;
  readonly target?: number;
  /** Shares of the price at which it was entered. */
  readonly legStop?: number;
  readonly legTarget?: number;
  /** From which close on it trails its risk. */
  readonly trailFrom?: number;
}

/** What a strategy does with a candle that is over. */
export interface Desk {
  readonly frame: Frame;
  /** Something was open when the frame came. */
  readonly wasOpen: boolean;
  /** Enters, if time, prices and ends allow it. */
  readonly enter: (wish: Wish) => boolean;
  readonly leave: (why: Why) => void;
}

export interface PlainStrategy {
  onCandle(pair: Pair, desk: Desk): void;
  /** Before candles, in every frame that the strategy hears of. */
  onFrame?(frame: Frame): void;
  onLeft?(second: number): void;
}

interface Open {
  readonly wish: Wish;
  readonly name: string;
  readonly side: 'buy' | 'sell';
  readonly second: number;
  readonly entry: number;
  readonly legStop: number | null;
  readonly legTarget: number | null;
  best: number;
}

/** A day of a strategy that holds one thing at a time, by its rules. */
export function tradesOf(market: Market, length: number, strategy: PlainStrategy, hours: Hours = HOURS): PlainTrade[] {
  const session = new Session(market, strategy, hours);
  const told = new Map<Frame, Pair[]>();
  for (const pair of pairsOf(market, length))
    if (pair.told) told.set(pair.told, [...(told.get(pair.told) ?? []), pair]);
  for (const frame of market.frames) session.play(frame, told.get(frame) ?? [], length);
  return session.end();
}

class Session {
  private open: Open | null = null;
  private readonly trades: PlainTrade[] = [];
  private readonly market: Market;
  private readonly strategy: PlainStrategy;
  private readonly hours: Hours;

  constructor(market: Market, strategy: PlainStrategy, hours: Hours) {
    this.market = market;
    this.strategy = strategy;
    this.hours = hours;
  }

  play(frame: Frame, told: readonly Pair[], length: number): void {
    const wasOpen = this.open !== null;
    const why = this.open && this.whyToLeave(this.open, frame);
    if (why) this.leave(frame, why);
    if (frame.isInside) return;
    for (const pair of told) {
      const isLate = frame.second - (pair.candle.minute + length) * 60 > this.hours.staleAfter;
      this.strategy.onCandle(pair, {
        frame,
        wasOpen,
        enter: (wish) => !isLate && this.enter(wish, frame),
        leave: (reason) => this.open && this.leave(frame, reason),
      });
    }
    this.strategy.onFrame?.(frame);
  }

  /** What the recording leaves open is left at its last prices. */
  end(): PlainTrade[] {
    const last = this.market.frames.at(-1);
    if (this.open && last) this.leave(last, 'end');
    return this.trades;
  }

  private whyToLeave(open: Open, frame: Frame): Why | null {
    const { wish, name, legStop, legTarget } = open;
    const sign = wish.isLong ? 1 : -1;
    if (frame.second >= this.hours.squareOff * 60) return 'square-off';
    const { spot } = frame;
    if (hasPassed(spot, wish.stop, -sign)) return wish.isLong ? 'fell' : 'rose';
    if (hasPassed(spot, wish.target, sign)) return wish.isLong ? 'rose' : 'fell';
    const own = priceOf(frame, name)?.ltp ?? 0;
    const gain = open.side === 'buy' ? 1 : -1;
    if (hasPassed(own, legStop ?? undefined, -gain)) return 'leg stop';
    if (hasPassed(own, legTarget ?? undefined, gain)) return 'leg target';
    return this.isTrailed(open, spot, sign) ? 'trail' : null;
  }

  /** Back by the risk from the best price, after the risk was gained; the best price counts in twentieths of it. */
  private isTrailed(open: Open, spot: number, sign: number): boolean {
    const { trailFrom, stop } = open.wish;
    if (trailFrom === undefined || stop === undefined) return false;
    const risk = Math.abs(trailFrom - stop);
    if ((spot - open.best) * sign >= risk / 20) open.best = spot;
    return (open.best - trailFrom) * sign >= risk && (open.best - spot) * sign >= risk;
  }

  private enter(wish: Wish, frame: Frame): boolean {
    const { second, spot } = frame;
    const sign = wish.isLong ? 1 : -1;
    const isTime = second >= this.hours.from * 60 && second < this.hours.until * 60;
    // A candle is over, and its price may have gone past an end since: then there is nothing to enter for.
    const isPast = hasPassed(spot, wish.stop, -sign) || hasPassed(spot, wish.target, sign);
    if (!isTime || isPast || this.open) return false;
    const name = wish.vehicle === 'carrier' ? 'carrier' : this.boughtAt(frame, wish.isLong);
    const price = name === null ? undefined : priceOf(frame, name);
    if (name === null || !price || second - price.second > this.hours.staleAfter) return false;
    const side = wish.vehicle === 'option' || wish.isLong ? 'buy' : 'sell';
    const entry = this.fillOf(name, side, price);
    const tick = name === 'carrier' ? this.market.tick : 5;
    // A stop lies at the first price of the grid beyond, and so does a target.
    const at = (share: number | undefined, direction: number) => {
      const level = share === undefined ? null : Math.round(entry * (1 + direction * share));
      return level === null ? null : (direction > 0 ? Math.ceil(level / tick) : Math.floor(level / tick)) * tick;
    };
    const gain = side === 'buy' ? 1 : -1;
    const levels = { legStop: at(wish.legStop, -gain), legTarget: at(wish.legTarget, gain) };
    this.open = { wish, name, side, second, entry, ...levels, best: wish.trailFrom ?? 0 };
    return true;
  }

  /** The option at the money, where calls and puts cost the same by prices that are fresh. */
  private boughtAt(frame: Frame, isLong: boolean): string | null {
    const strike = moneyOf(this.market, frame, this.hours.staleAfter);
    if (strike === null) return null;
    const name = `${strike}${isLong ? 'CE' : 'PE'}`;
    const price = frame.options.get(name);
    return price && price.bid > 0 && price.ask > 0 ? name : null;
  }

  private leave(frame: Frame, why: Why): void {
    const { open } = this;
    const price = open && priceOf(frame, open.name);
    if (!open || !price) return;
    const { name, side, entry } = open;
    const exit = this.fillOf(name, side === 'buy' ? 'sell' : 'buy', price);
    const leg = { name, side, enteredAt: clockOf(open.second), entry, leftAt: clockOf(frame.second), exit, why };
    this.trades.push(tradeOf(this.market, [leg]));
    this.open = null;
    this.strategy.onLeft?.(frame.second);
  }

  private fillOf(name: string, side: 'buy' | 'sell', price: Price): number {
    return name === 'carrier' ? carrierFill(side, price.ltp, this.market.tick) : side === 'buy' ? price.ask : price.bid;
  }
}

function hasPassed(price: number, level: number | undefined, sign: number): boolean {
  return level !== undefined && (price - level) * sign >= 0;
}

/** The future's or share's bid and offer lie a hundredth of a per cent away, at least a tick, on the tick. */
function carrierFill(side: 'buy' | 'sell', price: number, tick: number): number {
  const away = Math.max(Math.round(price * 0.0001), tick);
  return side === 'buy' ? Math.ceil((price + away) / tick) * tick : Math.floor((price - away) / tick) * tick;
}

function priceOf({ carrier, options }: Frame, name: string): Price | undefined {
  if (name !== 'carrier') return options.get(name);
  return carrier ? { ...carrier, bid: 0, ask: 0 } : undefined;
}

/** The strike nearest to the forward, by prices that are fresh; null without any. */
export function moneyOf({ strikes }: Market, { second, spot, options }: Frame, staleAfter: number): number | null {
  const fresh = new Map([...options].filter(([, price]) => second - price.second <= staleAfter));
  const forward = forwardOf(strikes, fresh, spot);
  return forward > 0 ? nearestTo(strikes, forward) : null;
}

export function tradeOf({ date, symbol, lots }: Market, legs: readonly PlainLeg[]): PlainTrade {
  const isShare = symbol !== 'NIFTY' && symbol !== 'BANKNIFTY';
  const net = legs.reduce((sum, { name, side, entry, exit }) => {
    const units = name === 'carrier' ? lots.carrier : lots.option;
    const kind = name !== 'carrier' ? 'option' : isShare ? 'share' : 'future';
    const gross = (side === 'buy' ? exit - entry : entry - exit) * units;
    const other = side === 'buy' ? 'sell' : 'buy';
    return sum + gross - chargesOf(kind, date, side, entry * units) - chargesOf(kind, date, other, exit * units);
  }, 0);
  return { date, legs: legs.toSorted((a, b) => a.name.localeCompare(b.name)), net };
}
