import { describe, expect, it } from 'vitest';
import { createCatalogue } from './catalogue';
import { withOverrides, type ContractOverride } from './contract-overrides';
import { instrumentId, type Future, type Index, type Instrument } from './instrument';
import { paise, qty } from './units';

const INDEX: Index = {
  kind: 'index',
  id: instrumentId('NSE', 'NIFTY 50'),
  exchange: 'NSE',
  symbol: 'NIFTY 50',
  token: 1,
  tickSize: paise(0),
  lotSize: qty(1),
};

function future(underlying: string, month: string, lot: number): Future {
  const symbol = `${underlying}26${month}FUT`;
  const id = instrumentId('NFO', symbol);
  const expiry = month === 'NOV' ? '2026-11-24' : '2026-12-29';
  const terms = { tickSize: paise(10), lotSize: qty(lot) };
  return { kind: 'future', id, exchange: 'NFO', symbol, token: symbol.length, underlying, expiry, ...terms };
}

const NIFTY: ContractOverride = { underlying: 'NIFTY', lotSize: qty(75), tickSize: null };

function overriding(instruments: readonly Instrument[], override: ContractOverride) {
  const { catalogue, notes } = withOverrides(createCatalogue(instruments), [override]);
  return { catalogue, notes, lots: Array.from(catalogue.all(), ({ lotSize }) => lotSize) };
}

describe('an override of contract terms', () => {
  it('stands in the place of what the day says, and is told of', () => {
    const { lots, notes } = overriding([INDEX, future('NIFTY', 'NOV', 65)], NIFTY);
    expect(lots).toEqual([1, 75]);
    expect(notes).toEqual(["NIFTY: the settings' lot of 75 is used; today's instruments say 65"]);
  });

  it('is silent where it says what the day says', () => {
    expect(overriding([future('NIFTY', 'NOV', 75)], NIFTY).notes).toEqual([]);
  });

  it('names both sizes where contracts of two trade side by side', () => {
    const { lots, notes } = overriding([future('NIFTY', 'NOV', 75), future('NIFTY', 'DEC', 65)], NIFTY);
    expect(lots).toEqual([75, 75]);
    expect(notes.join()).toContain('65 and 75');
  });

  it('leaves other underlyings and the index alone', () => {
    const bank = future('BANKNIFTY', 'NOV', 30);
    expect([...overriding([INDEX, bank], NIFTY).catalogue.all()]).toEqual([INDEX, bank]);
  });

  it('says when there is nothing for it', () => {
    expect(overriding([future('BANKNIFTY', 'NOV', 30)], NIFTY).notes.join()).toContain('no contracts');
  });

  it('changes the tick alone where only that is given', () => {
    const tick = { underlying: 'NIFTY', lotSize: null, tickSize: paise(5) };
    const { catalogue, notes } = overriding([future('NIFTY', 'NOV', 65)], tick);
    expect([...catalogue.all()]).toMatchObject([{ lotSize: 65, tickSize: 5 }]);
    expect(notes).toEqual(["NIFTY: the settings' tick of 5 paise is used; today's instruments say 10 paise"]);
  });

  it('is what the catalogue answers from then on', () => {
    const { catalogue } = overriding([future('NIFTY', 'NOV', 65)], NIFTY);
    expect(catalogue.futures('NIFTY')).toMatchObject([{ lotSize: 75 }]);
  });
});

describe('a lot size that the exchange changed', () => {
  it("comes from the day's instruments, each expiry its own", () => {
    const listed = createCatalogue([future('NIFTY', 'NOV', 75), future('NIFTY', 'DEC', 65)]).futures('NIFTY');
    expect(listed.map(({ expiry, lotSize }) => [expiry, lotSize])).toEqual([
      ['2026-11-24', 75],
      ['2026-12-29', 65],
    ]);
  });
});
