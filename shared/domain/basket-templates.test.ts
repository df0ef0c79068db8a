import { describe, expect, it } from 'vitest';
import { planTemplate, TEMPLATES, type TemplateId } from './basket-templates';
import { signOf } from './instrument';
import { payoffExtremes, type PayoffLeg } from './options/payoff';
import { paise, qty, rupees } from './units';

const strikes = Array.from({ length: 21 }, (_, index) => rupees(23_700 + index * 50));
const chain = { underlying: 'NIFTY', expiry: '2026-08-18', atmStrike: rupees(24_200), strikes };

function planned(id: TemplateId, width = 2) {
  const template = TEMPLATES.find((each) => each.id === id);
  const plan = template && planTemplate(template, chain, width);
  if (!plan?.ok) throw new Error(plan?.error ?? `no template ${id}`);
  return plan.value;
}

const inShort = (id: TemplateId, width?: number) =>
  planned(id, width).map(({ side, contract: { strike, right } }) => `${side} ${strike / 100} ${right}`);

/** Priced so that nearer options cost more, as they do. */
function payoffLegs(id: TemplateId): readonly PayoffLeg[] {
  return planned(id).map(({ side, contract: { strike, right } }) => {
    const away = ((right === 'CE' ? strike - rupees(24_200) : rupees(24_200) - strike) / 100) * 0.3;
    const price = paise(Math.round((100 - away) * 100));
    return { kind: 'option', right, strike, qty: qty(65 * signOf(side)), price, expiryAt: 0, iv: 0.1 };
  });
}

describe('planTemplate', () => {
  it('lays the legs out around the money, bought ones first', () => {
    expect(inShort('straddle')).toEqual(['sell 24200 CE', 'sell 24200 PE']);
    expect(inShort('strangle', 3)).toEqual(['sell 24350 CE', 'sell 24050 PE']);
    expect(inShort('bull-call-spread')).toEqual(['buy 24200 CE', 'sell 24300 CE']);
    expect(inShort('iron-condor')).toEqual(['buy 24000 PE', 'buy 24400 CE', 'sell 24100 PE', 'sell 24300 CE']);
    expect(inShort('iron-fly')).toEqual(['buy 24100 PE', 'buy 24300 CE', 'sell 24200 PE', 'sell 24200 CE']);
  });

  it('says what the chain lacks rather than trade another strike', () => {
    const condor = TEMPLATES.find(({ id }) => id === 'iron-condor');
    expect(condor && planTemplate(condor, chain, 6)).toEqual({
      ok: false,
      error: 'The chain shown has nothing 12 strikes below 24,200',
    });
    expect(condor && planTemplate(condor, { ...chain, atmStrike: null }, 1)).toMatchObject({ ok: false });
  });

  it.each(['bull-call-spread', 'bear-put-spread', 'bull-put-spread', 'bear-call-spread', 'iron-condor', 'iron-fly'])(
    'limits the loss and the profit of a %s',
    (id) => {
      const { maxLoss, maxProfit } = payoffExtremes(payoffLegs(id as TemplateId));
      expect(maxLoss).toBeLessThan(0);
      expect(maxProfit).toBeGreaterThan(0);
    },
  );

  it.each(['straddle', 'strangle'])('tells that the loss of a %s has no limit', (id) => {
    expect(payoffExtremes(payoffLegs(id as TemplateId)).maxLoss).toBeNull();
  });
});
