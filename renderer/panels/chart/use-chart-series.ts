import { useEffect, useState } from 'react';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Level } from '#shared/domain/levels';
import type { CandleChart } from '../../charts/candle-chart';
import { followSeries } from '../../store/follow-series';

export type SeriesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty' }
  /** `shownAt` counts how often the series was shown from its beginning: what hangs on bars is placed anew. */
  | { readonly kind: 'shown'; readonly shown: number; readonly levels: readonly Level[] }
  | { readonly kind: 'problem'; readonly message: string };

/** Draws a series on a chart and keeps it up to date. A new instrument or interval begins anew. */
export function useChartSeries(
  chart: CandleChart | null,
  instrument: InstrumentId | null,
  interval: BarInterval,
): SeriesState {
  const [state, setState] = useState<SeriesState>({ kind: 'loading' });
  useEffect(() => {
    if (chart === null || instrument === null) return;
    let shown = 0;
    return followSeries(instrument, interval, {
      onBars: ({ bars, levels }) => {
        chart.show(bars);
        shown += 1;
        setState(bars.length === 0 ? { kind: 'empty' } : { kind: 'shown', shown, levels });
      },
      onView: (view) => {
        const isDrawn = chart.roll(view);
        if (isDrawn) setState((known) => (known.kind === 'empty' ? { kind: 'shown', shown, levels: [] } : known));
        return isDrawn;
      },
      onProblem: (message) => setState({ kind: 'problem', message }),
    });
  }, [chart, instrument, interval]);
  return state;
}
