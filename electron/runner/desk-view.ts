import type { Book } from '#shared/domain/book';
import { phaseAt } from '#shared/domain/calendar';
import { averageOf, type Outside } from '#shared/domain/outside';
import { strategyById } from '#shared/engine/registry';
import type { Engine } from '#shared/engine/engine';
import type { DayLedger } from '#shared/engine/ledger';
import { INDIA_VIX, spotOf } from '#shared/domain/underlyings';
import { isLive, isOwnedBy } from '#shared/domain/trade';
import { paise, type EpochMs } from '#shared/domain/units';
import type { ConnectionView, DeskView, InstanceView, PnlView } from '#shared/ipc/views';
import type { FeedStatus } from '#shared/ports/feed';
import type { MarketDesk } from './market-desk';
import type { Wiring } from './wiring';

/** Wall-clock window over which ticks per second are counted. */
const RATE_WINDOW = 1_000;

/** Gathers what the top bar shows. */
export function createDeskView(wiring: Wiring, engine: Engine, ledger: DayLedger, market: MarketDesk) {
  const { desk } = engine;
  let feed: ConnectionView = { state: 'connecting', reason: '' };
  let orders: ConnectionView = { state: 'connecting', reason: '' };
  let lastTickAt = newestReceipt(wiring.book);
  const rate = createRate();
  let { peak, trough }: { peak: number; trough: number } = wiring.review.extremes;
  const underlyings = wiring.underlyings.map(({ name }) => ({
    name,
    spot: spotOf(name),
    future: wiring.catalogue.futures(name)[0]?.id ?? null,
    expiries: wiring.catalogue.expiries(name),
  }));

  function pnl(): PnlView {
    const day = ledger.day();
    peak = Math.max(peak, day.net);
    trough = Math.min(trough, day.net);
    return { ...day, peak: paise(peak), trough: paise(trough) };
  }

  return {
    onPrices(count: number): void {
      lastTickAt = wiring.clock.now();
      rate.add(count);
    },
    feedState: () => feed.state,
    setFeed(status: FeedStatus): void {
      feed = { state: status.kind, reason: 'reason' in status ? status.reason : '' };
    },
    setOrders(state: ConnectionView['state'], reason: string): void {
      orders = { state, reason };
    },
    current: (): DeskView => ({
      mode: wiring.mode,
      date: desk.date,
      at: wiring.clock.now(),
      phase: phaseAt(wiring.clock.now(), 'options'),
      isArmed: desk.isArmed,
      haltReason: desk.haltReason,
      isReconciled: desk.isReconciled,
      feed,
      orders,
      lastTickAt,
      ticksPerSecond: rate.perSecond(),
      pnl: pnl(),
      funds: engine.funds(),
      limits: desk.limits,
      playback: wiring.playback?.view() ?? null,
      underlyings,
      indices: [...underlyings.map(({ spot }) => spot), INDIA_VIX],
      watchlist: market.watchlist(),
      outside: outsideView(engine.outside()),
      gaps: market.gaps.gaps(),
    }),
  };
}

/** A recording that is entered in its middle knows prices before any comes. 0 where there are none. */
function newestReceipt({ columns: { receivedAt } }: Book): EpochMs {
  return receivedAt.reduce((newest, at) => Math.max(newest, at), 0);
}

function outsideView({ positions, orders }: Outside): DeskView['outside'] {
  const shown = positions.map((position) => {
    const { instrument, product, qty } = position;
    return { instrument, product, qty, averagePrice: averageOf(position) };
  });
  return { positions: shown, orders };
}

/** Counts over a sliding wall-clock second, in ten steps. */
function createRate() {
  const steps: { at: number; count: number }[] = [];
  const trim = (now: number): void => {
    while ((steps[0]?.at ?? Infinity) < now - RATE_WINDOW) steps.shift();
  };
  return {
    add(count: number): void {
      const now = performance.now();
      const last = steps.at(-1);
      if (last && now - last.at < RATE_WINDOW / 10) last.count += count;
      else steps.push({ at: now, count });
      trim(now);
    },
    perSecond(): number {
      trim(performance.now());
      return steps.reduce((sum, step) => sum + step.count, 0);
    },
  };
}

/** A strategy's card; null for one that was removed. */
export function instanceViewOf(id: string, engine: Engine, ledger: DayLedger): InstanceView | null {
  const instance = engine.desk.instances.get(id);
  if (!instance) return null;
  const { state, ...shown } = instance;
  const definition = strategyById(instance.strategy);
  const remark = engine.remarks.get(id);
  const trades = [...engine.desk.trades.values()].filter((trade) => isOwnedBy(trade, id));
  return {
    ...shown,
    why: remark?.why ?? instance.why,
    decidedAt: remark?.at ?? instance.decidedAt,
    strategyName: definition?.name ?? instance.strategy,
    drawings: remark?.drawings ?? (state === null ? [] : (definition?.drawings?.(state) ?? [])),
    pnl: ledger.instancePnl(id),
    openTrades: trades.filter(isLive).length,
  };
}
