import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { qty } from '#shared/domain/units';
import { Centres } from '#shared/engine/subscriptions';
import { chainQuotes, EXPIRIES, INSTRUMENTS, ist, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import { ChainDesk } from './chains';

const [EXPIRY = ''] = EXPIRIES;
const WISH = { underlying: 'NIFTY', expiry: EXPIRY, range: 3 };

function desk() {
  const book = createBook({ capacity: 1_000 });
  for (const instrument of INSTRUMENTS) book.add(instrument);
  const chains = new ChainDesk(book, createCatalogue(INSTRUMENTS), new Centres());
  const at = ist('10:00');
  const spot = (price: number): void => {
    const quotes = [quote(NIFTY, price, at), ...chainQuotes({ forward: price, timeValue: 100 }, at)];
    for (const each of quotes) book.put({ ...each, oi: qty(6_500) });
    const slots = Int32Array.from(quotes, ({ id }) => book.slotOf(id) ?? 0);
    chains.onPrices(slots, slots.length);
  };
  chains.watch(WISH);
  const changeOf = (strike: number) =>
    [...chains.publish(at).rows.values()].find((row) => row.strike === strike * 100)?.ce?.oiChange;
  return { book, chains, spot, changeOf, at };
}

describe('the chains on the screen', () => {
  it('say no change of open interest before that of the previous day is known', () => {
    const { book, chains, spot, changeOf } = desk();
    spot(24_200);
    expect(changeOf(24_200)).toBeNull();
    book.setOiReference(optionId(24_200, 'CE'), qty(5_200));
    chains.setReferenced(optionId(24_200, 'CE'));
    expect(changeOf(24_200)).toBe(1_300);
  });

  it('say that open interest did not change, once that is known', () => {
    const { book, chains, spot, changeOf } = desk();
    spot(24_200);
    expect(changeOf(24_250)).toBeNull();
    book.setOiReference(optionId(24_250, 'CE'), qty(6_500));
    chains.setReferenced(optionId(24_250, 'CE'));
    expect(changeOf(24_250)).toBe(0);
  });

  it('follow the money, and name the rows that left', () => {
    const { chains, spot, at } = desk();
    spot(24_200);
    expect(chains.publish(at).heads[0]?.strikes.map((strike) => strike / 100)).toEqual([
      24_050, 24_100, 24_150, 24_200, 24_250, 24_300, 24_350,
    ]);
    spot(24_310);
    const { heads, gone } = chains.publish(at);
    expect(heads[0]?.strikes.at(-1)).toBe(24_450_00);
    expect(gone).toHaveLength(2);
  });
});
