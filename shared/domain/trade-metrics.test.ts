import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from './time';
import { paise, rupees } from './units';
import { metricsOf, type NetTrade } from './trade-metrics';

/** A trade that was open for an hour from `from` (in hours) and made so many rupees before ₹10 of charges. */
const trade = (gross: number, from = 0, hours = 1): NetTrade => ({
  openedAt: from * HOUR,
  closedAt: (from + hours) * HOUR,
  gross: rupees(gross),
  charges: rupees(10),
});
const day = (net: number) => ({ opensAt: 0, closesAt: 6 * HOUR, net: rupees(net) });

describe('metricsOf', () => {
  it('counts every result after its charges', () => {
    const metrics = metricsOf([trade(110), trade(-40), trade(5)], [day(45)]);
    expect(metrics).toMatchObject({ trades: 3, wins: 1, gross: rupees(75), charges: rupees(30), net: rupees(45) });
    expect(metrics.winRate).toBeCloseTo(1 / 3);
    expect(metrics.profitFactor).toBeCloseTo(100 / 55);
    expect(metrics.expectancy).toBe(1_500);
  });

  it('measures a drawdown from the highest point before it, the beginning included', () => {
    expect(metricsOf([trade(-90), trade(310), trade(-140), trade(30), trade(-90)], []).maxDrawdown).toBe(rupees(230));
  });

  it('annualises the days, those without a trade too', () => {
    const { sharpe } = metricsOf([], [day(100), day(0), day(-50), day(150)]);
    // Mean 50, standard deviation 91.287.
    expect(sharpe).toBeCloseTo((50 / 91.28709) * Math.sqrt(252), 4);
  });

  it('counts time in which two trades are open once', () => {
    expect(metricsOf([trade(1, 1, 2), trade(1, 2, 2)], [day(0)]).exposure).toBeCloseTo(3 / 6);
  });

  it('says nothing where there is nothing to say', () => {
    expect(metricsOf([], [day(0)])).toMatchObject({
      winRate: null,
      profitFactor: null,
      expectancy: null,
      sharpe: null,
      net: 0,
    });
  });

  it('never loses a paisa between gross, charges and net, nor draws down by more than was ever lost', () => {
    const results = fc.array(
      fc.record({ gross: fc.integer({ min: -1e6, max: 1e6 }), charges: fc.integer({ min: 0, max: 1e4 }) }),
    );
    fc.assert(
      fc.property(results, (list) => {
        const metrics = metricsOf(
          list.map(({ gross, charges }) => ({
            openedAt: 0,
            closedAt: 1,
            gross: paise(gross),
            charges: paise(charges),
          })),
          [],
        );
        expect(metrics.net).toBe(metrics.gross - metrics.charges);
        const lost = list.reduce((sum, { gross, charges }) => sum + Math.max(0, charges - gross), 0);
        expect(metrics.maxDrawdown).toBeLessThanOrEqual(lost);
        expect(metrics.maxDrawdown).toBeGreaterThanOrEqual(Math.max(0, -metrics.net));
      }),
    );
  });
});
