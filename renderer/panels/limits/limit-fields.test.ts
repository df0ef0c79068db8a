import { describe, expect, it } from 'vitest';
import type { RiskLimits } from '#shared/domain/risk';
import { EVERYTHING } from '#shared/domain/trading-scope';
import { rupees } from '#shared/domain/units';
import { draftOf, limitsOf } from './limit-fields';

const limits: RiskLimits = {
  maxDayLoss: rupees(25_000),
  maxStrategyLoss: rupees(10_000),
  dayTarget: rupees(0),
  maxOpenLots: 20,
  maxShareValue: rupees(500_000),
  minFreeMargin: 0.1,
  maxOrdersPerSecond: 5,
  maxOrdersPerDay: 500,
  priceBand: 0.05,
  priceBandFloor: rupees(2),
  noEntriesAfter: 15 * 60,
  staleAfterMs: 5_000,
};

describe('limitsOf', () => {
  it('gives back the limits it was drawn from', () => {
    expect(limitsOf(draftOf(limits))).toEqual({ ok: true, value: { ...limits, scope: EVERYTHING } });
  });

  it('says what is wrong with each field in the unit of the form', () => {
    const draft = {
      ...draftOf(limits),
      maxDayLoss: -1,
      maxOpenLots: 1.5,
      priceBand: 2,
      noEntriesAfter: '25:00',
      staleAfterMs: null,
    };
    expect(limitsOf(draft)).toEqual({
      ok: false,
      error: {
        maxDayLoss: 'Expected a number from ₹0.01 to ₹1,00,00,00,00,000',
        maxOpenLots: 'Expected a whole number from 0 lots to 10,000 lots',
        priceBand: 'Expected a number from 0 % to 100 %',
        staleAfterMs: 'Expected a number from 0.5 s to 600 s',
        noEntriesAfter: 'Expected a time as HH:MM',
      },
    });
  });

  it('does not take a loss limit of nothing or of part of a paisa', () => {
    expect(limitsOf({ ...draftOf(limits), maxDayLoss: 0 }).ok).toBe(false);
    expect(limitsOf({ ...draftOf(limits), maxDayLoss: 100.5 }).ok).toBe(false);
  });
});
