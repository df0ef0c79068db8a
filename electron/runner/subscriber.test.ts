import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { instrumentId, type InstrumentId, type Option } from '#shared/domain/instrument';
import { UNDERLYINGS } from '#shared/domain/underlyings';
import { paise, qty, rupees } from '#shared/domain/units';
import { Centres, type ChainWish } from '#shared/engine/subscriptions';
import { EXPIRIES, INSTRUMENTS, ist, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import type { Feed, FeedMode } from '#shared/ports/feed';
import { Subscriber } from './subscriber';

const [EXPIRY = ''] = EXPIRIES;
const WISH: ChainWish = { underlying: 'NIFTY', expiry: EXPIRY, range: 3, wings: 3 };
const HELD = optionId(23_900, 'PE');

function feed() {
  const told: ReadonlyMap<InstrumentId, FeedMode>[] = [];
  const port: Feed = {
    subscribe: (wanted) => told.push(wanted),
    onPrices: () => () => undefined,
    onStatus: () => () => undefined,
    close: () => Promise.resolve(),
  };
  return { port, told };
}

function following() {
  const book = createBook({ capacity: 500 });
  const { port, told } = feed();
  const subscriber = new Subscriber(port, book, createCatalogue(INSTRUMENTS), new Centres());
  const at = (spot: number): boolean => {
    for (const instrument of INSTRUMENTS) if (instrument.id === NIFTY) book.add(instrument);
    book.put(quote(NIFTY, spot, ist('10:00')));
    return subscriber.update([{ instruments: [NIFTY, HELD], chains: [WISH] }]);
  };
  return { told, at };
}

describe('following the money', () => {
  it('says nothing while nothing changes', () => {
    const { told, at } = following();
    expect([at(24_200), at(24_205), at(24_210)]).toEqual([true, false, false]);
    expect(told).toHaveLength(1);
  });

  it('never drops what is held, and a strike that stays in view keeps its mode', () => {
    const { told, at } = following();
    for (const spot of [24_200, 24_260, 24_320, 24_700, 24_300, 23_800]) at(spot);
    expect(told.length).toBeGreaterThan(4);
    for (const wanted of told) expect(wanted.get(HELD)).toBe('full');
  });

  it('takes the strikes of a step from price alone to full, and lets those that leave go the other way', () => {
    const { told, at } = following();
    at(24_200);
    at(24_250);
    const [before, after] = told;
    expect([before?.get(optionId(24_400, 'CE')), after?.get(optionId(24_400, 'CE'))]).toEqual(['ltp', 'full']);
    expect([before?.get(optionId(24_050, 'CE')), after?.get(optionId(24_050, 'CE'))]).toEqual(['full', 'ltp']);
  });
});

/** A chain of every index with so many strikes: more than anybody may subscribe to. */
function crowd(strikes: number): readonly Option[] {
  return UNDERLYINGS.flatMap(({ name, spot }, row) =>
    Array.from({ length: strikes }, (_, column): readonly Option[] =>
      (['CE', 'PE'] as const).map((right, side) => ({
        kind: 'option',
        id: instrumentId(spot.startsWith('BSE') ? 'BFO' : 'NFO', `${name}${column}${right}`),
        exchange: spot.startsWith('BSE') ? 'BFO' : 'NFO',
        symbol: `${name}${column}${right}`,
        token: 1_000 + (row * strikes + column) * 2 + side,
        tickSize: paise(5),
        lotSize: qty(65),
        underlying: name,
        expiry: EXPIRY,
        strike: rupees(10_000 + column),
        right,
      })),
    ).flat(),
  );
}

describe('nine thousand instruments', () => {
  const options = crowd(1_200);
  const spots = UNDERLYINGS.map(({ name, spot }, index) => ({
    kind: 'index' as const,
    id: spot,
    exchange: 'NSE' as const,
    symbol: name,
    token: index + 1,
    tickSize: paise(0),
    lotSize: qty(1),
  }));
  const chains = UNDERLYINGS.map(({ name }) => ({ underlying: name, expiry: EXPIRY, range: 200, wings: 400 }));

  function subscribed(capacity: number) {
    const book = createBook({ capacity });
    for (const spot of spots) {
      book.add(spot);
      book.put(quote(spot.id, 10_600, ist('10:00')));
    }
    const { port, told } = feed();
    const subscriber = new Subscriber(port, book, createCatalogue([...spots, ...options]), new Centres());
    const held = options.at(-1)?.id ?? NIFTY;
    subscriber.update([{ instruments: [...spots.map(({ id }) => id), held], chains }]);
    const [wanted = new Map<InstrumentId, FeedMode>()] = told;
    const count = (mode: FeedMode) => [...wanted.values()].filter((each) => each === mode).length;
    return { wanted, held, book, full: count('full'), ltp: count('ltp'), refused: subscriber.withoutPlace() };
  }

  it('find a place while there is one, near strikes of all five indices in full', () => {
    const { wanted, full, ltp, refused } = subscribed(18_000);
    // Five spots, 401 strikes of each with call and put, and one that is held in a wing.
    expect(full).toBe(5 + 5 * 802 + 1);
    expect(wanted.size).toBe(full + ltp);
    expect([ltp, refused]).toEqual([5 * 1_598 - 1, 0]);
  });

  it('are refused from the far wings on where there is none, and never what is held or near the money', () => {
    const { wanted, held, book, full, refused } = subscribed(9_000);
    expect(wanted.size).toBe(9_000);
    expect(book.size()).toBe(9_000);
    expect(full).toBe(5 + 5 * 802 + 1);
    expect(wanted.get(held)).toBe('full');
    expect(refused).toBeGreaterThan(1_000);
  });
});
