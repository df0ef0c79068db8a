import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTRUMENTS } from '../engine/testing/market';
import { CALL, PUT } from '../engine/testing/world';
import { createCatalogue } from './catalogue';
import { carriedTrades, carriedOver } from './carried';
import { NO_EXITS } from './exit-plan';
import { orderCharges } from './order-charges';
import { applyFill, FLAT, type Position } from './position';
import type { Leg, Trade } from './trade';
import { paise, qty, rupees } from './units';

const CATALOGUE = createCatalogue(INSTRUMENTS);

function leg(instrument: typeof CALL, position: Position, change: Partial<Leg> = {}): Leg {
  return {
    id: instrument,
    instrument,
    side: 'sell',
    qty: qty(130),
    role: 'main',
    status: 'open',
    position,
    entry: rupees(100),
    stop: rupees(125),
    target: null,
    best: rupees(90),
    exitReason: null,
    ...change,
  };
}

function trade(legs: readonly Leg[], change: Partial<Trade> = {}): Trade {
  return {
    id: 'T1',
    owner: { kind: 'manual', by: 'hand', label: 'By hand' },
    callId: 'C1',
    name: 'Strangle',
    product: 'overnight',
    status: 'open',
    legs,
    exits: NO_EXITS,
    openedAt: 1_000,
    closedAt: null,
    entryReason: '',
    exitReason: null,
    exitedBy: null,
    ...change,
  };
}

const short = (units: number, cost: number): Position => ({ qty: qty(-units), cost: paise(-cost), realised: paise(0) });

describe('what is carried into a new day', () => {
  it('is the open part of overnight trades, with its stops', () => {
    const { trades, left } = carriedTrades([trade([leg(CALL, short(65, 650_000)), leg(PUT, FLAT)])], CATALOGUE);
    expect(left).toEqual([]);
    expect(trades.map(({ callId, legs }) => [callId, legs.map(({ id, stop, best }) => [id, stop, best])])).toEqual([
      [null, [[CALL, rupees(125), rupees(90)]]],
    ]);
  });

  it('is nothing that was intraday, closed, or has expired; what was open then is named', () => {
    const open = leg(CALL, short(65, 650_000));
    const { trades, left } = carriedTrades(
      [trade([open], { product: 'intraday' }), trade([leg(PUT, FLAT)], { status: 'closed' })],
      CATALOGUE,
    );
    const expired = carriedTrades([trade([open])], { get: () => undefined });
    expect([trades, expired.trades]).toEqual([[], []]);
    expect(left).toEqual([expect.stringMatching(/65 sold units of NIFTY \d+ CE \d+ \w+ were open .* it was intraday/)]);
    expect(expired.left).toEqual([expect.stringContaining('it is not traded any more')]);
  });

  it('costs what it cost, to the paisa, whatever it was sold or bought for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.boolean(),
        (units, cost, isShort) => {
          const sign = isShort ? -1 : 1;
          const held = { qty: qty(sign * units), cost: paise(sign * Math.max(cost, units)), realised: paise(0) };
          const [carried] = carriedOver([trade([leg(CALL, held)])]);
          const again = (carried?.booked[0]?.fills ?? []).reduce<Position>(
            (position, fill) => applyFill(position, fill),
            FLAT,
          );
          expect(again).toEqual(held);
        },
      ),
    );
  });

  it('is not charged again: its entry was, on its day', () => {
    const [carried] = carriedOver([trade([leg(CALL, short(65, 650_000))])]);
    const [booked] = carried?.booked ?? [];
    if (!booked) throw new Error('Nothing was carried');
    expect(orderCharges(booked.order, booked.fills, CATALOGUE, '2026-08-18')).toBe(0);
  });
});
