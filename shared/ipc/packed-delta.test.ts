import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from './delta';
import { createPacker, createUnpacker, type PackedDelta } from './packed-delta';
import { quoteView, strikeView } from './rows.testkit';
import type { ChainView, DeskView } from './views';

const KEYS = ['a', 'b', 'c'];
const sides = fc.constantFrom('both', 'call', 'put');
const quoteRow = fc.oneof(
  fc.constant(null),
  fc.nat(1_000).map((price) => quoteView(price)),
  fc.nat(1_000).map((price) => ({ ...quoteView(price), name: 'NIFTY, renamed' })),
);
const strikeRow = fc.oneof(
  fc.constant(null),
  fc
    .record({ price: fc.nat(1_000), sides, isKnown: fc.boolean() })
    .map((of) => strikeView(of.price, of.sides, of.isKnown)),
);
const table = <Row>(row: fc.Arbitrary<Row>) =>
  fc.dictionary(fc.constantFrom(...KEYS), row, { minKeys: 1, noNullPrototype: true });
// Only that some fields stay and others change matters here, not which fields those are.
const deskRow = fc.record({
  at: fc.nat(3),
  limits: fc.record({ lots: fc.nat(3) }),
  gaps: fc.array(fc.nat(3)),
}) as fc.Arbitrary<unknown>;
const changes = fc.record(
  {
    quotes: table(quoteRow),
    strikes: table(strikeRow),
    desk: table(deskRow as fc.Arbitrary<DeskView>),
    chains: table(fc.option(deskRow as fc.Arbitrary<ChainView>)),
    notices: table(fc.constant(null)),
  },
  { requiredKeys: [] },
);
const deltas = fc
  .array(changes, { maxLength: 12 })
  .map((all) => all.map((each, index): Delta => ({ seq: index + 1, changes: each })));

/** As between processes: nothing is shared. */
const sent = (packed: PackedDelta): PackedDelta => structuredClone(packed);
const quoted = (seq: number, price: number): Delta => ({ seq, changes: { quotes: { a: quoteView(price) } } });

describe('a packed delta', () => {
  it('unpacks to the delta as it was, whatever came before', () => {
    fc.assert(
      fc.property(deltas, (all) => {
        const [pack, unpack] = [createPacker(), createUnpacker()];
        expect(all.map((delta) => unpack(sent(pack(delta))))).toEqual(all);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('goes on when the page begins anew in the middle, and the deltas from before it listened are none', () => {
    fc.assert(
      fc.property(deltas, fc.nat(12), fc.nat(12), (all, listensAt, anewAfter) => {
        let [pack, unpack] = [createPacker(), createUnpacker()];
        all.forEach((delta, index) => {
          if (index === listensAt) unpack = createUnpacker();
          if (index === listensAt + anewAfter) pack = createPacker();
          const received = unpack(sent(pack(delta)));
          const isBetween = index >= listensAt && index < listensAt + anewAfter && listensAt > 0;
          expect(received).toEqual(isBetween ? null : delta);
        });
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('carries a row whole once, and as numbers from then on', () => {
    const pack = createPacker();
    expect(pack(quoted(1, 100)).changes).toEqual(quoted(1, 100).changes);
    const { changes: whole, quoteCount, records } = pack(quoted(2, 200));
    expect([whole, quoteCount]).toEqual([{}, 1]);
    expect(records).toEqual(new Float64Array([0, 200, 206, 207, 208, 201, 202, 203, 204, 205]));
  });

  it('carries of a long row the fields that changed, and leaves the others what they were', () => {
    const [pack, unpack] = [createPacker(), createUnpacker()];
    const chain = (spot: number, strikes: readonly number[]): Delta => ({
      seq: 1,
      // The other fields do not matter here.
      changes: { chains: { c: { spot, strikes } as unknown as ChainView } },
    });
    const first = unpack(sent(pack(chain(1, [10, 20]))));
    const packed = sent(pack(chain(2, [10, 20])));
    expect(packed.chains).toEqual({ c: { spot: 2 } });
    expect(unpack(packed)?.changes.chains?.['c']?.strikes).toBe(first?.changes.chains?.['c']?.strikes);
  });

  it('leaves a table without changes out, so that whoever folds it keeps the table it has', () => {
    const [pack, unpack] = [createPacker(), createUnpacker()];
    expect(unpack(pack({ seq: 1, changes: { quotes: {}, notices: { n: null } } }))?.changes).toEqual({
      notices: { n: null },
    });
  });

  it('refuses a number that no row has', () => {
    const [pack, unpack] = [createPacker(), createUnpacker()];
    pack(quoted(1, 100));
    const second = pack(quoted(2, 200));
    expect(() => unpack({ ...second, isFresh: true })).toThrow(new RangeError('No row has the number 0'));
  });
});
