import { describe, expect, it } from 'vitest';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { FLAT } from '#shared/domain/position';
import { qty, rupees } from '#shared/domain/units';
import { chainKey, strikeKey, type OptionCell, type QuoteView, type StrikeView } from '#shared/ipc/views';
import { legGreeks, netGreeks } from './held-greeks';

const CE = instrumentId('NFO', 'NIFTY2681824200CE');
const PE = instrumentId('NFO', 'NIFTY2681824200PE');
const FUT = instrumentId('NFO', 'NIFTY26AUGFUT');
const BANK = instrumentId('NFO', 'BANKNIFTY26AUGFUT');
const expiry = '2026-08-18';
const strike = rupees(24_200);

// Only what the greeks are read from.
const quote = (contract: QuoteView['contract']) => ({ contract }) as QuoteView;
const cell = (delta: number | null, theta: number, vega: number) => ({ delta, theta, vega }) as OptionCell;
const row = (ce: OptionCell, pe: OptionCell): StrikeView => ({ strike, ce, pe });

const desk = (ce: OptionCell = cell(0.5, -400, 500), pe: OptionCell = cell(-0.48, -380, 500)) => ({
  quotes: {
    [CE]: quote({ kind: 'option', underlying: 'NIFTY', expiry, strike, right: 'CE' }),
    [PE]: quote({ kind: 'option', underlying: 'NIFTY', expiry, strike, right: 'PE' }),
    [FUT]: quote({ kind: 'future', underlying: 'NIFTY', expiry }),
    [BANK]: quote({ kind: 'future', underlying: 'BANKNIFTY', expiry }),
  },
  strikes: { [strikeKey(chainKey('NIFTY', expiry), strike)]: row(ce, pe) },
});
const leg = (instrument: InstrumentId, units: number) => ({ instrument, position: { ...FLAT, qty: qty(units) } });

describe('greeks of what is held', () => {
  it('are those of one unit, signed by the quantity: who sold options earns their decay', () => {
    expect(legGreeks(desk(), leg(CE, -65))).toEqual({ delta: -32.5, theta: 26_000, vega: -32_500 });
  });

  it('make a future move one for one, and neither decay nor swell', () => {
    expect(legGreeks(desk(), leg(FUT, 65))).toEqual({ delta: 65, theta: 0, vega: 0 });
  });

  it('add up over the legs, and pass over those that were left', () => {
    const net = netGreeks(desk(), [leg(CE, -100), leg(PE, -100), leg(BANK, 0)]);
    expect(net?.delta).toBeCloseTo(-2);
    expect(net).toMatchObject({ theta: 78_000, vega: -100_000 });
  });

  it('are not known in sum while those of one leg are not', () => {
    expect(netGreeks(desk(cell(null, 0, 0)), [leg(CE, -65), leg(PE, -65)])).toBeNull();
    expect(netGreeks(desk(), [])).toBeNull();
  });

  it('are never added up across underlyings, whose points are not the same', () => {
    expect(netGreeks(desk(), [leg(FUT, 65), leg(BANK, 30)])).toBeNull();
  });
});
