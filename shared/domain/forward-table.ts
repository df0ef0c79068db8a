import { forwardRow, HORIZONS, type ForwardState } from './forward-performance';
import type { FigureTable } from './strategy';
import type { Fraction } from './units';
import { inPercent } from './words';

const NONE = '–';

/** What past signals earned after 5, 10 and 20 candles; `cost` is that of a round trip, as a fraction of the price. */
export function forwardFigures(state: ForwardState, cost: Fraction): FigureTable {
  const rows = HORIZONS.map((bars) => {
    const row = forwardRow(state, bars, cost);
    const after = `${bars} candles`;
    if (!row) return [after, '0', NONE, NONE, NONE, NONE];
    const { count, average, recent, hitRate, expectancy } = row;
    return [after, String(count), inPercent(average), String(recent), inPercent(hitRate), inPercent(expectancy)];
  });
  return {
    title: 'Past signals, measured forward',
    head: ['After', 'Signals', 'Average', 'Newest', 'Hit rate', 'Expectancy after costs'],
    rows,
  };
}
