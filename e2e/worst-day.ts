import type { Call, CallOutcome } from '#shared/domain/call';
import { NO_EXITS } from '#shared/domain/exit-plan';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import type { Order, OrderStatus } from '#shared/domain/order';
import type { Leg, Trade } from '#shared/domain/trade';
import { HOUR, istDate } from '#shared/domain/time';
import { paise, qty, rupees } from '#shared/domain/units';
import type { FillView, InstanceView, QuoteView, Tables } from '#shared/ipc/views';

const EXPIRY = istDate(Date.UTC(2026, 10, 24));
const STRIKES = Array.from({ length: 40 }, (_, index) => 13_000 + 25 * index);
const UNITS = qty(120_000);
const LOSS = rupees(-1_23_45_678.9);
const LONG_NAME = 'Weekly strangle sold at both of its ends';
const BROKER =
  'RMS: Margin exceeds, required 2,67,43,210.45, available 19,99,876.55. Add funds or reduce the quantity.';
const WHY = 'the premium of both legs together rose 25.4 % above what was received, beyond its stop of 25 %';

/** Of every list. */
const ROWS = 300;
const OPEN_TRADES = 50;
const ORDER_STATUSES: readonly OrderStatus[] = ['filled', 'rejected', 'working', 'cancelled', 'unknown', 'sent'];
const OUTCOMES: readonly CallOutcome[] = ['taken', 'refused', 'lapsed', 'closed', 'open'];

/**
 * The same desk on the worst of its days: three hundred rows in every list, the longest contracts and names, results in
 * crores. Only rows are put in; prices, chains and charts stay those of the day.
 */
