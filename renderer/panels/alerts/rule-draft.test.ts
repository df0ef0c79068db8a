import { describe, expect, it } from 'vitest';
import type { Names } from '#shared/domain/alert-words';
import type { Watch } from '#shared/domain/alerts';
import type { InstrumentId } from '#shared/domain/instrument';
import { draftOf, newDraft, ruleOf, watchOf } from './rule-draft';

const names: Names = { instrument: (id) => id.slice(4), instance: (id) => id };
const nifty = 'NSE:NIFTY 50' as InstrumentId;

describe('the draft of an alert', () => {
  it('is no rule before an instrument and a level are there', () => {
    const draft = newDraft('NIFTY');
    expect(ruleOf(draft, names)).toBeNull();
    expect(ruleOf({ ...draft, level: 2_420_000 }, names)).toBeNull();
    const whole = { ...draft, level: 2_420_000, instrument: { id: nifty, name: 'NIFTY 50' } };
    expect(ruleOf(whole, names)).toMatchObject({ id: null, name: 'NIFTY 50 crosses 24,200', isOn: true });
  });

  it('keeps a name that was typed', () => {
    const draft = { ...newDraft('NIFTY'), what: 'pcr', level: 1, name: ' Turn ' } as const;
    expect(ruleOf(draft, names)?.name).toBe('Turn');
  });

  it('asks no strategy about what happens to the desk', () => {
    expect(watchOf({ ...newDraft('NIFTY'), what: 'event', event: 'halted', instance: 'S1' })).toEqual({
      kind: 'event',
      event: 'halted',
      instance: null,
    });
  });

  it('comes back from each kind of rule as it was', () => {
    const level = { kind: 'level', side: 'below', level: 5 } as const;
    const watches: readonly Watch[] = [
      { ...level, measure: { kind: 'price', instrument: nifty } },
      { ...level, measure: { kind: 'oi-change', instrument: nifty } },
      { ...level, measure: { kind: 'straddle', underlying: 'NIFTY', expiry: null } },
      { ...level, measure: { kind: 'pcr', underlying: 'NIFTY', expiry: '2026-08-18' } },
      { ...level, measure: { kind: 'pnl', instance: 'S1' } },
      { kind: 'event', event: 'stop', instance: 'S1' },
    ];
    for (const watch of watches) {
      const rule = { id: 'a', name: 'n', isOn: false, watch, repeat: 'every', pauseSeconds: 9, channels: [] } as const;
      const shown = { ...rule, firedAt: null, toldAt: null, count: 0, said: '', waitsFor: '', now: null };
      expect(ruleOf(draftOf(shown, names), names)).toEqual(rule);
    }
  });
});
