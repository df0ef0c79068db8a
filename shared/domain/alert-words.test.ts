import { describe, expect, it } from 'vitest';
import { describeWatch, sayReached, type Names } from './alert-words';
import type { Watch } from './alerts';

const names: Names = { instrument: (id) => id.slice(4), instance: () => 'ATM straddle sell' };
const level = (measure: Extract<Watch, { kind: 'level' }>['measure'], value: number) =>
  ({ kind: 'level', measure, side: 'above', level: value }) as const;

describe('the words of an alert', () => {
  it('name what is waited for, each value in its unit', () => {
    const nifty = { underlying: 'NIFTY', expiry: null } as const;
    const said = (watch: Watch) => describeWatch(watch, names);
    expect(said(level({ kind: 'price', instrument: 'NSE:NIFTY 50' as never }, 2_420_000))).toBe(
      'NIFTY 50 rises to 24,200',
    );
    expect(said(level({ kind: 'pcr', ...nifty }, 1.1))).toBe('PCR of NIFTY rises to 1.10');
    expect(said(level({ kind: 'atm-iv', ...nifty }, 0.142))).toBe('ATM IV of NIFTY rises to 14.20 %');
    expect(said(level({ kind: 'pnl', instance: null }, -150_000))).toBe('P&L of the day rises to ₹-1,500');
    expect(said(level({ kind: 'oi-change', instrument: 'NFO:X' as never }, 250_000))).toBe(
      'OI change of X rises to 2,50,000',
    );
    expect(said({ kind: 'event', event: 'stop', instance: null })).toBe('Any strategy is stopped out');
    expect(said({ kind: 'event', event: 'entry', instance: 'S1' })).toBe('ATM straddle sell enters');
    expect(said({ kind: 'event', event: 'halted', instance: null })).toBe('Trading is halted');
  });

  it('say what was reached, and where the value is', () => {
    const watch = level({ kind: 'straddle', underlying: 'NIFTY', expiry: null }, 18_000);
    expect(sayReached(watch, 18_035, names)).toBe('NIFTY straddle rose to 180: it is 180.35');
  });
});
