import { describe, expect, it } from 'vitest';
import { NO_EXITS } from './exit-plan';
import type { Fill } from './fill';
import { instrumentId, opposite, type Side } from './instrument';
import type { Order } from './order';
import { orderCharges } from './order-charges';
import { dayResult, netOf, type DayBooks } from './performance';
import { applyFill, FLAT } from './position';
import { istAt } from './time';
import type { Leg, Trade } from './trade';
import { paise, qty, rupees } from './units';

const DATE = '2026-08-18';
const CALL = instrumentId('NFO', 'NIFTY2681824250CE');
const PUT = instrumentId('NFO', 'NIFTY2681824250PE');
const at = (clock: string) => istAt(DATE, clock);

interface Round {
  readonly leg: string;
  readonly instrument: typeof CALL;
  readonly side: Side;
  /** Units and rupees of each fill on the way in and on the way out. */
  readonly entries: readonly (readonly [number, number])[];
  readonly exits: readonly (readonly [number, number])[];
}

/** The books after one trade whose legs were entered at 09:20 and left at 10:05. */
function books(rounds: readonly Round[], status: Trade['status'] = 'closed'): DayBooks {
  const orders: Order[] = [];
  const fills: Fill[] = [];
  const legs = rounds.map((round): Leg => {
    let position = FLAT;
    const trade = (purpose: Order['purpose'], side: Side, pieces: Round['entries']): void => {
      const id = `${round.leg}${purpose}`;
      orders.push(order(id, round, { purpose, side }));
      for (const [index, [units, price]] of pieces.entries()) {
        const fill = { side, qty: qty(units), price: rupees(price) };
        const filledAt = at(purpose === 'entry' ? '09:20' : '10:05');
        fills.push({ ...fill, tradeId: `${id}${index}`, orderId: id, instrument: round.instrument, filledAt });
        position = applyFill(position, fill);
      }
    };
    trade('entry', round.side, round.entries);
    trade('exit', opposite(round.side), round.exits);
    return { ...LEG, id: round.leg, instrument: round.instrument, side: round.side, position };
  });
  const trade: Trade = { ...TRADE, status, legs };
  return {
    date: DATE,
    trades: new Map([[trade.id, trade]]),
    orders: new Map(orders.map((each) => [each.id, each])),
    fills: new Map(fills.map((fill) => [fill.tradeId, fill])),
    instances: new Map([['S1', { name: 'Straddle' }]]),
  };
}

function order(id: string, { leg, instrument }: Round, of: Pick<Order, 'purpose' | 'side'>): Order {
  return {
    id,
    tradeId: 'T1',
    legId: leg,
    instrument,
    ...of,
    qty: qty(75),
    price: { kind: 'limit', limit: rupees(100) },
    product: 'intraday',
    status: 'filled',
    filledQty: qty(75),
    brokerId: null,
    message: '',
    chases: 0,
    isCancelRequested: false,
    times: { signalAt: 0, approvedAt: 0 },
  };
}

const TODAY = { signalAt: at('15:41'), approvedAt: at('15:41') };

/** What the desk's own ledger charges, while the contracts are listed. */
function chargedOnTheDay(day: DayBooks): number {
  // All that the charges of an order look at.
  const listed = {
    get: (id: string) => ({ id, kind: 'option', exchange: 'NFO' }),
  } as unknown as Parameters<typeof orderCharges>[2];
  return [...day.orders.values()].reduce((sum, each) => {
    const fills = [...day.fills.values()].filter(({ orderId }) => orderId === each.id);
    return sum + orderCharges(each, fills, listed, DATE);
  }, 0);
}

const LEG = {
  qty: qty(75),
  role: 'main',
  status: 'closed',
  entry: null,
  stop: null,
  target: null,
  best: null,
  exitReason: null,
} as const;

const TRADE = {
  id: 'T1',
  owner: { kind: 'strategy', instance: 'S1' },
  callId: null,
  name: 'Sell 24,250 straddle',
  product: 'intraday',
  exits: NO_EXITS,
  openedAt: at('09:20'),
  closedAt: at('10:05'),
  entryReason: 'Entry time',
  exitReason: 'Combined target',
  exitedBy: 'plan',
} as const;

const SHORT_CALL: Round = { leg: 'a', instrument: CALL, side: 'sell', entries: [[75, 110]], exits: [[75, 90]] };
const SHORT_PUT: Round = {
  leg: 'b',
  instrument: PUT,
  side: 'sell',
  entries: [
    [25, 100],
    [50, 106],
  ],
  exits: [[75, 120]],
};

describe('dayResult', () => {
  it('tells a closed trade with its legs at their average prices', () => {
    const [trade] = dayResult(books([SHORT_CALL, SHORT_PUT])).trades;
    expect(trade).toMatchObject({
      strategy: 'Straddle',
      exitReason: 'Combined target',
      gross: rupees(75 * 20 - 75 * 16),
      legs: [
        { instrument: CALL, qty: 75, entry: rupees(110), exit: rupees(90), realised: rupees(1_500) },
        { instrument: PUT, qty: 75, entry: rupees(104), exit: rupees(120), realised: rupees(-1_200) },
      ],
    });
    expect(trade?.executions).toHaveLength(5);
  });

  it('charges an order as the desk charged it on the day, when the contract was still listed', () => {
    const day = books([SHORT_CALL, SHORT_PUT]);
    const [trade] = dayResult(day).trades;
    expect(trade?.charges).toBe(chargedOnTheDay(day));
    expect(trade?.charges).toBeGreaterThan(0);
    expect(trade && netOf(trade)).toBe((trade?.gross ?? 0) - (trade?.charges ?? 0));
  });

  it('charges what was settled at expiry its tax alone', () => {
    const bought = books([{ ...SHORT_CALL, side: 'buy' }]);
    const orders = [...bought.orders].map(([id, each]): [string, Order] => [
      id,
      each.purpose === 'exit' ? { ...each, isOutside: true, isExpiry: true, times: TODAY } : each,
    ]);
    const day = { ...bought, orders: new Map(orders) };
    expect(dayResult(day).trades[0]?.charges).toBe(chargedOnTheDay(day));
    expect(chargedOnTheDay(day)).toBeLessThan(chargedOnTheDay(bought));
  });

  it('leaves out what is open still and what never filled', () => {
    expect(dayResult(books([SHORT_CALL], 'open')).trades).toEqual([]);
    expect(dayResult(books([SHORT_CALL], 'failed')).trades).toEqual([]);
    const withUnfilled = books([SHORT_CALL, { ...SHORT_PUT, entries: [], exits: [] }]);
    expect(dayResult(withUnfilled).trades[0]?.legs).toHaveLength(1);
  });

  it('says so when an instrument is of an exchange without charges', () => {
    const foreign = { ...SHORT_CALL, instrument: instrumentId('MCX', 'GOLD') };
    expect(() => dayResult(books([foreign]))).toThrow('MCX:GOLD');
  });

  it('adds a loss of nothing as nothing', () => {
    expect(netOf({ gross: paise(0), charges: paise(0) })).toBe(0);
  });
});