export function worstDay({ desk, ...tables }: Tables): Tables {
  const view = desk.desk;
  // Early enough to be no news, and to stand below what was really traded.
  const at = view.at - HOUR;
  const contracts = STRIKES.map((strike) => quote(strike, at));
  const contract = (index: number) => contractId(STRIKES[index % STRIKES.length] ?? 0);
  const [first] = Object.values(tables.instances);
  const instances = first ? Array.from({ length: 12 }, (_, index) => instance(first, index)) : [];
  const owner = (index: number) => instances[index % instances.length]?.id ?? 'hand';
  const trades = Array.from({ length: ROWS / 2 }, (_, index) => trade(index, owner(index), contract, at));
  const orders = Array.from({ length: ROWS }, (_, index) => order(index, contract(index), at));
  const fills = orders.map((each, index) => fill(each, index));
  const calls = Array.from({ length: ROWS }, (_, index) => call(index, owner(index), at));
  const pnl = {
    mtm: LOSS,
    realised: LOSS,
    charges: rupees(2_34_567.89),
    net: paise(2 * LOSS),
    peak: rupees(0),
    trough: LOSS,
  };
  return {
    ...tables,
    desk: {
      desk: {
        ...view,
        pnl,
        funds: { available: rupees(-98_76_543.21), used: rupees(12_34_56_789.12) },
        watchlist: contracts.map(({ id }) => id),
        outside: outsideOf(contract),
      },
    },
    quotes: { ...tables.quotes, ...byId(contracts) },
    instances: { ...tables.instances, ...byId(instances) },
    trades: { ...tables.trades, ...byId(trades) },
    orders: { ...tables.orders, ...byId(orders) },
    fills: { ...tables.fills, ...Object.fromEntries(fills.map((each) => [each.tradeId, each])) },
    calls: { ...tables.calls, ...byId(calls) },
    notices: byId(Array.from({ length: ROWS }, (_, index) => notice(index, at))),
  };
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Record<string, Row> {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}

function contractId(strike: number): InstrumentId {
  return instrumentId('NFO', `MIDCPNIFTY26NOV${strike}CE`);
}

function quote(strike: number, at: QuoteView['at']): QuoteView {
  const id = contractId(strike);
  const contract = {
    kind: 'option',
    underlying: 'MIDCPNIFTY',
    expiry: EXPIRY,
    strike: rupees(strike),
    right: 'CE',
  } as const;
  return {
    id,
    symbol: id.slice(id.indexOf(':') + 1),
    name: `MIDCPNIFTY ${strike} CE 24 Nov`,
    lotSize: qty(120),
    contract,
    ltp: rupees(12_345.65),
    close: rupees(11_223.3),
    high: rupees(12_999.95),
    low: rupees(10_000.05),
    volume: qty(98_76_54_320),
    oi: qty(12_34_56_760),
    bid: rupees(12_345.6),
    ask: rupees(12_345.7),
    at,
  };
}

function instance(first: InstanceView, index: number): InstanceView {
  return {
    ...first,
    id: `worst-${index}`,
    name: `${LONG_NAME.slice(0, 37)} ${index}`,
    status: (['running', 'paused', 'stopped', 'failed'] as const)[index % 4] ?? 'running',
    statusReason: 'its worker did not answer for thirty seconds and was ended',
    why: WHY,
    pnl: LOSS,
    openTrades: index % 5,
  };
}

function leg(trade: number, index: number, instrument: InstrumentId, isOpen: boolean): Leg {
  return {
    id: `worst-${trade}-${index}`,
    instrument,
    side: 'sell',
    qty: UNITS,
    role: index === 0 ? 'main' : 'hedge',
    status: isOpen ? 'open' : 'closed',
    // Sold for less than it costs now: MTM = quantity × LTP − cost.
    position: isOpen
      ? { qty: qty(-UNITS), cost: paise(-UNITS * rupees(12_345.65) - LOSS), realised: LOSS }
      : { qty: qty(0), cost: paise(0), realised: LOSS },
    entry: rupees(12_242.77),
    stop: rupees(15_432.05),
    target: rupees(1_234.55),
    best: null,
    exitReason: isOpen ? null : WHY,
  };
}

function trade(index: number, owner: string, contract: (index: number) => InstrumentId, at: Trade['openedAt']): Trade {
  const isOpen = index < OPEN_TRADES;
  return {
    id: `worst-${index}`,
    owner: { kind: 'strategy', instance: owner },
    callId: null,
    name: `Sell MIDCPNIFTY 13,025 straddle with wings, 1,000 lots`,
    product: 'intraday',
    status: isOpen ? 'open' : 'closed',
    legs: [0, 1].map((each) => leg(index, each, contract(2 * index + each), isOpen)),
    exits: NO_EXITS,
    openedAt: at,
    closedAt: isOpen ? null : at,
    entryReason: WHY,
    exitReason: isOpen ? null : WHY,
    exitedBy: isOpen ? null : 'plan',
  };
}

function order(index: number, instrument: InstrumentId, at: Order['times']['signalAt']): Order {
  const status = ORDER_STATUSES[index % ORDER_STATUSES.length] ?? 'filled';
  return {
    id: `KD1126${String(index).padStart(6, '0')}`,
    tradeId: `worst-${index % OPEN_TRADES}`,
    legId: `worst-${index % OPEN_TRADES}-0`,
    purpose: index % 2 === 0 ? 'entry' : 'exit',
    instrument,
    side: index % 2 === 0 ? 'sell' : 'buy',
    qty: UNITS,
    price: { kind: 'limit', limit: rupees(12_345.65) },
    product: 'intraday',
    status,
    filledQty: status === 'filled' ? UNITS : qty(0),
    brokerId: '1126112100000001',
    message: status === 'rejected' ? BROKER : '',
    chases: 3,
    isCancelRequested: false,
    times: { signalAt: at, approvedAt: at, sentAt: at, acceptedAt: at },
  };
}

function fill({ id, instrument, side, times }: Order, index: number): FillView {
  return {
    tradeId: `worst-${index}`,
    orderId: id,
    instrument,
    side,
    qty: UNITS,
    price: rupees(12_345.65),
    filledAt: times.signalAt,
    owner: LONG_NAME,
  };
}

function call(index: number, instance: string, at: Call['madeAt']): Call {
  return {
    id: `worst-${index}`,
    instance,
    strategy: 'atm-straddle-sell',
    madeAt: at,
    title: 'Sell MIDCPNIFTY 13,025 straddle with wings, 1,000 lots',
    why: WHY,
    inputs: { ATM: '13,025', Premium: '₹24,691.30', Forward: '13,024.95' },
    signal: `worst ${index}`,
    outcome: OUTCOMES[index % OUTCOMES.length] ?? 'taken',
    tradeId: null,
    result: BROKER,
  };
}

function notice(index: number, at: Call['madeAt']) {
  const level = (['info', 'warning', 'error'] as const)[index % 3] ?? 'info';
  return { id: `worst-${index}`, at, level, title: 'The broker rejected an order', detail: `${LONG_NAME}: ${BROKER}` };
}

function outsideOf(contract: (index: number) => InstrumentId): Tables['desk']['desk']['outside'] {
  const order = { side: 'buy', product: 'overnight', qty: UNITS, filledQty: UNITS, price: rupees(12_345.65) } as const;
  return {
    positions: [{ instrument: contract(0), product: 'overnight', qty: -UNITS, averagePrice: rupees(12_242.77) }],
    orders: [
      { ...order, brokerId: '1126112100000002', instrument: contract(1) },
      { ...order, brokerId: '1126112100000003', instrument: contract(2), isCancelRequested: true },
    ],
  };
}
